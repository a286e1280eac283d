package org.jelastix.benchmarks.kernels;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.Resampler;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.ResamplerContext;
import org.jelastix.images.interpolation.GridInterpolator;
import org.jelastix.images.interpolation.PlainInterpolators;
import org.jelastix.images.resampling.DefaultResamplerProvider;
import org.jelastix.transforms.bspline.BSplineKernels;
import org.jelastix.transforms.bspline.BSplineTransform;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Rows of an output grid: mapped alone, and with the image resampled there. */
@State(Scope.Thread)
public class ResamplingBenchmark {
  private static final int WIDTH = 181;
  private static final int ROWS = 40;
  private static final int[] SIZE = {WIDTH, 217, 181};
  private static final int[] SLAB = {WIDTH, ROWS, 20};
  private static final int VOXELS = WIDTH * ROWS * 20;
  private static final int SIDE = 23;
  private static final int[] BOX = {SIDE, SIDE, SIDE};
  private static final double[] BOX_START = {70, 90, 80};
  private static final double[][] ALIGNED = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  private static final double[][] TURNED = {{0.99, 0.1, 0.02}, {-0.1, 0.99, 0.05}, {0, -0.05, 1}};

  /** Which kernel: boxes as boxes, or as points anywhere. */
  @Param({"fast", "plain"})
  public String kernel;

  private BSplineTransform transform;
  private TransformKernel map;
  private boolean plain;
  private Interpolator cubic;
  private Resampler resampler;
  private PointBatch points;
  private PointBatch moving;
  private PointBatch box;
  private PointBatch mappedBox;
  private double[] values;
  private boolean[] inside;

  /** Makes kernels and images. */
  @Setup
  public void setUp() {
    plain = kernel.equals("plain");
    transform = Scene.spline(SIZE);
    map = plain ? BSplineKernels.plain(transform) : transform.kernel();
    Image image = Scene.image(SIZE);
    cubic =
        plain
            ? PlainInterpolators.spline(image, 3)
            : GridInterpolator.spline(image, 3, Parallel.sequential());
    resampler =
        new DefaultResamplerProvider()
            .create(
                new ResamplerContext(
                    ComponentParameters.defaults(), ImageGrid.ofSize(SLAB), Parallel.sequential()));
    points = new PointBatch(SIZE.length);
    moving = new PointBatch(SIZE.length);
    box = new PointBatch(SIZE.length, SIDE * SIDE * SIDE);
    mappedBox = new PointBatch(SIZE.length, box.capacity());
    values = new double[PointBatch.CAPACITY];
    inside = new boolean[PointBatch.CAPACITY];
  }

  /** Maps a box of voxels through a B-spline on a grid with the same axes. */
  @Benchmark
  @OperationsPerInvocation(SIDE * SIDE * SIDE)
  public double[] mapBox() {
    return mapBox(ALIGNED);
  }

  /** Maps a box with other axes. */
  @Benchmark
  @OperationsPerInvocation(SIDE * SIDE * SIDE)
  public double[] mapTurnedBox() {
    return mapBox(TURNED);
  }

  private double[] mapBox(double[][] steps) {
    if (plain) {
      box.fillLattice(BOX_START, steps, BOX);
      map.forward(box, mappedBox);
    } else {
      map.lattice(BOX_START, steps, BOX, mappedBox);
    }
    return mappedBox.axis(0);
  }

  /** Resamples a slab, cubic interpolation. */
  @Benchmark
  @OperationsPerInvocation(VOXELS)
  public double resample() {
    if (!plain) {
      return resampler.resample(cubic, transform).value(0);
    }
    double sum = 0;
    for (int row = 0; row < VOXELS / WIDTH; row++) {
      int slice = row / ROWS;
      forward(row % ROWS, slice);
      cubic.values(moving, values, inside);
      sum += values[0];
    }
    return sum;
  }

  private void forward(double y, double z) {
    points.resize(WIDTH);
    for (int k = 0; k < WIDTH; k++) {
      points.axis(0)[k] = k;
      points.axis(1)[k] = y;
      points.axis(2)[k] = z;
    }
    map.forward(points, moving);
  }
}
