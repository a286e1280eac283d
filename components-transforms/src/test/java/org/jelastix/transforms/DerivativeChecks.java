package org.jelastix.transforms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;

/** Holds a transform's derivatives to finite differences of its values. */
public final class DerivativeChecks {
  private static final double STEP = 1e-5;

  private final Transform transform;
  private final PointBatch points;
  private final int dim;
  private final double tolerance;

  /**
   * @param transform to check
   * @param points where, not at places where it has kinks
   * @param tolerance relative to 1 + the value
   */
  public DerivativeChecks(Transform transform, PointBatch points, double tolerance) {
    this.transform = transform;
    this.points = points;
    this.dim = transform.dimension();
    this.tolerance = tolerance;
  }

  /** Uniform random points of a box. */
  public static PointBatch points(int count, long seed, double[] low, double[] high) {
    Random random = new Random(seed);
    PointBatch points = new PointBatch(low.length, count);
    points.resize(count);
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < low.length; d++) {
        points.axis(d)[i] = low[d] + random.nextDouble() * (high[d] - low[d]);
      }
    }
    return points;
  }

  /** Everything that the transform can do. */
  public void all() {
    jacobian();
    pullback();
    if (transform instanceof SpatiallyDifferentiable) {
      spatialDerivatives();
      spatialPullbacks();
    }
    affine();
    lattices();
  }

  /** Sparse Jacobians against differences in the parameters, and their announced structure. */
  public void jacobian() {
    TransformKernel kernel = transform.kernel();
    PointBatch moving = new PointBatch(dim, points.size());
    kernel.forward(points, moving);
    double[][][] expected = new double[points.size()][dim][transform.parameterCount()];
    PointBatch up = new PointBatch(dim, points.size());
    PointBatch down = new PointBatch(dim, points.size());
    for (int p = 0; p < transform.parameterCount(); p++) {
      shifted(transform, p, STEP).kernel().forward(points, up);
      shifted(transform, p, -STEP).kernel().forward(points, down);
      for (int i = 0; i < points.size(); i++) {
        for (int d = 0; d < dim; d++) {
          expected[i][d][p] = (up.axis(d)[i] - down.axis(d)[i]) / (2 * STEP);
        }
      }
    }
    SparseJacobian out = SparseJacobian.of(transform);
    for (int i = 0; i < points.size(); i++) {
      double[][] dense = new double[dim][transform.parameterCount()];
      kernel.jacobian(i, out);
      assertTrue(out.size() <= transform.jacobianStructure().nonZeros());
      for (int k = 0; k < out.size(); k++) {
        for (int d = 0; d < dim; d++) {
          dense[d][out.parameters()[k]] += out.get(d, k);
        }
        if (transform.jacobianStructure().sharedWeights()) {
          int perAxis = out.size() / dim;
          assertEquals(out.get(0, k % perAxis), out.get(k / perAxis, k));
          assertEquals(
              out.parameters()[k % perAxis] + k / perAxis * (transform.parameterCount() / dim),
              out.parameters()[k]);
        }
      }
      for (int d = 0; d < dim; d++) {
        for (int p = 0; p < dense[d].length; p++) {
          near(expected[i][d][p], dense[d][p], "∂T_" + d + "/∂μ_" + p + " at point " + i);
        }
      }
    }
  }

  /** Pullbacks against sums of Jacobians. */
  public void pullback() {
    TransformKernel kernel = transform.kernel();
    kernel.forward(points, new PointBatch(dim, points.size()));
    double[][] g = random(dim, 11);
    double[] gradient = new double[transform.parameterCount()];
    java.util.Arrays.fill(gradient, 0.5);
    double[] expected = gradient.clone();
    kernel.pullback(g, gradient);
    SparseJacobian out = SparseJacobian.of(transform);
    for (int i = 0; i < points.size(); i++) {
      kernel.jacobian(i, out);
      for (int k = 0; k < out.size(); k++) {
        for (int d = 0; d < dim; d++) {
          expected[out.parameters()[k]] += g[d][i] * out.get(d, k);
        }
      }
    }
    for (int p = 0; p < expected.length; p++) {
      assertEquals(expected[p], gradient[p], 1e-9 * (1 + Math.abs(expected[p])), "gradient " + p);
    }
  }

  /** Spatial Jacobians and Hessians against differences in space. */
  public void spatialDerivatives() {
    SpatiallyDifferentiable t = (SpatiallyDifferentiable) transform;
    double[][] jacobian = jacobians(t, points);
    double[][] hessian = hessians(t, points);
    for (int a = 0; a < dim; a++) {
      PointBatch ahead = moved(a, STEP);
      PointBatch behind = moved(a, -STEP);
      PointBatch up = new PointBatch(dim, points.size());
      PointBatch down = new PointBatch(dim, points.size());
      t.kernel().forward(ahead, up);
      t.kernel().forward(behind, down);
      double[][] upJ = jacobians(t, ahead);
      double[][] downJ = jacobians(t, behind);
      for (int i = 0; i < points.size(); i++) {
        for (int r = 0; r < dim; r++) {
          near(
              (up.axis(r)[i] - down.axis(r)[i]) / (2 * STEP),
              jacobian[r * dim + a][i],
              "∂T_" + r + "/∂x_" + a);
          for (int c = 0; c < dim; c++) {
            near(
                (upJ[r * dim + c][i] - downJ[r * dim + c][i]) / (2 * STEP),
                hessian[(r * dim + c) * dim + a][i],
                "∂²T_" + r + "/∂x_" + c + "∂x_" + a);
          }
        }
      }
    }
  }

  /** Pullbacks of spatial derivatives against differences in the parameters. */
  public void spatialPullbacks() {
    SpatiallyDifferentiable t = (SpatiallyDifferentiable) transform;
    double[][] gJ = random(dim * dim, 12);
    double[][] gH = random(dim * dim * dim, 13);
    double[] fromJ = new double[t.parameterCount()];
    double[] fromH = new double[t.parameterCount()];
    SpatialKernel kernel = t.spatialKernel();
    kernel.at(points);
    kernel.pullbackHessian(gH, fromH);
    kernel.pullbackJacobian(gJ, fromJ);
    for (int p = 0; p < fromJ.length; p++) {
      int parameter = p;
      near(
          slope(s -> dot(gJ, jacobians(shifted(t, parameter, s), points))),
          fromJ[p],
          "pullback of the spatial Jacobian to parameter " + p);
      near(
          slope(s -> dot(gH, hessians(shifted(t, parameter, s), points))),
          fromH[p],
          "pullback of the spatial Hessian to parameter " + p);
    }
  }

  /** The affine map, if the transform says that it is one. */
  public void affine() {
    transform
        .asAffine()
        .ifPresent(
            map -> {
              for (int i = 0; i < points.size(); i++) {
                double[] x = point(i);
                double[] y = map.offset().clone();
                for (int r = 0; r < dim; r++) {
                  for (int c = 0; c < dim; c++) {
                    y[r] += map.matrix()[r * dim + c] * x[c];
                  }
                }
                assertArrayEquals(transform.apply(x), y, 1e-9);
              }
            });
  }

  /** Lattices against mapping point by point: lines along each axis and across, and boxes. */
  public void lattices() {
    double[] start = point(0);
    double[] other = point(1);
    for (int axis = 0; axis <= dim; axis++) {
      double[] step = new double[dim];
      for (int d = 0; d < dim; d++) {
        step[d] = axis == d || axis == dim ? (other[d] - start[d]) / 100 : 0;
      }
      lattice(start, new double[][] {step}, new int[] {300}, "line along axis " + axis);
    }
    int[] size = Arrays.copyOf(new int[] {13, 8, 5, 3}, dim);
    for (double askew : new double[] {0, 0.02}) {
      double[][] steps = new double[dim][dim];
      for (int a = 0; a < dim; a++) {
        for (int d = 0; d < dim; d++) {
          steps[a][d] = (other[d] - start[d]) * (a == d ? 1.0 / size[a] : askew * (a - d));
        }
      }
      lattice(start, steps, size, "box, askew by " + askew);
    }
  }

  private void lattice(double[] start, double[][] steps, int[] size, String what) {
    PointBatch points = new PointBatch(dim, Arrays.stream(size).reduce(1, (a, b) -> a * b));
    points.fillLattice(start, steps, size);
    PointBatch moving = new PointBatch(dim, points.size());
    transform.kernel().lattice(start, steps, size, moving);
    assertEquals(points.size(), moving.size());
    for (int k = 0; k < points.size(); k += 7) {
      double[] x = new double[dim];
      double[] y = new double[dim];
      for (int d = 0; d < dim; d++) {
        x[d] = points.axis(d)[k];
        y[d] = moving.axis(d)[k];
      }
      assertArrayEquals(transform.apply(x), y, 1e-9, what);
    }
  }

  private void near(double expected, double actual, String what) {
    assertEquals(expected, actual, tolerance * (1 + Math.abs(expected)), what);
  }

  private double[] point(int i) {
    double[] x = new double[dim];
    for (int d = 0; d < dim; d++) {
      x[d] = points.axis(d)[i];
    }
    return x;
  }

  private PointBatch moved(int axis, double by) {
    PointBatch copy = new PointBatch(dim, points.size());
    copy.resize(points.size());
    for (int d = 0; d < dim; d++) {
      for (int i = 0; i < points.size(); i++) {
        copy.axis(d)[i] = points.axis(d)[i] + (d == axis ? by : 0);
      }
    }
    return copy;
  }

  private double[][] random(int rows, long seed) {
    Random random = new Random(seed);
    double[][] v = new double[rows][points.size()];
    for (double[] row : v) {
      for (int i = 0; i < row.length; i++) {
        row[i] = 2 * random.nextDouble() - 1;
      }
    }
    return v;
  }

  private double[][] jacobians(SpatiallyDifferentiable t, PointBatch at) {
    double[][] out = new double[dim * dim][at.size()];
    SpatialKernel kernel = t.spatialKernel();
    kernel.at(at);
    kernel.jacobian(out);
    return out;
  }

  private double[][] hessians(SpatiallyDifferentiable t, PointBatch at) {
    double[][] out = new double[dim * dim * dim][at.size()];
    SpatialKernel kernel = t.spatialKernel();
    kernel.at(at);
    kernel.hessian(out);
    return out;
  }

  private static double dot(double[][] a, double[][] b) {
    double sum = 0;
    for (int r = 0; r < a.length; r++) {
      for (int i = 0; i < a[r].length; i++) {
        sum += a[r][i] * b[r][i];
      }
    }
    return sum;
  }

  private static double slope(DoubleUnaryOperator f) {
    return (f.applyAsDouble(STEP) - f.applyAsDouble(-STEP)) / (2 * STEP);
  }

  private static Transform shifted(Transform t, int parameter, double by) {
    double[] mu = t.parameters();
    mu[parameter] += by;
    return t.withParameters(mu);
  }

  private static SpatiallyDifferentiable shifted(
      SpatiallyDifferentiable t, int parameter, double by) {
    double[] mu = t.parameters();
    mu[parameter] += by;
    return t.withParameters(mu);
  }
}
