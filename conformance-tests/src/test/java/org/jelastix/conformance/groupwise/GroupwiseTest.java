package org.jelastix.conformance.groupwise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.conformance.phantom.Contrast;
import org.jelastix.conformance.phantom.HeadPhantom;
import org.jelastix.conformance.phantom.MovingPhantom;
import org.jelastix.conformance.phantom.Tissue;
import org.jelastix.conformance.phantom.Warp;
import org.jelastix.runtime.ParameterMaps;
import org.jelastix.runtime.Registration;
import org.junit.jupiter.api.Test;

/**
 * The groupwise default map brings the frames of a moving head into one frame.
 *
 * <p>Groupwise registration finds T_k from a common average position to each frame k. With the true
 * motion W_k from the head at rest to frame k, W_k⁻¹(T_k(x)) is the point of the head that x shows
 * in frame k. Where that is the same point for all frames, they are aligned; which point it is, is
 * the choice of the average. The residual motion at x is the root of the mean squared distance of
 * these points from their mean, in voxels, and the tests look at its mean over all voxels x within
 * the brain.
 */
class GroupwiseTest {
  /** Before registration, T_k(x) = x. */
  private record Residual(double before, double after) {}

  private static Residual register(ImageGrid frame, int frames, double mm, int resolutions) {
    MovingPhantom phantom = MovingPhantom.of(frame, frames, mm, 3);
    Image series = phantom.image(Contrast.T1, 11);
    ParameterMap map =
        ParameterMaps.defaults("groupwise", resolutions, 5 * frame.spacing(0)).toBuilder()
            .put("MaximumNumberOfIterations", 80)
            .build();
    Transform found =
        Registration.builder()
            .threads(2)
            .fixed(series)
            .moving(series)
            .parameters(map)
            .build()
            .run()
            .transform();
    assertEquals(frame.dimension() + 1, found.dimension());
    return new Residual(residual(phantom, frame, null), residual(phantom, frame, found));
  }

  private static double residual(MovingPhantom phantom, ImageGrid frame, Transform transform) {
    HeadPhantom head = phantom.head();
    int dim = frame.dimension();
    double sum = 0;
    int count = 0;
    double[] x = new double[dim];
    double[][] points = new double[phantom.frames()][];
    for (int i = 0; i < frame.voxelCount(); i++) {
      int rest = i;
      for (int d = 0; d < dim; d++) {
        x[d] = rest % frame.size(d);
        rest /= frame.size(d);
      }
      frame.voxelToWorld(x, x);
      if (head.tissueAt(x).label() < Tissue.GREY.label()) {
        continue;
      }
      for (int k = 0; k < points.length; k++) {
        points[k] = anatomical(phantom.warp(k), x, k, transform);
      }
      sum += spread(points, frame);
      count++;
    }
    return sum / count;
  }

  /** The point of the head at rest that the registered frame k shows at x. */
  private static double[] anatomical(Warp warp, double[] x, int k, Transform transform) {
    double[] y = x.clone();
    if (transform != null) {
      double[] withTime = Arrays.copyOf(x, x.length + 1);
      withTime[x.length] = k;
      double[] mapped = transform.apply(withTime);
      assertEquals(k, mapped[x.length], 1e-9, "time must not change");
      y = Arrays.copyOf(mapped, x.length);
    }
    warp.inverse(y, y);
    return y;
  }

  private static double spread(double[][] points, ImageGrid frame) {
    double squared = 0;
    for (int d = 0; d < frame.dimension(); d++) {
      double mean = 0;
      for (double[] p : points) {
        mean += p[d] / points.length;
      }
      for (double[] p : points) {
        double voxels = (p[d] - mean) / frame.spacing(d);
        squared += voxels * voxels / points.length;
      }
    }
    return Math.sqrt(squared);
  }

  @Test
  void slicesOverTime() {
    ImageGrid frame =
        new ImageGrid(
            new int[] {72, 80},
            new double[] {2, 2.2},
            new double[] {-70, -80},
            new double[] {1, 0, 0, 1});
    Residual residual = register(frame, 8, 9, 3);
    assertTrue(residual.before() > 0.8, residual::toString);
    assertTrue(residual.after() < 0.5, residual::toString);
  }

  @Test
  void volumesOverTime() {
    ImageGrid frame =
        new ImageGrid(
            new int[] {25, 28, 24},
            new double[] {4.5, 4.5, 4.5},
            new double[] {-70, -80, -70},
            new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
    Residual residual = register(frame, 4, 16, 2);
    assertTrue(residual.before() > 0.8, residual::toString);
    assertTrue(residual.after() < 0.5, residual::toString);
  }
}
