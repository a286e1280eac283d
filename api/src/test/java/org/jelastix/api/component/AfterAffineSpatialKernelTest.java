package org.jelastix.api.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AfterAffineSpatialKernelTest {

  @ParameterizedTest
  @CsvSource({"2,1", "2,300", "3,7", "4,5"})
  void agreesWithTheGeneralChainRule(int dim, int n) {
    Random random = new Random(dim);
    double[] a = random.doubles((long) dim * dim, -1, 1).toArray();
    Linear initial = new Linear(new AffineMap(a, random.doubles(dim).toArray()));
    WaveTransform current = new WaveTransform(dim, random.doubles(2L * dim, -0.5, 0.5).toArray());
    PointBatch points = new PointBatch(dim, n);
    points.resize(n);
    for (int d = 0; d < dim; d++) {
      for (int i = 0; i < n; i++) {
        points.axis(d)[i] = 2 * random.nextDouble() - 1;
      }
    }
    SpatialKernel fast = new AfterAffineSpatialKernel(initial.kernel(), initial.map, current);
    SpatialKernel plain = new ComposedSpatialKernel(initial, current);
    fast.at(points);
    plain.at(points);
    double[][] one = new double[dim * dim * dim][n];
    double[][] two = new double[dim * dim * dim][n];
    fast.jacobian(one);
    plain.jacobian(two);
    same(two, one);
    fast.hessian(one);
    plain.hessian(two);
    same(two, one);
    double[][] cotangents = new double[dim * dim * dim][];
    Arrays.setAll(cotangents, e -> random.doubles(n, -1, 1).toArray());
    double[][] sums = new double[2][2 * dim];
    fast.pullbackJacobian(cotangents, sums[0]);
    plain.pullbackJacobian(cotangents, sums[1]);
    assertArrayEquals(sums[1], sums[0], 1e-12 * n);
    fast.pullbackHessian(cotangents, sums[0]);
    plain.pullbackHessian(cotangents, sums[1]);
    assertArrayEquals(sums[1], sums[0], 1e-12 * n);
  }

  @Test
  void handsTheProductOfTheMatricesToFastSums() {
    double[] a = {1, 2, 3, 4};
    double[] b = {5, 6, 7, 8};
    List<double[]> seen = new ArrayList<>();
    Linear initial = new Linear(new AffineMap(a, new double[2]));
    Linear current =
        new Linear(new AffineMap(a, new double[2])) {
          @Override
          public SpatialKernel spatialKernel() {
            return new Constant(a) {
              @Override
              public Optional<SquaredHessians> squaredHessians() {
                return Optional.of(
                    (affine, counts, gradient) -> {
                      seen.add(affine);
                      return 9;
                    });
              }
            };
          }
        };
    SpatialKernel kernel = new AfterAffineSpatialKernel(initial.kernel(), initial.map, current);
    assertEquals(9, kernel.squaredHessians().orElseThrow().add(null, null, null));
    assertEquals(9, kernel.squaredHessians().orElseThrow().add(b, null, null));
    assertArrayEquals(a, seen.get(0));
    assertArrayEquals(new double[] {19, 22, 43, 50}, seen.get(1));
    assertEquals(
        Optional.empty(),
        new AfterAffineSpatialKernel(initial.kernel(), initial.map, initial).squaredHessians());
  }

  private static void same(double[][] expected, double[][] actual) {
    for (int e = 0; e < expected.length; e++) {
      assertArrayEquals(expected[e], actual[e], 1e-12, "entry " + e);
    }
  }

  /** An affine map that can be differentiated in space. */
  private static class Linear implements SpatiallyDifferentiable {
    private final AffineMap map;
    private final StretchTransform plain;

    Linear(AffineMap map) {
      this.map = map;
      this.plain = new StretchTransform(map);
    }

    @Override
    public int dimension() {
      return plain.dimension();
    }

    @Override
    public int parameterCount() {
      return plain.parameterCount();
    }

    @Override
    public double[] parameters() {
      return plain.parameters();
    }

    @Override
    public Linear withParameters(double[] parameters) {
      return new Linear(new AffineMap(map.matrix(), parameters));
    }

    @Override
    public JacobianStructure jacobianStructure() {
      return plain.jacobianStructure();
    }

    @Override
    public Optional<AffineMap> asAffine() {
      return Optional.of(map);
    }

    @Override
    public ParameterMap describe() {
      return plain.describe();
    }

    @Override
    public TransformKernel kernel() {
      return plain.kernel();
    }

    @Override
    public SpatialKernel spatialKernel() {
      return new Constant(map.matrix());
    }
  }

  /** The spatial derivatives of an affine map whose matrix has no parameters. */
  private static class Constant implements SpatialKernel {
    private final double[] matrix;

    Constant(double[] matrix) {
      this.matrix = matrix;
    }

    @Override
    public void at(PointBatch fixed) {}

    @Override
    public void jacobian(double[][] out) {
      for (int e = 0; e < matrix.length; e++) {
        Arrays.fill(out[e], matrix[e]);
      }
    }

    @Override
    public void hessian(double[][] out) {
      for (double[] entry : out) {
        Arrays.fill(entry, 0);
      }
    }

    @Override
    public void pullbackJacobian(double[][] cotangents, double[] gradient) {}

    @Override
    public void pullbackHessian(double[][] cotangents, double[] gradient) {}
  }
}
