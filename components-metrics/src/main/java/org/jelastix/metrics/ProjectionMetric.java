package org.jelastix.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.ProjectingInterpolator;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.MetricContext;

/**
 * A metric of whole images: resamples the moving image onto the fixed image's grid (projects it, if
 * the interpolator casts rays) and compares the two.
 *
 * <p>The gradient is taken by central differences, two evaluations a parameter, so this is for
 * transforms of few parameters. A parameter's step moves the points of the fixed image by 0.001 mm
 * (root mean square).
 */
final class ProjectionMetric implements Metric {
  private static final double STEP = 0.001;
  private static final int STEP_POINTS = 2000;

  private final String name;
  private final ImageGrid grid;
  private final Interpolator interpolator;
  private final ProjectionMeasure measure;
  private final boolean rescale;
  private final Parallel parallel;
  private final AtomicReference<Double> scale = new AtomicReference<>();

  /**
   * @param name for messages
   * @param context images and services
   * @param measure compares
   * @param rescale whether to divide by the power of ten that brings the first value asked for to
   *     at most 1, and by the same ever after
   */
  ProjectionMetric(String name, MetricContext context, ProjectionMeasure measure, boolean rescale) {
    this.name = name;
    this.grid = context.fixed().get(0).grid();
    this.interpolator = context.interpolators().get(0);
    this.measure = measure;
    this.rescale = rescale;
    this.parallel = context.parallel();
  }

  @Override
  public boolean usesSamples() {
    return false;
  }

  @Override
  public double value(Transform transform, ImageSamples samples) {
    double raw = raw(transform);
    if (!rescale) {
      return raw;
    }
    Double divisor = scale.get();
    if (divisor == null) {
      double power = 1;
      while (Math.abs(raw) / power > 1) {
        power *= 10;
      }
      scale.compareAndSet(null, power);
      divisor = scale.get();
    }
    return raw / divisor;
  }

  private double raw(Transform transform) {
    double raw = measure.evaluate(resample(transform), parallel);
    if (!Double.isFinite(raw)) {
      throw new RegistrationException(
          name
              + " is "
              + raw
              + "; the moving image may lie outside the fixed one or be constant there");
    }
    return raw;
  }

  @Override
  public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
    double[] parameters = transform.parameters();
    if (gradient.length != parameters.length) {
      throw new IllegalArgumentException(
          "a gradient of " + gradient.length + " entries for " + parameters.length + " parameters");
    }
    double value = value(transform, samples);
    double[] steps = steps(transform);
    for (int j = 0; j < gradient.length; j++) {
      double[] shifted = parameters.clone();
      shifted[j] = parameters[j] - steps[j];
      double below = value(transform.withParameters(shifted), samples);
      shifted[j] = parameters[j] + steps[j];
      double above = value(transform.withParameters(shifted), samples);
      gradient[j] = (above - below) / (2 * steps[j]);
    }
    return value;
  }

  private float[] resample(Transform current) {
    Transform transform = current;
    Interpolator source = interpolator;
    if (interpolator instanceof ProjectingInterpolator projecting) {
      transform = projecting.pose(current);
      source = projecting.at(current);
    }
    int n = grid.voxelCount();
    float[] moved = new float[n];
    Chunks chunks = new Chunks(n, PointBatch.CAPACITY);
    Transform pose = transform;
    Interpolator view = source;
    parallel.run(
        chunks.count(),
        chunk -> {
          TransformKernel kernel = pose.kernel();
          PointBatch points = new PointBatch(grid.dimension());
          PointBatch mapped = new PointBatch(grid.dimension());
          double[] values = new double[PointBatch.CAPACITY];
          boolean[] inside = new boolean[PointBatch.CAPACITY];
          int end = chunks.start(chunk + 1);
          for (int from = chunks.start(chunk); from < end; from += PointBatch.CAPACITY) {
            fill(points, from, 1, Math.min(PointBatch.CAPACITY, end - from));
            kernel.forward(points, mapped);
            view.values(mapped, values, inside);
            for (int i = 0; i < points.size(); i++) {
              moved[from + i] = inside[i] ? (float) values[i] : 0;
            }
          }
        });
    return moved;
  }

  /** Voxel centres from one on, so many voxels apart. */
  private void fill(PointBatch points, int from, int stride, int n) {
    points.resize(n);
    double[] voxel = new double[grid.dimension()];
    for (int i = 0; i < n; i++) {
      int rest = from + i * stride;
      for (int d = 0; d < voxel.length; d++) {
        voxel[d] = rest % grid.size(d);
        rest /= grid.size(d);
      }
      grid.voxelToWorld(voxel, voxel);
      for (int d = 0; d < voxel.length; d++) {
        points.axis(d)[i] = voxel[d];
      }
    }
  }

  /** Steps that move points by {@value #STEP} mm. */
  private double[] steps(Transform transform) {
    int stride = Math.max(1, grid.voxelCount() / STEP_POINTS);
    int many = grid.voxelCount() / stride;
    double[] squares = new double[transform.parameterCount()];
    TransformKernel kernel = transform.kernel();
    PointBatch points = new PointBatch(grid.dimension());
    PointBatch mapped = new PointBatch(grid.dimension());
    SparseJacobian jacobian = SparseJacobian.of(transform);
    for (int first = 0; first < many; first += PointBatch.CAPACITY) {
      fill(points, first * stride, stride, Math.min(PointBatch.CAPACITY, many - first));
      kernel.forward(points, mapped);
      for (int i = 0; i < points.size(); i++) {
        kernel.jacobian(i, jacobian);
        for (int k = 0; k < jacobian.size(); k++) {
          for (int d = 0; d < jacobian.dimension(); d++) {
            squares[jacobian.parameters()[k]] += jacobian.get(d, k) * jacobian.get(d, k);
          }
        }
      }
    }
    double[] steps = new double[squares.length];
    for (int j = 0; j < steps.length; j++) {
      steps[j] = squares[j] > 0 ? STEP / Math.sqrt(squares[j] / many) : STEP;
    }
    return steps;
  }

  /** A fixed image must be flat for these metrics: 2-D, or 3-D with one slice. */
  static void requireFlat(String name, MetricContext context) {
    int[] size = context.fixed().get(0).grid().size();
    if (size.length > 3 || size.length < 2 || (size.length == 3 && size[2] != 1)) {
      throw new RegistrationException(
          name
              + " is for 2-D images, or for projections onto one slice of 3-D; the fixed image has"
              + " size "
              + Arrays.toString(size));
    }
  }
}
