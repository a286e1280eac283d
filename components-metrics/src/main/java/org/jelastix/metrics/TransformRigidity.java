package org.jelastix.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parallel.Parallel;

/**
 * How far a cubic B-spline transform is from a rigid one at its control points, where the tissue is
 * rigid (Staring, Klein and Pluim 2007, equations 4 to 8):
 *
 * <pre>1/Σc Σ c (w_L LC + w_O OC + w_P PC)</pre>
 *
 * with c the rigidity coefficient of a control point, J the spatial Jacobian there and
 *
 * <ul>
 *   <li>linearity LC: squares of the second derivatives of each coordinate, halved along one axis,
 *       and divided once more by both spacings where they are mixed, as elastix has them,
 *   <li>orthonormality OC: Σ_p≤q ((JᵀJ)_pq - δ_pq)²,
 *   <li>properness PC: (det J - 1)².
 * </ul>
 *
 * <p>Derivatives at control points are three-tap filters of the coefficients; the gradient is made
 * with the adjoint filters, so it is exact up to the border.
 */
final class TransformRigidity implements Metric {
  private static final String NAME = "TransformRigidityPenalty";
  private static final double[] SMOOTH = {1.0 / 6, 4.0 / 6, 1.0 / 6};

  private final RigidityCoefficients rigidity;
  private final double linearity;
  private final double orthonormality;
  private final double properness;
  private final double[] shown;
  private final Parallel parallel;

  /** The numbers are weights; 0 leaves a condition out. */
  TransformRigidity(
      RigidityCoefficients rigidity,
      double linearity,
      double orthonormality,
      double properness,
      Parallel parallel) {
    this(
        rigidity,
        linearity,
        orthonormality,
        properness,
        new double[] {linearity, orthonormality, properness},
        parallel);
  }

  /**
   * The numbers are weights; 0 leaves a condition out.
   *
   * @param shown the weights of linearity, orthonormality and properness to show in the iteration
   *     table, NaN for those that are not to be calculated for it
   */
  TransformRigidity(
      RigidityCoefficients rigidity,
      double linearity,
      double orthonormality,
      double properness,
      double[] shown,
      Parallel parallel) {
    this.shown = shown.clone();
    this.rigidity = rigidity;
    this.linearity = linearity;
    this.orthonormality = orthonormality;
    this.properness = properness;
    this.parallel = parallel;
  }

  @Override
  public boolean usesSamples() {
    return false;
  }

  @Override
  public double value(Transform transform, ImageSamples samples) {
    return evaluate(transform, null);
  }

  @Override
  public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
    return evaluate(transform, gradient);
  }

  /**
   * As elastix shows them: the three conditions without their weights, and the magnitudes of their
   * gradients with them.
   */
  @Override
  public Map<String, Double> columns(Transform transform) {
    Map<String, Double> columns = new LinkedHashMap<>();
    double[] gradient = new double[transform.parameterCount()];
    String[] names = {"LC", "OC", "PC"};
    for (int i = 0; i < names.length; i++) {
      double value = 0;
      double squared = 0;
      if (!Double.isNaN(shown[i])) {
        value = alone(i).evaluate(transform, gradient);
        for (double g : gradient) {
          squared += g * g;
        }
      }
      columns.put("Metric-" + names[i], value);
      columns.put(
          "||Gradient-" + names[i] + "||",
          squared == 0 ? 0.0 : Math.abs(shown[i]) * Math.sqrt(squared));
    }
    return columns;
  }

  private TransformRigidity alone(int condition) {
    return new TransformRigidity(
        rigidity, condition == 0 ? 1 : 0, condition == 1 ? 1 : 0, condition == 2 ? 1 : 0, parallel);
  }

  private double evaluate(Transform transform, double[] gradient) {
    ImageGrid grid = ControlPointGrid.of(NAME, transform);
    double[] c = rigidity.at(grid, transform);
    double sum = 0;
    for (double v : c) {
      sum += v;
    }
    if (gradient != null) {
      Arrays.fill(gradient, 0);
    }
    if (sum < 1e-14) {
      return 0;
    }
    int dim = grid.dimension();
    int n = grid.voxelCount();
    double[] parameters = transform.parameters();
    double[][] coefficients = new double[dim][];
    for (int i = 0; i < dim; i++) {
      coefficients[i] = Arrays.copyOfRange(parameters, i * n, (i + 1) * n);
    }
    List<GridFilter> filters = filters(grid);
    int many = filters.size();
    double[][] derived = new double[dim * many][];
    parallel.run(
        derived.length, k -> derived[k] = filters.get(k % many).apply(coefficients[k / many]));
    double value = 0;
    Conditions conditions = new Conditions(grid, many, gradient != null);
    for (int k = 0; k < n; k++) {
      value += conditions.at(derived, k, c[k] / sum);
    }
    if (gradient != null) {
      parallel.run(derived.length, k -> derived[k] = filters.get(k % many).adjoint(derived[k]));
      for (int k = 0; k < derived.length; k++) {
        int start = k / many * n;
        for (int j = 0; j < n; j++) {
          gradient[start + j] += derived[k][j];
        }
      }
    }
    return value;
  }

  /** First derivatives along each axis, then second ones for each pair of axes. */
  private static List<GridFilter> filters(ImageGrid grid) {
    int dim = grid.dimension();
    List<GridFilter> filters = new ArrayList<>();
    for (int a = 0; a < dim; a++) {
      double[][] taps = smooth(dim);
      taps[a] = new double[] {-0.5 / grid.spacing(a), 0, 0.5 / grid.spacing(a)};
      filters.add(new GridFilter(grid.size(), taps));
    }
    for (int a = 0; a < dim; a++) {
      for (int b = a; b < dim; b++) {
        double[][] taps = smooth(dim);
        double area = grid.spacing(a) * grid.spacing(b);
        if (a == b) {
          taps[a] = new double[] {0.5 / area, -1 / area, 0.5 / area};
        } else {
          taps[a] = new double[] {-0.5 / area, 0, 0.5 / area};
          taps[b] = taps[a];
        }
        filters.add(new GridFilter(grid.size(), taps));
      }
    }
    return filters;
  }

  private static double[][] smooth(int dim) {
    double[][] taps = new double[dim][];
    Arrays.fill(taps, SMOOTH);
    return taps;
  }

  /** The three conditions at one control point, and their derivatives. */
  private final class Conditions {
    private final int dim;
    private final int many;
    private final boolean derive;
    private final double[] direction;
    private final double[] jacobian;
    private final double[] cofactors;
    private final double[] cotangent;

    Conditions(ImageGrid grid, int many, boolean derive) {
      this.dim = grid.dimension();
      this.many = many;
      this.derive = derive;
      this.direction = grid.direction();
      this.jacobian = new double[dim * dim];
      this.cofactors = new double[dim * dim];
      this.cotangent = new double[dim * dim];
    }

    /**
     * The weighted conditions; replaces the derivatives by their cotangents if asked to.
     *
     * @param derived one array for each coordinate and filter
     * @param k which control point
     * @param share its part of the sum
     */
    double at(double[][] derived, int k, double share) {
      for (int r = 0; r < dim; r++) {
        for (int c = 0; c < dim; c++) {
          double sum = r == c ? 1 : 0;
          for (int a = 0; a < dim; a++) {
            sum += derived[r * many + a][k] * direction[c * dim + a];
          }
          jacobian[r * dim + c] = sum;
        }
      }
      Arrays.fill(cotangent, 0);
      double value = orthonormality == 0 ? 0 : orthonormality * orthonormality();
      if (properness != 0) {
        double off = Cofactors.of(jacobian, dim, cofactors) - 1;
        value += properness * off * off;
        for (int e = 0; e < cotangent.length; e++) {
          cotangent[e] += properness * 2 * off * cofactors[e];
        }
      }
      double bent = 0;
      for (int r = 0; r < dim; r++) {
        for (int f = dim; f < many; f++) {
          double[] second = derived[r * many + f];
          bent += second[k] * second[k];
          if (derive) {
            second[k] *= 2 * linearity * share;
          }
        }
      }
      value += linearity * bent;
      if (derive) {
        for (int r = 0; r < dim; r++) {
          for (int a = 0; a < dim; a++) {
            double sum = 0;
            for (int c = 0; c < dim; c++) {
              sum += cotangent[r * dim + c] * direction[c * dim + a];
            }
            derived[r * many + a][k] = sum * share;
          }
        }
      }
      return value * share;
    }

    private double orthonormality() {
      double sum = 0;
      for (int p = 0; p < dim; p++) {
        for (int q = p; q < dim; q++) {
          double off = p == q ? -1 : 0;
          for (int r = 0; r < dim; r++) {
            off += jacobian[r * dim + p] * jacobian[r * dim + q];
          }
          sum += off * off;
          for (int r = 0; r < dim; r++) {
            cotangent[r * dim + p] += 2 * orthonormality * off * jacobian[r * dim + q];
            cotangent[r * dim + q] += 2 * orthonormality * off * jacobian[r * dim + p];
          }
        }
      }
      return sum;
    }
  }
}
