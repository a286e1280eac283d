package org.jelastix.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/** A transform that describes itself as a B-spline on a grid, and shifts points by (1, 2, …). */
record GridTransform(ImageGrid grid, double[] parameters) implements Transform {

  @Override
  public int dimension() {
    return grid.dimension();
  }

  @Override
  public int parameterCount() {
    return parameters.length;
  }

  @Override
  public GridTransform withParameters(double[] other) {
    return new GridTransform(grid, other.clone());
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return JacobianStructure.dense(parameters.length);
  }

  @Override
  public ParameterMap describe() {
    int dim = dimension();
    double[] columns = new double[dim * dim];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = grid.direction()[k % dim * dim + k / dim];
    }
    return ParameterMap.builder()
        .put("Transform", List.of("BSplineTransform"))
        .put("GridSize", Arrays.stream(grid.size()).mapToObj(String::valueOf).toList())
        .put("GridIndex", Arrays.stream(grid.index()).mapToObj(String::valueOf).toList())
        .put("GridSpacing", texts(grid.spacing()))
        .put("GridOrigin", texts(grid.origin()))
        .put("GridDirection", texts(columns))
        .build();
  }

  private static List<String> texts(double[] values) {
    return Arrays.stream(values).mapToObj(String::valueOf).collect(Collectors.toList());
  }

  @Override
  public TransformKernel kernel() {
    return new TransformKernel() {
      @Override
      public void forward(PointBatch fixed, PointBatch moving) {
        moving.resize(fixed.size());
        for (int d = 0; d < dimension(); d++) {
          for (int i = 0; i < fixed.size(); i++) {
            moving.axis(d)[i] = fixed.axis(d)[i] + d + 1;
          }
        }
      }

      @Override
      public void pullback(double[][] cotangents, double[] gradient) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void jacobian(int point, SparseJacobian out) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
