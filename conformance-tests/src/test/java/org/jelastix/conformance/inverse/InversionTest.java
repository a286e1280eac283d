package org.jelastix.conformance.inverse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.conformance.phantom.Contrast;
import org.jelastix.conformance.phantom.HeadPhantom;
import org.jelastix.conformance.phantom.Warp;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.ParameterMaps;
import org.jelastix.runtime.Registration;
import org.jelastix.runtime.Transformation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InversionTest {
  /** Largest way between a point and itself, there and back, in voxels. */
  private static final double ROUND_TRIP = 0.05;

  private static Jelastix jelastix;

  @BeforeAll
  static void open() {
    jelastix = Jelastix.builder().threads(2).build();
  }

  @AfterAll
  static void close() {
    jelastix.close();
  }

  private static ImageGrid grid(int dimension) {
    double a = Math.cos(0.2);
    double b = Math.sin(0.2);
    return dimension == 2
        ? new ImageGrid(
            new int[] {64, 70},
            new double[] {2.3, 2.1},
            new double[] {-60, 20},
            new double[] {a, -b, b, a})
        : new ImageGrid(
            new int[] {30, 34, 28},
            new double[] {4.2, 4, 4.5},
            new double[] {-60, 20, 5},
            new double[] {a, -b, 0, b, a, 0, 0, 0, 1});
  }

  /** A rigid transform, then B-splines, found in a head that was turned, shifted and bent. */
  private static Transformation registered(int dimension) {
    ImageGrid grid = grid(dimension);
    HeadPhantom head = HeadPhantom.fitting(grid, 1);
    double[] angles = dimension == 2 ? new double[] {0.12} : new double[] {0.1, -0.05, 0.08};
    Warp warp =
        Warp.rigid(angles, grid.center(), Arrays.copyOf(new double[] {4, -3, 2}, dimension))
            .then(Warp.smooth(grid, 4, 3));
    return Registration.builder()
        .jelastix(jelastix)
        .fixed(head.image(grid, Contrast.T1, Warp.identity(dimension), 1))
        .moving(head.image(grid, Contrast.T1, warp, 2))
        .parameters(
            quick(ParameterMaps.defaults("rigid", 2, 20)),
            quick(ParameterMaps.defaults("bspline", 2, 20)))
        .build()
        .run()
        .transformation();
  }

  private static ParameterMap quick(ParameterMap map) {
    return map.toBuilder().put("MaximumNumberOfIterations", 60).build();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void thereAndBackAgain(int dimension) {
    Transformation forward = registered(dimension);
    Transformation inverse = forward.invert();
    ImageGrid grid = grid(dimension);
    double far = 0;
    double worst = 0;
    double[] x = new double[dimension];
    for (int i = 0; i < grid.voxelCount(); i++) {
      world(grid, i, x);
      double[] y = forward.transform().apply(x);
      far = Math.max(far, distance(grid, x, y));
      worst = Math.max(worst, distance(grid, x, inverse.transform().apply(y)));
    }
    assertTrue(far > 2, "the transform moves points by " + far + " voxels only");
    assertTrue(worst < ROUND_TRIP, "the round trip ends " + worst + " voxels away");
    assertEquals(grid, inverse.grid());

    Transformation again = Transformation.of(jelastix, inverse.parameterMaps());
    assertEquals(0, distance(grid, inverse.transform().apply(x), again.transform().apply(x)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theFieldOfTheInverseIsExactAtItsVoxels(int dimension) {
    Transformation forward = registered(dimension);
    ImageGrid grid = grid(dimension);
    float[] field = forward.inverseDeformationField(grid).floats();
    double[] y = new double[dimension];
    for (int i = 0; i < grid.voxelCount(); i++) {
      world(grid, i, y);
      double[] x = y.clone();
      for (int d = 0; d < dimension; d++) {
        x[d] += field[i * dimension + d];
      }
      double residual = distance(grid, y, forward.transform().apply(x));
      assertTrue(residual < 0.001, "voxel " + i + " is missed by " + residual);
    }
  }

  @Test
  void anAffineTransformHasAnAffineInverse() {
    ImageGrid grid = grid(3);
    Transformation forward =
        Transformation.of(
            jelastix,
            List.of(
                ParameterMap.builder()
                    .put("Transform", "EulerTransform")
                    .put("NumberOfParameters", 6)
                    .put("TransformParameters", 2.5, 0.4, -1.2, 20.0, -30.0, 8.0)
                    .put("CenterOfRotationPoint", 5.0, 6.0, 7.0)
                    .put("InitialTransformParameterFileName", "NoInitialTransform")
                    .put("FixedImageDimension", 3)
                    .put("Size", grid.size())
                    .put("Spacing", grid.spacing())
                    .put("Origin", grid.origin())
                    .build()));
    Transformation inverse = forward.invert(grid);
    assertEquals(1, inverse.parameterMaps().size());
    double[] x = {12.5, -33, 71};
    Transform back = inverse.transform();
    assertEquals(0, distance(grid, x, back.apply(forward.transform().apply(x))), 1e-9);

    Image field = forward.inverseDeformationField(grid);
    assertEquals(3, field.components());
  }

  private static void world(ImageGrid grid, int voxel, double[] x) {
    int rest = voxel;
    for (int d = 0; d < x.length; d++) {
      x[d] = rest % grid.size(d);
      rest /= grid.size(d);
    }
    grid.voxelToWorld(x, x);
  }

  /** In voxels. */
  private static double distance(ImageGrid grid, double[] a, double[] b) {
    double[] p = new double[a.length];
    double[] q = new double[a.length];
    grid.worldToVoxel(a, p);
    grid.worldToVoxel(b, q);
    double squared = 0;
    for (int d = 0; d < p.length; d++) {
      squared += (p[d] - q[d]) * (p[d] - q[d]);
    }
    return Math.sqrt(squared);
  }
}
