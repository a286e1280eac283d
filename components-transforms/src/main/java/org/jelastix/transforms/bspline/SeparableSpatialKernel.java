package org.jelastix.transforms.bspline;

import java.util.Arrays;
import java.util.Optional;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.image.PointBatch;

/**
 * The fast form of {@link BSplineSpatialKernel}, for grids that are not cyclic.
 *
 * <p>The sum over the support is done axis by axis: the innermost one over axis 0, whose results
 * serve all mixed derivatives (see {@link MixedDerivatives}). All steps work on a tile of points at
 * a time, as loops over arrays with one entry a point, and only the coefficients are gathered point
 * by point. Pullbacks are the same steps, transposed, in reverse. Squared Hessians of the usual
 * cubic splines in 3-D have a kernel of their own, {@link CubicSquares}.
 */
final class SeparableSpatialKernel implements SpatialKernel {
  private final ControlGrid grid;
  private final double[] c;
  private final int dim;
  private double[][] positions;
  private int[] offsets;
  private int[] points;
  private int inside;
  private int size;
  private SpatialTile tile;

  /** Takes over Jacobians of large batches; made at the first. */
  private CellField field;

  private boolean fieldTookBatch;

  /** M of the last affine map, if there was one. */
  private double[][] quadraticForm;

  private double[] quadraticFormAffine;

  /** Whether offsets and points speak of the batch; if not, all that asks for them finds out. */
  private boolean located;

  SeparableSpatialKernel(ControlGrid grid, double[] coefficients) {
    this.grid = grid;
    this.c = coefficients;
    this.dim = grid.dim;
    reserve(PointBatch.CAPACITY);
  }

  private void reserve(int n) {
    if (offsets == null || offsets.length < n) {
      positions = new double[dim][n];
      offsets = new int[n];
      points = new int[n];
    }
  }

  @Override
  public void at(PointBatch fixed) {
    size = fixed.size();
    reserve(size);
    fieldTookBatch = size >= CellField.LARGE && field().take(fixed);
    located = !fieldTookBatch;
    if (fieldTookBatch) {
      return;
    }
    for (int d = 0; d < dim; d++) {
      Arrays.fill(positions[d], 0, size, 0);
      for (int a = 0; a < dim; a++) {
        TileLoops.addScaledDistance(
            grid.toIndex[d * dim + a], fixed.axis(a), grid.first[a], positions[d], 0, size);
      }
    }
    locate();
  }

  /** Where the points are, if only {@link #field} knows so far. */
  private void locateAfterField() {
    if (located) {
      return;
    }
    located = true;
    for (int d = 0; d < dim; d++) {
      double[] fromHalf = field.positions(d);
      for (int i = 0; i < size; i++) {
        positions[d][i] = fromHalf[i] + grid.half;
      }
    }
    locate();
  }

  private void locate() {
    inside = 0;
    for (int i = 0; i < size; i++) {
      if (!contains(i)) {
        continue;
      }
      int offset = 0;
      for (int d = 0; d < dim; d++) {
        double fromHalf = positions[d][i] - grid.half;
        int cell = (int) fromHalf; // its floor, for nothing is below 0 here
        positions[d][inside] = fromHalf - cell;
        offset += cell * grid.strides[d];
      }
      offsets[inside] = offset;
      points[inside] = i;
      inside++;
    }
  }

  private CellField field() {
    if (field == null) {
      field = new CellField(grid, c);
    }
    return field;
  }

  private boolean contains(int i) {
    for (int d = 0; d < dim; d++) {
      double index = positions[d][i];
      if (!(index >= grid.begin[d] && index < grid.end[d])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void jacobian(double[][] out) {
    if (fieldTookBatch) {
      field.jacobians(out);
      return;
    }
    evaluate(grid.slopes, 1, out);
    for (int r = 0; r < dim; r++) {
      double[] diagonal = out[r * dim + r];
      for (int i = 0; i < size; i++) {
        diagonal[i] += 1;
      }
    }
  }

  @Override
  public void hessian(double[][] out) {
    locateAfterField();
    evaluate(grid.curvatures, 2, out);
  }

  @Override
  public void pullbackJacobian(double[][] cotangents, double[] gradient) {
    locateAfterField();
    pullback(grid.slopes, 1, cotangents, gradient);
  }

  @Override
  public void pullbackHessian(double[][] cotangents, double[] gradient) {
    locateAfterField();
    pullback(grid.curvatures, 2, cotangents, gradient);
  }

  @Override
  public Optional<SquaredHessians> squaredHessians() {
    return Optional.of(this::addSquares);
  }

  /**
   * The second derivatives in world space are linear in those along the axes of the grid, g. Their
   * squares are gᵀ M g with one M for all points and coordinates, half of whose derivative is M g.
   */
  private double addSquares(double[] affine, boolean[] counts, double[] gradient) {
    locateAfterField();
    double[][] m = quadraticForm(affine);
    return CubicSquares.suits(grid)
        ? addCubicSquares(m, counts, gradient)
        : addTileSquares(m, counts, gradient);
  }

  /** M, which is the same for all batches. */
  private double[][] quadraticForm(double[] affine) {
    if (quadraticForm == null || affine != quadraticFormAffine) {
      quadraticForm =
          grid.curvatures.squares(affine == null ? grid.toIndex : grid.toIndexAfter(affine));
      quadraticFormAffine = affine;
    }
    return quadraticForm;
  }

  private double addCubicSquares(double[][] m, boolean[] counts, double[] gradient) {
    CubicSquares squares = new CubicSquares(grid, c);
    double[] x = positions[0];
    double[] y = positions[1];
    double[] z = positions[2];
    double sum = 0;
    for (int i = 0; i < inside; i++) {
      if (counts == null || counts[points[i]]) {
        sum += squares.add(offsets[i], x[i], y[i], z[i], m, gradient);
      }
    }
    return sum;
  }

  private double addTileSquares(double[][] m, boolean[] counts, double[] gradient) {
    MixedDerivatives mixed = grid.curvatures;
    double sum = 0;
    tile = grid.tiles.get();
    for (int from = 0; from < inside; from += SpatialTile.POINTS) {
      int n = Math.min(SpatialTile.POINTS, inside - from);
      weigh(from, n, 2);
      Arrays.fill(tile.squares, 0, n, 0);
      for (int r = 0; r < dim; r++) {
        sum(mixed, dim - 1, r * grid.count, from, n, tile.sums);
        for (int s = 0; s < m.length; s++) {
          combine(m[s], tile.sums, tile.cotangents[s], n);
          if (counts != null) {
            keep(counts, from, tile.cotangents[s], n);
          }
          TileLoops.addProduct(tile.sums[s], tile.cotangents[s], tile.squares, n);
        }
        if (gradient != null) {
          spread(mixed, dim - 1, r * grid.count, from, n, tile.cotangents, gradient);
        }
      }
      for (int i = 0; i < n; i++) {
        sum += tile.squares[i];
      }
    }
    return sum;
  }

  private void keep(boolean[] counts, int from, double[] values, int n) {
    for (int i = 0; i < n; i++) {
      if (!counts[points[from + i]]) {
        values[i] = 0;
      }
    }
  }

  /** out = Σ_s factor_s a_s. */
  private static void combine(double[] factors, double[][] a, double[] out, int n) {
    boolean started = false;
    for (int s = 0; s < factors.length; s++) {
      if (factors[s] != 0) {
        combine(started, factors[s], a[s], out, n);
        started = true;
      }
    }
    if (!started) {
      Arrays.fill(out, 0, n, 0);
    }
  }

  private void weigh(int from, int n, int total) {
    for (int d = 0; d < dim; d++) {
      System.arraycopy(positions[d], from, tile.t, 0, n);
      for (int j = 0; j <= total; j++) {
        SplineBasis.fill(grid.order, j, tile.t, tile.weights[d][j], n);
      }
    }
  }

  private void evaluate(MixedDerivatives mixed, int total, double[][] out) {
    if (inside < size) {
      for (double[] entry : out) {
        Arrays.fill(entry, 0, size, 0);
      }
    }
    int entries = mixed.worldCount();
    tile = grid.tiles.get();
    for (int from = 0; from < inside; from += SpatialTile.POINTS) {
      int n = Math.min(SpatialTile.POINTS, inside - from);
      weigh(from, n, total);
      for (int r = 0; r < dim; r++) {
        sum(mixed, dim - 1, r * grid.count, from, n, tile.sums);
        for (int e = 0; e < entries; e++) {
          toWorld(mixed, e, n);
          put(tile.world[e], from, n, out[r * entries + e]);
        }
      }
    }
  }

  /** out = the sums over axes 0 to axis, at one place of the support along the others. */
  private void sum(MixedDerivatives mixed, int axis, int base, int from, int n, double[][] out) {
    double[][][] below = tile.partial[axis];
    if (axis == 0) {
      for (int k = 0; k < below.length; k++) {
        tile.taps[k] = below[k][0];
      }
      TileLoops.gather(c, base, offsets, from, tile.taps, n);
    } else {
      for (int k = 0; k < below.length; k++) {
        sum(mixed, axis - 1, base + k * grid.strides[axis], from, n, below[k]);
      }
    }
    for (int s = 0; s < mixed.count(axis + 1); s++) {
      int parent = mixed.parent(axis + 1, s);
      for (int k = 0; k < below.length; k++) {
        tile.taps[k] = below[k][parent];
      }
      TileLoops.weightedSum(tile.weights[axis][mixed.order(axis + 1, s)], tile.taps, out[s], n);
    }
  }

  private void toWorld(MixedDerivatives mixed, int entry, int n) {
    boolean started = false;
    for (int s = 0; s < mixed.count(dim); s++) {
      double factor = mixed.world(entry, s);
      if (factor != 0) {
        combine(started, factor, tile.sums[s], tile.world[entry], n);
        started = true;
      }
    }
    if (!started) {
      Arrays.fill(tile.world[entry], 0, n, 0);
    }
  }

  private static void combine(boolean started, double factor, double[] a, double[] out, int n) {
    if (started) {
      TileLoops.addScaled(factor, a, 0, out, 0, n);
    } else {
      TileLoops.scale(factor, a, 0, out, 0, n);
    }
  }

  private void put(double[] values, int from, int n, double[] out) {
    if (inside == size) {
      System.arraycopy(values, 0, out, from, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      out[points[from + i]] = values[i];
    }
  }

  private void pullback(
      MixedDerivatives mixed, int total, double[][] cotangents, double[] gradient) {
    int entries = mixed.worldCount();
    tile = grid.tiles.get();
    for (int from = 0; from < inside; from += SpatialTile.POINTS) {
      int n = Math.min(SpatialTile.POINTS, inside - from);
      weigh(from, n, total);
      for (int r = 0; r < dim; r++) {
        for (int e = 0; e < entries; e++) {
          take(cotangents[r * entries + e], from, n, tile.world[e]);
        }
        for (int s = 0; s < mixed.count(dim); s++) {
          fromWorld(mixed, s, n);
        }
        spread(mixed, dim - 1, r * grid.count, from, n, tile.sums, gradient);
      }
    }
  }

  private void take(double[] cotangent, int from, int n, double[] out) {
    if (inside == size) {
      System.arraycopy(cotangent, from, out, 0, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      out[i] = cotangent[points[from + i]];
    }
  }

  private void fromWorld(MixedDerivatives mixed, int sum, int n) {
    boolean started = false;
    for (int e = 0; e < mixed.worldCount(); e++) {
      double factor = mixed.world(e, sum);
      if (factor != 0) {
        combine(started, factor, tile.world[e], tile.sums[sum], n);
        started = true;
      }
    }
    if (!started) {
      Arrays.fill(tile.sums[sum], 0, n, 0);
    }
  }

  /** Carries cotangents of the sums over axes 0 to axis over to the gradient. */
  private void spread(
      MixedDerivatives mixed,
      int axis,
      int base,
      int from,
      int n,
      double[][] cotangents,
      double[] gradient) {
    double[][][] below = tile.partial[axis];
    for (int k = 0; k < below.length; k++) {
      for (int p = 0; p < mixed.count(axis); p++) {
        spread(mixed, axis, p, k, n, cotangents);
      }
      if (axis > 0) {
        int next = base + k * grid.strides[axis];
        spread(mixed, axis - 1, next, from, n, below[k], gradient);
      }
      tile.taps[k] = below[k][0];
    }
    if (axis == 0) {
      TileLoops.scatter(gradient, base, offsets, from, tile.taps, n);
    }
  }

  private void spread(
      MixedDerivatives mixed, int axis, int parent, int tap, int n, double[][] cotangents) {
    double[][][] w = tile.weights[axis];
    double[] out = tile.partial[axis][tap][parent];
    int[] children = mixed.children(axis, parent);
    int j = mixed.order(axis + 1, children[0]);
    double[] first = cotangents[children[0]];
    switch (children.length) {
      case 1 -> TileLoops.product(w[j][tap], first, out, n);
      case 2 ->
          TileLoops.weightedSum(w[j][tap], first, w[j + 1][tap], cotangents[children[1]], out, n);
      default ->
          TileLoops.weightedSum(
              w[j][tap],
              first,
              w[j + 1][tap],
              cotangents[children[1]],
              w[j + 2][tap],
              cotangents[children[2]],
              out,
              n);
    }
  }
}
