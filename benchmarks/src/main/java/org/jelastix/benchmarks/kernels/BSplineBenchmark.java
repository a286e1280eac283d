package org.jelastix.benchmarks.kernels;

import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.transforms.bspline.BSplineKernels;
import org.jelastix.transforms.bspline.BSplineTransform;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Cubic B-spline transforms at random points: map them, and pull cotangents back. */
@State(Scope.Thread)
public class BSplineBenchmark {
  private static final int SAMPLES = 8 * PointBatch.CAPACITY;

  /** Which kernel. */
  @Param({"fast", "plain"})
  public String kernel;

  private Work two;
  private Work three;

  /** One dimension's kernels and buffers. */
  private static final class Work {
    private final TransformKernel kernel;
    private final TransformKernel mapped;
    private final PointBatch[] batches;
    private final PointBatch moving;
    private final double[][] cotangents;
    private final double[] gradient;

    Work(boolean plain, int... size) {
      BSplineTransform transform = Scene.spline(size);
      kernel = plain ? BSplineKernels.plain(transform) : transform.kernel();
      mapped = plain ? BSplineKernels.plain(transform) : transform.kernel();
      batches = Scene.batches(Scene.samples(SAMPLES, size));
      moving = new PointBatch(size.length);
      cotangents = new double[size.length][PointBatch.CAPACITY];
      for (double[] axis : cotangents) {
        java.util.Arrays.fill(axis, 1e-9);
      }
      gradient = new double[transform.parameterCount()];
      mapped.forward(batches[0], moving);
    }

    double[] forward() {
      for (PointBatch batch : batches) {
        kernel.forward(batch, moving);
      }
      return moving.axis(0);
    }

    double[] pullback() {
      mapped.pullback(cotangents, gradient);
      return gradient;
    }
  }

  /** Makes the kernels. */
  @Setup
  public void setUp() {
    boolean plain = kernel.equals("plain");
    two = new Work(plain, 256, 256);
    three = new Work(plain, 181, 217, 181);
  }

  /** Maps points in a plane. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double[] forward2() {
    return two.forward();
  }

  /** Maps points in space. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double[] forward3() {
    return three.forward();
  }

  /** Pulls back in a plane. */
  @Benchmark
  @OperationsPerInvocation(PointBatch.CAPACITY)
  public double[] pullback2() {
    return two.pullback();
  }

  /** Pulls back in space. */
  @Benchmark
  @OperationsPerInvocation(PointBatch.CAPACITY)
  public double[] pullback3() {
    return three.pullback();
  }
}
