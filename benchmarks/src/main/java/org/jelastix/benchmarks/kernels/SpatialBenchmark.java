package org.jelastix.benchmarks.kernels;

import java.util.Optional;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.transforms.bspline.BSplineKernels;
import org.jelastix.transforms.bspline.BSplineTransform;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Second spatial derivatives of a cubic B-spline, what the bending energy consists of. */
@State(Scope.Thread)
public class SpatialBenchmark {
  private static final int[] SIZE = {181, 217, 181};
  private static final int SAMPLES = 8 * PointBatch.CAPACITY;
  private static final int ENTRIES = 27;

  /** Which kernel. */
  @Param({"fast", "plain"})
  public String kernel;

  private SpatialKernel spatial;
  private PointBatch[] batches;
  private double[][] hessian;
  private double[] gradient;

  /** Makes the kernel. */
  @Setup
  public void setUp() {
    BSplineTransform transform = Scene.spline(SIZE);
    spatial =
        kernel.equals("plain") ? BSplineKernels.plainSpatial(transform) : transform.spatialKernel();
    batches = Scene.batches(Scene.samples(SAMPLES, SIZE));
    hessian = new double[ENTRIES][PointBatch.CAPACITY];
    gradient = new double[transform.parameterCount()];
  }

  /** Hessians at points in space, and their pullback. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double[] hessians3() {
    for (PointBatch batch : batches) {
      spatial.at(batch);
      spatial.hessian(hessian);
      spatial.pullbackHessian(hessian, gradient);
    }
    return gradient;
  }

  /** The sum of their squares, with its derivative, as the kernel likes to do it. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double bendingEnergy3() {
    Optional<SpatialKernel.SquaredHessians> squares = spatial.squaredHessians();
    double sum = 0;
    for (PointBatch batch : batches) {
      spatial.at(batch);
      if (squares.isPresent()) {
        sum += squares.get().add(null, null, gradient);
      } else {
        spatial.hessian(hessian);
        for (double[] entry : hessian) {
          for (double h : entry) {
            sum += h * h;
          }
        }
        spatial.pullbackHessian(hessian, gradient);
      }
    }
    return sum;
  }
}
