package org.jelastix.conformance.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.random.RandomStream;
import org.junit.jupiter.api.Test;

final class WarpTest {
  private static final ImageGrid FIELD_2D = ExampleImages.grid2d();
  private static final ImageGrid FIELD_3D = ExampleImages.grid3d();

  @Test
  void inverseUndoesForward() {
    for (Warp warp : List.of(ExampleImages.warp2d(), ExampleImages.warp3d())) {
      RandomStream random = new RandomStream(5);
      double[] mapped = new double[warp.dimension()];
      for (int n = 0; n < 500; n++) {
        double[] x = point(random, warp.dimension(), 150);
        warp.forward(x, mapped);
        warp.inverse(mapped, mapped);
        assertArrayEquals(x, mapped, 1e-9);
      }
    }
  }

  @Test
  void jacobianIsTheDerivative() {
    double h = 1e-5;
    for (Warp warp : List.of(ExampleImages.warp2d(), ExampleImages.warp3d())) {
      int dim = warp.dimension();
      RandomStream random = new RandomStream(6);
      double[] jacobian = new double[dim * dim];
      double[] ahead = new double[dim];
      double[] behind = new double[dim];
      for (int n = 0; n < 50; n++) {
        double[] x = point(random, dim, 90);
        warp.spatialJacobian(x, jacobian);
        assertEquals(Matrix.determinant(jacobian, dim), warp.jacobianDeterminant(x));
        assertTrue(warp.jacobianDeterminant(x) > 0);
        for (int c = 0; c < dim; c++) {
          double[] y = x.clone();
          y[c] += h;
          warp.forward(y, ahead);
          y[c] -= 2 * h;
          warp.forward(y, behind);
          for (int r = 0; r < dim; r++) {
            assertEquals((ahead[r] - behind[r]) / (2 * h), jacobian[r * dim + c], 1e-7);
          }
        }
      }
    }
  }

  @Test
  void smoothWarpStaysWithinItsAmplitudeAndIsLocal() {
    Warp warp = Warp.smooth(FIELD_3D, 6, 11);
    Image field = warp.displacementField(FIELD_3D);
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < field.length(); i++) {
      largest = Math.max(largest, Math.abs(field.value(i)));
      smallest = Math.min(smallest, Math.abs(field.value(i)));
    }
    assertTrue(largest <= 6 && largest > 2, "largest displacement " + largest);
    assertTrue(smallest < 0.5, "no constant shift, smallest " + smallest);
  }

  @Test
  void refusesWhatWouldFold() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> Warp.smooth(FIELD_2D, 60, 1));
    assertTrue(error.getMessage().contains("at most"), error.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> Warp.affine(new double[] {1, 2, 2, 4}, new double[2], new double[2]));
    assertThrows(
        IllegalArgumentException.class, () -> ExampleImages.warp2d().then(ExampleImages.warp3d()));
  }

  @Test
  void rotationIsTheOneOfEulerTransform() {
    Warp warp = Warp.rigid(new double[] {0.5}, new double[] {10, 0}, new double[] {0, 3});
    double[] p = {11, 0};
    warp.forward(p, p);
    assertArrayEquals(new double[] {10 + Math.cos(0.5), Math.sin(0.5) + 3}, p, 1e-12);
  }

  private static double[] point(RandomStream random, int dim, double reach) {
    double[] x = new double[dim];
    for (int d = 0; d < dim; d++) {
      x[d] = random.nextUniform(-reach, reach);
    }
    return x;
  }
}
