package org.jelastix.images.projection;

import org.jelastix.api.component.Combination;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.ProjectingInterpolator;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;

/**
 * The sum of intensities along the ray from a source through a point: a digitally reconstructed
 * radiograph. Defined everywhere; 0 where the ray misses the volume.
 *
 * <p>Points are in mm from the centre of the volume, along its axes: the volume's own origin and
 * direction are not looked at, as in elastix. Gradients are central differences over half the
 * smallest voxel spacing, with the source held still.
 */
final class RayCastInterpolator implements ProjectingInterpolator {
  private final Image volume;
  private final double[] source;
  private final double threshold;
  private final RigidPose before;
  private final double halfStep;
  private final ThreadLocal<Worker> workers;

  /**
   * @param volume scalar, three dimensions
   * @param source of the rays, mm, before any transform
   * @param threshold intensities up to this count as 0, and it is subtracted from others
   * @param before applied before every transform
   */
  RayCastInterpolator(Image volume, double[] source, double threshold, RigidPose before) {
    this(volume, source, threshold, before, before.apply(source));
  }

  private RayCastInterpolator(
      Image volume, double[] source, double threshold, RigidPose before, double[] mappedSource) {
    this.volume = volume;
    this.source = source;
    this.threshold = threshold;
    this.before = before;
    ImageGrid grid = volume.grid();
    this.halfStep = 0.25 * Math.min(grid.spacing(0), Math.min(grid.spacing(1), grid.spacing(2)));
    this.workers = ThreadLocal.withInitial(() -> new Worker(mappedSource));
  }

  @Override
  public ImageGrid grid() {
    return volume.grid();
  }

  @Override
  public Transform pose(Transform current) {
    return Combination.compose(before, current);
  }

  @Override
  public Interpolator at(Transform current) {
    return new RayCastInterpolator(volume, source, threshold, before, pose(current).apply(source));
  }

  @Override
  public void values(PointBatch points, double[] values, boolean[] inside) {
    Worker worker = workers.get();
    for (int i = 0; i < points.size(); i++) {
      worker.load(points, i);
      inside[i] = worker.isFinite();
      values[i] = inside[i] ? worker.value() : 0;
    }
  }

  @Override
  public void valuesAndGradients(
      PointBatch points, double[] values, double[][] gradients, boolean[] inside) {
    Worker worker = workers.get();
    for (int i = 0; i < points.size(); i++) {
      worker.load(points, i);
      inside[i] = worker.isFinite();
      values[i] = inside[i] ? worker.value() : 0;
      for (int d = 0; d < 3; d++) {
        gradients[d][i] = inside[i] ? worker.slope(d) : 0;
      }
    }
  }

  /** One thread's ray. */
  private final class Worker {
    private final Ray ray = new Ray(volume);
    private final double[] from;
    private final double[] point = new double[3];
    private final double[] direction = new double[3];

    Worker(double[] from) {
      this.from = from;
    }

    void load(PointBatch points, int i) {
      for (int d = 0; d < 3; d++) {
        point[d] = points.axis(d)[i];
      }
    }

    boolean isFinite() {
      return Double.isFinite(point[0]) && Double.isFinite(point[1]) && Double.isFinite(point[2]);
    }

    double value() {
      for (int d = 0; d < 3; d++) {
        direction[d] = from[d] - point[d];
      }
      return ray.sum(point, direction, threshold);
    }

    double slope(int axis) {
      double centre = point[axis];
      point[axis] = centre + halfStep;
      double after = value();
      point[axis] = centre - halfStep;
      double before = value();
      point[axis] = centre;
      return (after - before) / (2 * halfStep);
    }
  }
}
