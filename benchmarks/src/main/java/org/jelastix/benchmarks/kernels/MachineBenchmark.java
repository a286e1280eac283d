package org.jelastix.benchmarks.kernels;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What Java gets out of this machine at best: bandwidths and rates of arithmetic. */
public class MachineBenchmark {
  /** Values that stay in the first-level cache, so that arithmetic alone counts. */
  static final int CACHED = 1024;

  /** Operations on each of them. */
  static final int CHAIN = 8;

  /** Entries of each array of the triad: in all 768 kB and 768 MB. */
  static final int LEVEL_2 = 1 << 15;

  static final int MEMORY = 1 << 25;

  private static final double FACTOR = 0.999;
  private static final double TERM = 0.001;

  /** Three arrays a thread. */
  @State(Scope.Thread)
  public static class Arrays {
    /** Where the arrays fit. */
    @Param({"level2", "memory"})
    public String place;

    private double[] a;
    private double[] b;
    private double[] c;

    /** Fills them. */
    @Setup(Level.Trial)
    public void setUp() {
      int n = place.equals("memory") ? MEMORY : LEVEL_2;
      a = new double[n];
      b = new double[n];
      c = new double[n];
      java.util.Arrays.fill(b, 1);
      java.util.Arrays.fill(c, 2);
    }
  }

  /** Few values a thread. */
  @State(Scope.Thread)
  public static class Cached {
    private final double[] doubles = new double[CACHED];
    private final float[] floats = new float[CACHED];
    private final double[] seeds = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
  }

  /** STREAM's triad (J. McCalpin, 1995): 24 bytes an entry. */
  @Benchmark
  public double[] triad(Arrays arrays) {
    double[] a = arrays.a;
    double[] b = arrays.b;
    double[] c = arrays.c;
    for (int i = 0; i < a.length; i++) {
      a[i] = b[i] + FACTOR * c[i];
    }
    return a;
  }

  /** Multiply and add, vectorised by the compiler, double precision. */
  @Benchmark
  @OperationsPerInvocation(2 * CHAIN * CACHED)
  public double[] vectorDoubles(Cached cached) {
    double[] v = cached.doubles;
    for (int i = 0; i < v.length; i++) {
      double x = v[i];
      x = x * FACTOR + TERM;
      x = x * FACTOR + TERM;
      x = x * FACTOR + TERM;
      x = x * FACTOR + TERM;
      x = x * FACTOR + TERM;
      x = x * FACTOR + TERM;
      x = x * FACTOR + TERM;
      x = x * FACTOR + TERM;
      v[i] = x;
    }
    return v;
  }

  /** Multiply and add, vectorised by the compiler, single precision. */
  @Benchmark
  @OperationsPerInvocation(2 * CHAIN * CACHED)
  public float[] vectorFloats(Cached cached) {
    float[] v = cached.floats;
    float f = (float) FACTOR;
    float t = (float) TERM;
    for (int i = 0; i < v.length; i++) {
      float x = v[i];
      x = x * f + t;
      x = x * f + t;
      x = x * f + t;
      x = x * f + t;
      x = x * f + t;
      x = x * f + t;
      x = x * f + t;
      x = x * f + t;
      v[i] = x;
    }
    return v;
  }

  /** Fused multiply-add, vectorised by the compiler, double precision. */
  @Benchmark
  @OperationsPerInvocation(2 * CHAIN * CACHED)
  public double[] vectorFusedDoubles(Cached cached) {
    double[] v = cached.doubles;
    for (int i = 0; i < v.length; i++) {
      double x = v[i];
      x = Math.fma(x, FACTOR, TERM);
      x = Math.fma(x, FACTOR, TERM);
      x = Math.fma(x, FACTOR, TERM);
      x = Math.fma(x, FACTOR, TERM);
      x = Math.fma(x, FACTOR, TERM);
      x = Math.fma(x, FACTOR, TERM);
      x = Math.fma(x, FACTOR, TERM);
      x = Math.fma(x, FACTOR, TERM);
      v[i] = x;
    }
    return v;
  }

  /** Multiply and add in eight chains side by side, one number at a time, double precision. */
  @Benchmark
  @OperationsPerInvocation(2 * 8 * CACHED)
  public double scalarDoubles(Cached cached) {
    double[] s = cached.seeds;
    double x0 = s[0];
    double x1 = s[1];
    double x2 = s[2];
    double x3 = s[3];
    double x4 = s[4];
    double x5 = s[5];
    double x6 = s[6];
    double x7 = s[7];
    for (int i = 0; i < CACHED; i++) {
      x0 = x0 * FACTOR + TERM;
      x1 = x1 * FACTOR + TERM;
      x2 = x2 * FACTOR + TERM;
      x3 = x3 * FACTOR + TERM;
      x4 = x4 * FACTOR + TERM;
      x5 = x5 * FACTOR + TERM;
      x6 = x6 * FACTOR + TERM;
      x7 = x7 * FACTOR + TERM;
    }
    return x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7;
  }
}
