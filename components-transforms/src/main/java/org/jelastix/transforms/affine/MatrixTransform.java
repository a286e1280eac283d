package org.jelastix.transforms.affine;

import java.util.Optional;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/**
 * T(x) = M(μ)·(x − c) + c + t, with matrix M by some rule from the parameters, centre of rotation
 * c, and translation t, which is a part of the parameters.
 *
 * <p>Evaluated as M·x + b with b = t + c − M·c, which is exact for the identity.
 */
public final class MatrixTransform implements SpatiallyDifferentiable {
  private final MatrixRule rule;
  private final double[] center;
  private final double[] parameters;
  private final AffineMap map;
  private final double[][] derivatives;

  MatrixTransform(MatrixRule rule, double[] center, double[] parameters) {
    int dim = rule.dimension();
    if (parameters.length != rule.parameterCount()) {
      throw new IllegalArgumentException(
          rule.transformName()
              + " in "
              + dim
              + " dimensions has "
              + rule.parameterCount()
              + " parameters, not "
              + parameters.length);
    }
    this.rule = rule;
    this.center = center.clone();
    this.parameters = parameters.clone();
    double[] matrix = rule.matrix(this.parameters);
    double[] offset = new double[dim];
    for (int r = 0; r < dim; r++) {
      offset[r] = this.parameters[rule.translationAt() + r] + center[r];
      for (int c = 0; c < dim; c++) {
        offset[r] -= matrix[r * dim + c] * center[c];
      }
    }
    this.map = new AffineMap(matrix, offset);
    this.derivatives = rule.derivatives(this.parameters);
  }

  @Override
  public int dimension() {
    return center.length;
  }

  @Override
  public int parameterCount() {
    return parameters.length;
  }

  @Override
  public double[] parameters() {
    return parameters.clone();
  }

  /** The centre of rotation in mm, a copy. */
  public double[] center() {
    return center.clone();
  }

  /** The matrix M(μ), row-major, a copy. */
  public double[] matrix() {
    return map.matrix().clone();
  }

  @Override
  public MatrixTransform withParameters(double[] newParameters) {
    return new MatrixTransform(rule, center, newParameters);
  }

  @Override
  public TransformKernel kernel() {
    return kernel(new double[rule.dimension()][PointBatch.CAPACITY]);
  }

  @Override
  public TransformKernel kernel(TransformKernel old) {
    return old instanceof MatrixKernel kernel && kernel.dimension() == rule.dimension()
        ? kernel(kernel.points())
        : kernel();
  }

  private TransformKernel kernel(double[][] points) {
    return new MatrixKernel(map, center, derivatives, rule.translationAt(), points);
  }

  @Override
  public SpatialKernel spatialKernel() {
    return new MatrixSpatialKernel(map, derivatives);
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return new JacobianStructure(
        parameters.length, rule.parameterCount() == rule.dimension(), false);
  }

  @Override
  public Optional<AffineMap> asAffine() {
    return Optional.of(map);
  }

  @Override
  public ParameterMap describe() {
    ParameterMap.Builder file =
        ParameterMap.builder()
            .put("Transform", rule.transformName())
            .put("NumberOfParameters", parameters.length)
            .put("TransformParameters", parameters);
    if (rule.hasCenter()) {
      file.put("CenterOfRotationPoint", center);
    }
    rule.describe(parameters, file);
    return file.build();
  }
}
