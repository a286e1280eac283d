package org.jelastix.transforms.bspline;

import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;

/**
 * What the workers of all B-spline transforms have in common: lattices and large batches of points,
 * for which no derivatives are asked.
 */
abstract class LatticeKernel implements TransformKernel {
  private final ControlGrid grid;
  private final double[] c;
  private final double[][] moved;
  private PointBatch latticePoints;
  private AlignedField aligned;
  private CellField field;

  LatticeKernel(ControlGrid grid, double[] coefficients) {
    this.grid = grid;
    this.c = coefficients;
    this.moved = new double[grid.dim][];
    this.latticePoints = new PointBatch(grid.dim, 1);
  }

  @Override
  public final void apply(PointBatch fixed, PointBatch moving) {
    if (grid.cyclic || fixed.size() < CellField.LARGE || !field().take(fixed)) {
      forward(fixed, moving);
      return;
    }
    moving.resize(fixed.size());
    for (int d = 0; d < grid.dim; d++) {
      System.arraycopy(fixed.axis(d), 0, moving.axis(d), 0, fixed.size());
    }
    addDisplacements(moving);
  }

  @Override
  public final void lattice(double[] start, double[][] steps, int[] size, PointBatch moving) {
    GridLattice lattice = new GridLattice(grid, start, steps, size);
    boolean inside = !grid.cyclic && lattice.isInside();
    if (inside && lattice.isAligned()) {
      moving.fillLattice(start, steps, size);
      aligned().addDisplacements(lattice, moving);
      return;
    }
    if (inside && field().take(lattice)) {
      moving.fillLattice(start, steps, size);
      addDisplacements(moving);
      return;
    }
    if (latticePoints.capacity() < moving.capacity()) {
      latticePoints = new PointBatch(grid.dim, moving.capacity());
    }
    latticePoints.fillLattice(start, steps, size);
    apply(latticePoints, moving);
  }

  // Most workers map points for a metric, and never come to lattices.

  private AlignedField aligned() {
    if (aligned == null) {
      aligned = new AlignedField(grid, c);
    }
    return aligned;
  }

  private CellField field() {
    if (field == null) {
      field = new CellField(grid, c);
    }
    return field;
  }

  private void addDisplacements(PointBatch moving) {
    for (int d = 0; d < moved.length; d++) {
      moved[d] = moving.axis(d);
    }
    field.addDisplacements(moved);
  }
}
