package org.jelastix.benchmarks.kernels;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.images.interpolation.GridInterpolator;
import org.jelastix.images.interpolation.PlainInterpolators;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Values and gradients of a 3-D image at random points. */
@State(Scope.Thread)
public class InterpolationBenchmark {
  private static final int[] SIZE = {181, 217, 181};
  private static final int SAMPLES = 64 * PointBatch.CAPACITY;

  /** Which kernel. */
  @Param({"fast", "plain"})
  public String kernel;

  private Interpolator linear;
  private Interpolator cubic;
  private PointBatch[] batches;
  private double[] values;
  private double[][] gradients;
  private boolean[] inside;

  /** Makes the interpolators. */
  @Setup
  public void setUp() {
    Image image = Scene.image(SIZE);
    boolean plain = kernel.equals("plain");
    linear = plain ? PlainInterpolators.linear(image) : GridInterpolator.linear(image);
    cubic =
        plain
            ? PlainInterpolators.spline(image, 3)
            : GridInterpolator.spline(image, 3, Parallel.sequential());
    batches = Scene.batches(Scene.samples(SAMPLES, SIZE));
    values = new double[PointBatch.CAPACITY];
    gradients = new double[SIZE.length][PointBatch.CAPACITY];
    inside = new boolean[PointBatch.CAPACITY];
  }

  private double[] values(Interpolator interpolator) {
    for (PointBatch batch : batches) {
      interpolator.values(batch, values, inside);
    }
    return values;
  }

  private double[] gradients(Interpolator interpolator) {
    for (PointBatch batch : batches) {
      interpolator.valuesAndGradients(batch, values, gradients, inside);
    }
    return values;
  }

  /** Linear, values. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double[] linearValues() {
    return values(linear);
  }

  /** Linear, values and gradients. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double[] linearGradients() {
    return gradients(linear);
  }

  /** Cubic spline, values. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double[] cubicValues() {
    return values(cubic);
  }

  /** Cubic spline, values and gradients. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double[] cubicGradients() {
    return gradients(cubic);
  }
}
