package org.jelastix.transforms.bspline;

import java.util.ArrayList;
import java.util.List;

/**
 * The mixed derivatives of one total order that a separable sum needs, axis by axis, and how they
 * become derivatives in world space.
 *
 * <p>Once axes 0 … a−1 are summed over, the partial sums are those with derivative orders (j₀, …,
 * j_{a−1}) of at most the total; once all are, those of exactly the total. Each partial sum of a+1
 * axes comes from one of a axes, its parent, by weights of derivative order j_a: in 3-D, 3, 6 and 6
 * sums for the second derivatives, where sums without shared parts would be 6 times 64.
 *
 * <p>World entry e, (r, c) or (r, a, b) without r, is Σ_s world(e, s) · sum s, by P = ∂index/∂x.
 */
final class MixedDerivatives {
  private final int[][] parents;
  private final int[][] orders;
  private final int[][][] children;
  private final double[][] world;

  /** The derivative orders of the sums over all axes. */
  private final List<int[]> last;

  /**
   * @param dim number of axes
   * @param toIndex P, row-major
   * @param total 1 for Jacobians, 2 for Hessians
   */
  MixedDerivatives(int dim, double[] toIndex, int total) {
    this.parents = new int[dim + 1][];
    this.orders = new int[dim + 1][];
    this.children = new int[dim][][];
    List<int[]> level = List.of(new int[dim]);
    for (int a = 0; a < dim; a++) {
      List<int[]> next = new ArrayList<>();
      List<Integer> parent = new ArrayList<>();
      children[a] = new int[level.size()][];
      for (int p = 0; p < level.size(); p++) {
        int left = total;
        for (int order : level.get(p)) {
          left -= order;
        }
        int first = next.size();
        for (int j = a == dim - 1 ? left : 0; j <= left; j++) {
          int[] order = level.get(p).clone();
          order[a] = j;
          next.add(order);
          parent.add(p);
        }
        children[a][p] = new int[next.size() - first];
        for (int k = 0; k < children[a][p].length; k++) {
          children[a][p][k] = first + k;
        }
      }
      parents[a + 1] = new int[next.size()];
      orders[a + 1] = new int[next.size()];
      for (int k = 0; k < next.size(); k++) {
        parents[a + 1][k] = parent.get(k);
        orders[a + 1][k] = next.get(k)[a];
      }
      level = next;
    }
    this.last = level;
    this.world = total == 1 ? slopes(level, dim, toIndex) : curvatures(level, dim, toIndex);
  }

  private static double[][] slopes(List<int[]> sums, int dim, double[] p) {
    double[][] world = new double[dim][sums.size()];
    for (int s = 0; s < sums.size(); s++) {
      int k = axes(sums.get(s))[0];
      for (int c = 0; c < dim; c++) {
        world[c][s] = p[k * dim + c];
      }
    }
    return world;
  }

  /** Σ_kl P_ka H_kl P_lb, where H_kl = H_lk is one sum. */
  private static double[][] curvatures(List<int[]> sums, int dim, double[] p) {
    double[][] world = new double[dim * dim][sums.size()];
    for (int s = 0; s < sums.size(); s++) {
      int k = axes(sums.get(s))[0];
      int l = axes(sums.get(s))[1];
      for (int a = 0; a < dim; a++) {
        for (int b = 0; b < dim; b++) {
          double v = p[k * dim + a] * p[l * dim + b];
          world[a * dim + b][s] = k == l ? v : v + p[l * dim + a] * p[k * dim + b];
        }
      }
    }
    return world;
  }

  /** The axes of a mixed derivative, each as often as its order says. */
  private static int[] axes(int[] orders) {
    int[] axes = new int[2];
    int n = 0;
    for (int d = 0; d < orders.length; d++) {
      for (int j = 0; j < orders[d]; j++) {
        axes[n++] = d;
      }
    }
    return axes;
  }

  /**
   * M of the squared norm gᵀ M g of world entries, as a function of the sums g over all axes.
   *
   * @param toIndex P of the world in question
   */
  double[][] squares(double[] toIndex) {
    double[][] w = curvatures(last, children.length, toIndex);
    int n = last.size();
    double[][] m = new double[n][n];
    for (double[] entry : w) {
      for (int s = 0; s < n; s++) {
        for (int t = 0; t < n; t++) {
          m[s][t] += entry[s] * entry[t];
        }
      }
    }
    return m;
  }

  /** How many partial sums there are once the first so many axes are summed over. */
  int count(int axes) {
    return axes == 0 ? 1 : parents[axes].length;
  }

  /** From which partial sum over one axis less a partial sum comes. */
  int parent(int axes, int sum) {
    return parents[axes][sum];
  }

  /** The derivative order of the weights by which a partial sum comes from its parent. */
  int order(int axes, int sum) {
    return orders[axes][sum];
  }

  /** The partial sums over one axis more that come from this one. */
  int[] children(int axes, int sum) {
    return children[axes][sum];
  }

  /** Entries in world space of one coordinate: dim or dim². */
  int worldCount() {
    return world.length;
  }

  /** The coefficient of a sum in a world entry. */
  double world(int entry, int sum) {
    return world[entry][sum];
  }
}
