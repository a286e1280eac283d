package org.jelastix.transforms.bspline;

import java.util.Arrays;
import org.jelastix.api.image.PointBatch;

/**
 * Displacements and their derivatives for large batches of points that lie close together, such as
 * the voxels of a box, on grids that are not cyclic.
 *
 * <p>Within one cell of the control point grid a B-spline field is a polynomial of order n along
 * each axis, f(t) = Σ m_abc t₀^a t₁^b t₂^c. A batch is cut into runs of points that follow each
 * other in one cell, runs are collected cell by cell, and all points of a cell are evaluated
 * together by Horner's rule, axis by axis: the coefficients m are found once a cell, no point
 * gathers its own, and every loop runs over arrays with one entry a point.
 */
final class CellField {
  /** Batches below this size are not worth being sorted by cell. */
  static final int LARGE = 512;

  /** Points evaluated at a time: their partial sums stay in the cache next to the processor. */
  private static final int TILE = 256;

  /** With fewer points a cell than this, on average, the coefficients cost more than they save. */
  private static final int WORTH = 16;

  private final ControlGrid grid;
  private final double[] c;
  private final int dim;
  private final int support;

  /** Continuous index from the first control point of the first cell. */
  private PointBatch positions;

  /** First run of each cell, or -1: a list through {@link #nextRun}. */
  private final int[] firstRun;

  private final int[] lastRun;
  private int[] cells;
  private int cellCount;
  private int[] runStart;
  private int[] runEnd;
  private int[] nextRun;
  private int runCount;
  private int size;

  private final int[] lower;

  /** From point to point of a line along each axis of the grid. */
  private final double[] advance;

  /** Points of a line from one control point to the next, along each axis of the grid. */
  private final double[] pointsACell;

  /** Where a line leaves the cell along each axis: the first point beyond. */
  private final int[] leaving;

  /** Where the points of the tile are in the batch. */
  private final int[] pieceStart;

  private final int[] pieceLength;
  private int pieces;

  /** The run that the next tile begins with, and after how many of its points. */
  private int nextPiece;

  private int pieceFrom;
  private final double[][] m;

  /** From each power of t to the next along each axis, in m. */
  private final int[] strides;

  private final double[][] t;

  /** Results of each axis: axis, power of t, the value and the derivatives so far, point. */
  private final double[][][][] partial;

  private final double[][] column;

  CellField(ControlGrid grid, double[] coefficients) {
    this.grid = grid;
    this.c = coefficients;
    this.dim = grid.dim;
    this.support = grid.order + 1;
    this.firstRun = new int[grid.count];
    this.lastRun = new int[grid.count];
    Arrays.fill(firstRun, -1);
    this.positions = new PointBatch(dim, 1);
    this.cells = new int[0];
    this.runStart = new int[0];
    this.runEnd = new int[0];
    this.nextRun = new int[0];
    this.lower = new int[dim];
    this.advance = new double[dim];
    this.pointsACell = new double[dim];
    this.leaving = new int[dim];
    this.pieceStart = new int[TILE];
    this.pieceLength = new int[TILE];
    this.m = new double[dim][grid.supportSize()];
    this.strides = new int[dim];
    for (int d = 0, stride = 1; d < dim; d++, stride *= support) {
      strides[d] = stride;
    }
    this.t = new double[dim][TILE];
    this.partial = new double[dim + 1][support][dim + 1][];
    for (int axis = 1; axis <= dim; axis++) {
      for (int k = 0; k < (axis == dim ? 1 : support); k++) {
        for (int j = 0; j <= axis; j++) {
          partial[axis][k][j] = new double[TILE];
        }
      }
    }
    this.column = new double[support][];
  }

  /**
   * Takes the points of a batch.
   *
   * @return whether they lie so close together that this class is the way to evaluate them
   */
  boolean take(PointBatch points) {
    int n = points.size();
    begin(n);
    for (int d = 0; d < dim; d++) {
      Arrays.fill(positions.axis(d), 0, n, -grid.half);
      for (int from = 0; from < n; from += TILE) {
        findPositions(points, d, from, Math.min(n, from + TILE));
      }
    }
    return addRuns(0, n) >= WORTH * cellCount;
  }

  /**
   * Takes the points of a lattice that is {@linkplain GridLattice#isInside() well inside} the grid.
   *
   * @return whether they lie so close together that this class is the way to evaluate them
   */
  boolean take(GridLattice lattice) {
    int[] count = lattice.count();
    int n = 1;
    for (int c : count) {
      n *= c;
    }
    begin(n);
    positions.fillLattice(lattice.first(), lattice.along(), count);
    for (int d = 0; d < dim; d++) {
      advance[d] = lattice.along()[0][d];
      pointsACell[d] = 1 / Math.abs(advance[d]);
    }
    for (int from = 0; from < n; from += count[0]) {
      addLine(from, from + count[0]);
    }
    return n >= WORTH * cellCount;
  }

  private void begin(int n) {
    size = n;
    if (n > cells.length) {
      positions = new PointBatch(dim, n);
      cells = new int[n];
      runStart = new int[n];
      runEnd = new int[n];
      nextRun = new int[n];
    }
    for (int k = 0; k < cellCount; k++) {
      firstRun[cells[k]] = -1;
    }
    cellCount = 0;
    runCount = 0;
  }

  /**
   * Where the points taken are, in control point distances along one axis of the grid: their index
   * less (order − 1)/2.
   */
  double[] positions(int d) {
    return positions.axis(d);
  }

  /** In tiles, as all loops here: a compiled loop is taken up when it is called, not before. */
  private void findPositions(PointBatch points, int d, int from, int to) {
    for (int a = 0; a < dim; a++) {
      double step = grid.toIndex[d * dim + a];
      if (step != 0) {
        TileLoops.addScaledDistance(
            step, points.axis(a), grid.first[a], positions.axis(d), from, to);
      }
    }
  }

  /**
   * Cuts points that follow each other into runs.
   *
   * @return how many of them are inside the grid
   */
  private int addRuns(int from, int to) {
    int inside = 0;
    for (int i = from; i < to; ) {
      int end = endOfRun(i, to);
      if (end > i) {
        addRun(i, end);
        inside += end - i;
        i = end;
      } else {
        i++;
      }
    }
    return inside;
  }

  /** Where the points that follow point i in its cell end; i itself if it is outside the grid. */
  private int endOfRun(int i, int n) {
    int end = n;
    for (int d = 0; d < dim; d++) {
      double[] p = positions.axis(d);
      int cellsAlong = grid.size[d] - grid.order;
      double position = p[i];
      if (!(position >= 0 && position < cellsAlong)) {
        return i;
      }
      int cell = (int) position;
      lower[d] = cell;
      end = endWithin(p, i + 1, end, cell);
    }
    return end;
  }

  /** The first of the points from one on that is not in a cell, along one axis. */
  private static int endWithin(double[] p, int from, int end, int cell) {
    int i = from;
    while (i < end && p[i] >= cell && p[i] < cell + 1) {
      i++;
    }
    return i;
  }

  /**
   * Cuts a line of points inside the grid into runs. Which cell a point between two of them goes to
   * is left to rounding: there, their polynomials agree.
   */
  private void addLine(int from, int to) {
    for (int d = 0; d < dim; d++) {
      enterCell(d, from, to);
    }
    int i = from;
    while (i < to) {
      int end = to;
      for (int d = 0; d < dim; d++) {
        end = Math.min(end, leaving[d]);
      }
      addRun(i, end);
      i = end;
      for (int d = 0; d < dim; d++) {
        if (leaving[d] == i && i < to) {
          enterCell(d, i, to);
        }
      }
    }
  }

  /** Finds the cell of a point of a line along one axis, and where the line leaves it. */
  private void enterCell(int d, int point, int to) {
    double position = positions.axis(d)[point];
    int cell = (int) position;
    double room = advance[d] < 0 ? position - cell : cell + 1 - position;
    double more = room * pointsACell[d];
    lower[d] = cell;
    leaving[d] = more < to - point - 1 ? point + 1 + (int) more : to;
  }

  private void addRun(int start, int end) {
    int cell = 0;
    for (int d = 0; d < dim; d++) {
      cell += lower[d] * grid.strides[d];
    }
    int run = runCount++;
    runStart[run] = start;
    runEnd[run] = end;
    nextRun[run] = -1;
    if (firstRun[cell] < 0) {
      firstRun[cell] = run;
      cells[cellCount++] = cell;
    } else {
      nextRun[lastRun[cell]] = run;
    }
    lastRun[cell] = run;
  }

  /**
   * Adds the displacements of the points taken.
   *
   * @param out added to, one array an axis, mm
   */
  void addDisplacements(double[][] out) {
    evaluate(0, out);
  }

  /**
   * Spatial Jacobians at the points taken; the identity outside of the grid.
   *
   * @param out entry r · dim + c is ∂T_r/∂x_c
   */
  void jacobians(double[][] out) {
    for (int r = 0; r < dim; r++) {
      for (int col = 0; col < dim; col++) {
        Arrays.fill(out[r * dim + col], 0, size, r == col ? 1 : 0);
      }
    }
    evaluate(1, out);
  }

  /** Adds values (order 0) or derivatives along the world's axes (order 1) of the displacements. */
  private void evaluate(int order, double[][] out) {
    for (int k = 0; k < cellCount; k++) {
      evaluateCell(order, cells[k], out);
    }
  }

  private void evaluateCell(int order, int cell, double[][] out) {
    int rest = cell;
    for (int d = dim - 1; d >= 0; d--) {
      lower[d] = rest / grid.strides[d];
      rest %= grid.strides[d];
    }
    for (int r = 0; r < dim; r++) {
      findPolynomial(cell + r * grid.count, m[r]);
    }
    nextPiece = firstRun[cell];
    pieceFrom = 0;
    while (nextPiece >= 0) {
      int n = fillTile();
      for (int r = 0; r < dim; r++) {
        evaluateTile(order, m[r], n, out, r);
      }
    }
  }

  /**
   * Collects pieces of the runs of a cell, from where the last tile ended, as many as fit.
   *
   * @return how many points they have
   */
  private int fillTile() {
    int run = nextPiece;
    int from = pieceFrom;
    int n = 0;
    pieces = 0;
    while (run >= 0 && n < TILE) {
      int start = runStart[run] + from;
      int length = Math.min(TILE - n, runEnd[run] - start);
      for (int d = 0; d < dim; d++) {
        System.arraycopy(positions.axis(d), start, t[d], n, length);
      }
      pieceStart[pieces] = start;
      pieceLength[pieces++] = length;
      n += length;
      from += length;
      if (start + length == runEnd[run]) {
        run = nextRun[run];
        from = 0;
      }
    }
    nextPiece = run;
    pieceFrom = from;
    for (int d = 0; d < dim; d++) {
      TileLoops.addConstant(-lower[d], t[d], n);
    }
    return n;
  }

  private void evaluateTile(int order, double[] p, int n, double[][] out, int r) {
    double[][] result = partial[dim][0];
    sum(order, p, dim, 0, n, result);
    if (order == 0) {
      add(1, result[0], out[r]);
    } else {
      for (int k = 0; k < dim; k++) {
        addAlongWorld(k, result[1 + k], out, r * dim);
      }
    }
  }

  /** From a derivative along one axis of the grid to its parts along the axes of the world. */
  private void addAlongWorld(int axis, double[] tile, double[][] out, int first) {
    for (int col = 0; col < dim; col++) {
      double factor = grid.toIndex[axis * dim + col];
      if (factor != 0) {
        add(factor, tile, out[first + col]);
      }
    }
  }

  private void add(double factor, double[] tile, double[] out) {
    int at = 0;
    for (int k = 0; k < pieces; k++) {
      TileLoops.addScaled(factor, tile, at, out, pieceStart[k], pieceLength[k]);
      at += pieceLength[k];
    }
  }

  /**
   * Horner's rule along the first so many axes, at one power of t along each of the others.
   *
   * @param order 0 for out[0] = the value, 1 for out[1 + k] = the derivative along axis k too
   * @param base where the coefficients of these powers begin
   */
  private void sum(int order, double[] p, int axes, int base, int n, double[][] out) {
    if (axes == 1) {
      polynomial(order, p, base, t[0], n, out);
      return;
    }
    double[][][] below = partial[axes - 1];
    int stride = strides[axes - 1];
    for (int k = 0; k < support; k++) {
      sum(order, p, axes - 1, base + k * stride, n, below[k]);
    }
    combine(order, axes, below, n, out);
  }

  /** Horner's rule along one axis, from the sums along those below at each of its powers. */
  private void combine(int order, int axes, double[][][] below, int n, double[][] out) {
    double[] x = t[axes - 1];
    for (int j = 0; j < (order == 0 ? 1 : axes); j++) {
      if (j > 0 || order == 0 || axes < dim) {
        TileLoops.horner(columnOf(below, j), x, out[j], n);
      }
    }
    if (order > 0) {
      TileLoops.hornerSlope(columnOf(below, 0), x, out[axes], n);
    }
  }

  private double[][] columnOf(double[][][] below, int j) {
    for (int k = 0; k < support; k++) {
      column[k] = below[k][j];
    }
    return column;
  }

  private void polynomial(int order, double[] p, int at, double[] x, int n, double[][] out) {
    double p1 = p[at + 1];
    double p2 = support > 2 ? p[at + 2] : 0;
    double p3 = support > 3 ? p[at + 3] : 0;
    if (order == 0) {
      TileLoops.polynomial(p[at], p1, p2, p3, x, out[0], n);
    } else {
      TileLoops.polynomialAndSlope(p[at], p1, p2, p3, x, out[0], out[1], n);
    }
  }

  /** The powers' coefficients of a cell's polynomial, from those of its control points. */
  private void findPolynomial(int firstControlPoint, double[] p) {
    int rows = p.length / support;
    for (int row = 0; row < rows; row++) {
      int at = firstControlPoint;
      int rest = row;
      for (int d = 1; d < dim; d++) {
        at += rest % support * grid.strides[d];
        rest /= support;
      }
      System.arraycopy(c, at, p, row * support, support);
    }
    for (int stride = 1; stride < p.length; stride *= support) {
      for (int first = 0; first < p.length; first += stride * support) {
        SplineBasis.toPowers(grid.order, p, first, stride, stride);
      }
    }
  }
}
