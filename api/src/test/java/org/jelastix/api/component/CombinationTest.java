package org.jelastix.api.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.jelastix.api.image.PointBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombinationTest {
  private static final double STEP = 1e-5;

  @Test
  void composesAndAdds() {
    Transform t0 = wave(2, 1);
    Transform t1 = wave(2, 2);
    double[] x = {0.3, -0.7};
    double[] y0 = t0.apply(x);
    double[] y1 = t1.apply(x);
    assertArrayEquals(t1.apply(y0), Combination.compose(t0, t1).apply(x), 1e-15);
    assertArrayEquals(
        new double[] {y0[0] + y1[0] - x[0], y0[1] + y1[1] - x[1]},
        Combination.add(t0, t1).apply(x),
        1e-15);
  }

  @Test
  void refusesPartsOfDifferentDimensions() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Combination.compose(wave(2, 1), wave(3, 1)));
    assertTrue(e.getMessage().contains("2 dimensions"), e.getMessage());
  }

  @Test
  void isDifferentiableOnlyIfBothPartsAre() {
    Transform affine = stretch(2, 1);
    assertInstanceOf(SpatiallyDifferentiable.class, Combination.compose(wave(2, 1), wave(2, 2)));
    assertFalse(Combination.compose(affine, wave(2, 2)) instanceof SpatiallyDifferentiable);
    assertFalse(Combination.add(wave(2, 2), affine) instanceof SpatiallyDifferentiable);
  }

  @ParameterizedTest
  @CsvSource({"COMPOSE,2", "COMPOSE,3", "COMPOSE,4", "ADD,2", "ADD,3", "ADD,4"})
  void parametersAreThoseOfTheCurrentTransform(Combination rule, int dim) {
    CombinedTransform combined = rule.of(wave(dim, 1), wave(dim, 2));
    double[] mu = wave(dim, 3).parameters();
    CombinedTransform moved = combined.withParameters(mu);
    assertArrayEquals(mu, moved.parameters());
    assertArrayEquals(wave(dim, 1).parameters(), moved.initial().parameters());
    assertEquals(rule, moved.rule());
    assertInstanceOf(SpatiallyDifferentiable.class, moved);

    PointBatch points = points(dim, 7);
    double[][] g = random(dim, 7, 9);
    double[] gradient = new double[2 * dim];
    TransformKernel kernel = combined.kernel();
    kernel.forward(points, new PointBatch(dim));
    kernel.pullback(g, gradient);
    SparseJacobian jacobian = SparseJacobian.of(combined);
    double[] fromJacobians = new double[2 * dim];
    for (int i = 0; i < 7; i++) {
      kernel.jacobian(i, jacobian);
      for (int k = 0; k < jacobian.size(); k++) {
        for (int r = 0; r < dim; r++) {
          fromJacobians[jacobian.parameters()[k]] += jacobian.get(r, k) * g[r][i];
        }
      }
    }
    assertArrayEquals(fromJacobians, gradient, 1e-12);
    for (int p = 0; p < 2 * dim; p++) {
      int parameter = p;
      double expected =
          slope(
              s -> {
                double[] shifted = combined.parameters();
                shifted[parameter] += s;
                PointBatch out = new PointBatch(dim);
                combined.withParameters(shifted).kernel().forward(points, out);
                double sum = 0;
                for (int r = 0; r < dim; r++) {
                  for (int i = 0; i < 7; i++) {
                    sum += g[r][i] * out.axis(r)[i];
                  }
                }
                return sum;
              });
      assertEquals(expected, gradient[p], 1e-6);
    }
  }

  @ParameterizedTest
  @CsvSource({"COMPOSE,2", "COMPOSE,3", "COMPOSE,4", "ADD,2", "ADD,3", "ADD,4"})
  void spatialDerivativesMatchDifferences(Combination rule, int dim) {
    int count = 5;
    SpatiallyDifferentiable t = (SpatiallyDifferentiable) rule.of(wave(dim, 1), wave(dim, 2));
    PointBatch points = points(dim, count);
    double[][] jacobian = new double[dim * dim][count];
    double[][] hessian = new double[dim * dim * dim][count];
    SpatialKernel kernel = t.spatialKernel();
    kernel.at(points);
    kernel.hessian(hessian);
    kernel.jacobian(jacobian);
    for (int i = 0; i < count; i++) {
      for (int a = 0; a < dim; a++) {
        double[] ahead = at(points, i);
        double[] behind = at(points, i);
        ahead[a] += STEP;
        behind[a] -= STEP;
        double[] up = t.apply(ahead);
        double[] down = t.apply(behind);
        double[] upJ = jacobianAt(t, ahead);
        double[] downJ = jacobianAt(t, behind);
        for (int r = 0; r < dim; r++) {
          assertEquals((up[r] - down[r]) / (2 * STEP), jacobian[r * dim + a][i], 1e-7);
          for (int c = 0; c < dim; c++) {
            assertEquals(
                (upJ[r * dim + c] - downJ[r * dim + c]) / (2 * STEP),
                hessian[(r * dim + c) * dim + a][i],
                1e-7);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"COMPOSE,2", "COMPOSE,3", "COMPOSE,4", "ADD,2", "ADD,3", "ADD,4"})
  void spatialPullbacksMatchDifferences(Combination rule, int dim) {
    int count = 4;
    SpatiallyDifferentiable t = (SpatiallyDifferentiable) rule.of(wave(dim, 1), wave(dim, 2));
    PointBatch points = points(dim, count);
    double[][] gJ = random(dim * dim, count, 5);
    double[][] gH = random(dim * dim * dim, count, 6);
    double[] fromJ = new double[2 * dim];
    double[] fromH = new double[2 * dim];
    SpatialKernel kernel = t.spatialKernel();
    kernel.at(points);
    kernel.pullbackJacobian(gJ, fromJ);
    kernel.pullbackHessian(gH, fromH);
    for (int p = 0; p < 2 * dim; p++) {
      int parameter = p;
      assertEquals(
          slope(s -> product(shifted(t, parameter, s), points, gJ, false)), fromJ[p], 1e-6);
      assertEquals(slope(s -> product(shifted(t, parameter, s), points, gH, true)), fromH[p], 1e-6);
    }
  }

  @ParameterizedTest
  @CsvSource({"COMPOSE,true", "COMPOSE,false", "ADD,true", "ADD,false"})
  void linesEqualPointwiseMapping(Combination rule, boolean affineInitial) {
    int n = 300;
    Transform t = rule.of(affineInitial ? stretch(3, 1) : wave(3, 1), wave(3, 2));
    double[] start = {-1, 0.5, 0.25};
    double[] step = {0.01, -0.003, 0.002};
    PointBatch line = new PointBatch(3, n);
    t.kernel().lattice(start, new double[][] {step}, new int[] {n}, line);
    assertEquals(n, line.size());
    for (int k = 0; k < n; k += 37) {
      double[] x = {start[0] + k * step[0], start[1] + k * step[1], start[2] + k * step[2]};
      assertArrayEquals(t.apply(x), at(line, k), 1e-12);
    }
  }

  @ParameterizedTest
  @CsvSource({"COMPOSE,true", "COMPOSE,false", "ADD,true", "ADD,false"})
  void latticesEqualPointwiseMapping(Combination rule, boolean affineInitial) {
    Transform t = rule.of(affineInitial ? stretch(3, 1) : wave(3, 1), wave(3, 2));
    double[] start = {-1, 0.5, 0.25};
    double[][] steps = {{0.01, -0.003, 0.002}, {0, 0.02, 0.001}, {0.003, 0, -0.02}};
    int[] size = {31, 7, 5};
    PointBatch lattice = new PointBatch(3, 31 * 7 * 5);
    t.kernel().lattice(start, steps, size, lattice);
    assertEquals(31 * 7 * 5, lattice.size());
    PointBatch points = new PointBatch(3, 31 * 7 * 5);
    points.fillLattice(start, steps, size);
    PointBatch applied = new PointBatch(3, 31 * 7 * 5);
    t.kernel().apply(points, applied);
    for (int k = 0; k < lattice.size(); k += 13) {
      int i = k % 31;
      int j = k / 31 % 7;
      int l = k / 31 / 7;
      double[] x = new double[3];
      for (int d = 0; d < 3; d++) {
        x[d] = start[d] + i * steps[0][d] + j * steps[1][d] + l * steps[2][d];
      }
      assertArrayEquals(t.apply(x), at(lattice, k), 1e-12);
      assertArrayEquals(t.apply(x), at(applied, k), 1e-12);
    }
  }

  @ParameterizedTest
  @CsvSource({"COMPOSE", "ADD"})
  void affinePartsGiveAnAffineWhole(Combination rule) {
    Transform t = rule.of(stretch(3, 1), stretch(3, 2));
    AffineMap map = t.asAffine().orElseThrow();
    double[] x = {1, -2, 0.5};
    double[] y = map.offset().clone();
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        y[r] += map.matrix()[r * 3 + c] * x[c];
      }
    }
    assertArrayEquals(t.apply(x), y, 1e-12);
    assertTrue(t.jacobianStructure().constant());
    assertTrue(rule.of(stretch(3, 1), wave(3, 2)).asAffine().isEmpty());
    assertTrue(rule.of(wave(3, 1), stretch(3, 2)).asAffine().isEmpty());
  }

  private static SpatiallyDifferentiable shifted(
      SpatiallyDifferentiable t, int parameter, double s) {
    double[] mu = t.parameters();
    mu[parameter] += s;
    return t.withParameters(mu);
  }

  private static double product(
      SpatiallyDifferentiable t, PointBatch points, double[][] g, boolean second) {
    double[][] out = new double[g.length][points.size()];
    SpatialKernel kernel = t.spatialKernel();
    kernel.at(points);
    if (second) {
      kernel.hessian(out);
    } else {
      kernel.jacobian(out);
    }
    double sum = 0;
    for (int e = 0; e < g.length; e++) {
      for (int i = 0; i < points.size(); i++) {
        sum += g[e][i] * out[e][i];
      }
    }
    return sum;
  }

  private static double slope(java.util.function.DoubleUnaryOperator f) {
    return (f.applyAsDouble(STEP) - f.applyAsDouble(-STEP)) / (2 * STEP);
  }

  private static double[] jacobianAt(SpatiallyDifferentiable t, double[] x) {
    PointBatch one = new PointBatch(x.length, 1);
    one.resize(1);
    for (int d = 0; d < x.length; d++) {
      one.axis(d)[0] = x[d];
    }
    double[][] out = new double[x.length * x.length][1];
    SpatialKernel kernel = t.spatialKernel();
    kernel.at(one);
    kernel.jacobian(out);
    double[] flat = new double[out.length];
    for (int e = 0; e < flat.length; e++) {
      flat[e] = out[e][0];
    }
    return flat;
  }

  private static double[] at(PointBatch points, int i) {
    double[] x = new double[points.dimension()];
    for (int d = 0; d < x.length; d++) {
      x[d] = points.axis(d)[i];
    }
    return x;
  }

  private static WaveTransform wave(int dim, int seed) {
    double[] mu = new double[2 * dim];
    Random random = new Random(seed);
    for (int k = 0; k < mu.length; k++) {
      mu[k] = random.nextDouble() - 0.5;
    }
    return new WaveTransform(dim, mu);
  }

  private static StretchTransform stretch(int dim, int seed) {
    double[][] entries = random(1, dim * dim + dim, seed);
    double[] matrix = java.util.Arrays.copyOf(entries[0], dim * dim);
    double[] offset = java.util.Arrays.copyOfRange(entries[0], dim * dim, dim * dim + dim);
    return new StretchTransform(new AffineMap(matrix, offset));
  }

  private static PointBatch points(int dim, int n) {
    PointBatch points = new PointBatch(dim);
    points.resize(n);
    double[][] x = random(dim, n, 77);
    for (int d = 0; d < dim; d++) {
      System.arraycopy(x[d], 0, points.axis(d), 0, n);
    }
    return points;
  }

  private static double[][] random(int rows, int n, int seed) {
    Random random = new Random(seed);
    double[][] v = new double[rows][n];
    for (double[] row : v) {
      for (int i = 0; i < n; i++) {
        row[i] = 2 * random.nextDouble() - 1;
      }
    }
    return v;
  }
}
