package org.jelastix.benchmarks.kernels;

import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.Image;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.PyramidContext;
import org.jelastix.images.filter.RecursiveGaussian;
import org.jelastix.images.interpolation.GridInterpolator;
import org.jelastix.images.pyramid.FixedSmoothingPyramidProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Filters over whole 3-D images, on one thread. */
@State(Scope.Thread)
public class FilterBenchmark {
  private static final int SIDE = 160;
  private static final int VOXELS = SIDE * SIDE * SIDE;
  private static final int[] SIZE = {SIDE, SIDE, SIDE};
  private static final double SIGMA = 4;

  private Image image;
  private float[] data;
  private RecursiveGaussian gaussian;

  /** Makes the image. */
  @Setup
  public void setUp() {
    image = Scene.image(SIZE);
    data = new float[VOXELS];
    gaussian = new RecursiveGaussian(SIGMA);
  }

  /** The recursive Gaussian along rows. */
  @Benchmark
  @OperationsPerInvocation(VOXELS)
  public float[] gaussianAlongRows() {
    gaussian.smooth(image.floats(), data, SIZE, 0, Parallel.sequential());
    return data;
  }

  /** The recursive Gaussian along the last axis. */
  @Benchmark
  @OperationsPerInvocation(VOXELS)
  public float[] gaussianAcrossSlices() {
    gaussian.smooth(image.floats(), data, SIZE, 2, Parallel.sequential());
    return data;
  }

  /** Coefficients of a cubic spline: filters along three axes. */
  @Benchmark
  @OperationsPerInvocation(VOXELS)
  public Interpolator splinePrefilter() {
    return GridInterpolator.spline(image, 3, Parallel.sequential());
  }

  /** All four levels of a smoothing pyramid. */
  @Benchmark
  @OperationsPerInvocation(VOXELS)
  public double pyramid() {
    ParameterMap map = ParameterMap.builder().put("NumberOfResolutions", "4").build();
    ImagePyramid pyramid =
        new FixedSmoothingPyramidProvider()
            .create(
                new PyramidContext(
                    new ComponentParameters(map, "", 0), image, Parallel.sequential()));
    double sum = 0;
    for (int level = 0; level < pyramid.levels(); level++) {
      sum += pyramid.level(level).value(0);
    }
    return sum;
  }
}
