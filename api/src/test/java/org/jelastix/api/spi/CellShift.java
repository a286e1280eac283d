package org.jelastix.api.spi;

import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/** A test transform: T(x) = x + μ[d · cells + cell(x)], cells being slabs along the first axis. */
final class CellShift implements Transform {
  private final int dimension;
  private final int cells;
  private final double width;
  private final double[] parameters;

  CellShift(int dimension, int cells, double width, double[] parameters) {
    this.dimension = dimension;
    this.cells = cells;
    this.width = width;
    this.parameters = parameters.clone();
  }

  private int cell(double x) {
    return Math.max(0, Math.min(cells - 1, (int) Math.floor(x / width)));
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int parameterCount() {
    return dimension * cells;
  }

  @Override
  public double[] parameters() {
    return parameters.clone();
  }

  @Override
  public CellShift withParameters(double[] other) {
    return new CellShift(dimension, cells, width, other);
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return new JacobianStructure(dimension, false, true);
  }

  @Override
  public ParameterMap describe() {
    return ParameterMap.empty();
  }

  @Override
  public TransformKernel kernel() {
    return new TransformKernel() {
      private final int[] cell = new int[PointBatch.CAPACITY];
      private int n;

      @Override
      public void forward(PointBatch fixed, PointBatch moving) {
        n = fixed.size();
        moving.resize(n);
        for (int i = 0; i < n; i++) {
          cell[i] = cell(fixed.axis(0)[i]);
          for (int d = 0; d < dimension; d++) {
            moving.axis(d)[i] = fixed.axis(d)[i] + parameters[d * cells + cell[i]];
          }
        }
      }

      @Override
      public void pullback(double[][] cotangents, double[] gradient) {
        for (int i = 0; i < n; i++) {
          for (int d = 0; d < dimension; d++) {
            gradient[d * cells + cell[i]] += cotangents[d][i];
          }
        }
      }

      @Override
      public void jacobian(int point, SparseJacobian out) {
        throw new UnsupportedOperationException("not needed by metrics");
      }
    };
  }
}
