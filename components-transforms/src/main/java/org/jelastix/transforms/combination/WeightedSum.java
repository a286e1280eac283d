package org.jelastix.transforms.combination;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.parameter.ParameterMap;

/**
 * T(x) = x + Σ_i w_i (T_i(x) − x), or, normalised, T(x) = Σ_i w_i T_i(x) / Σ_i w_i. The parameters
 * are the weights.
 */
final class WeightedSum implements Transform {
  private final List<Transform> parts;
  private final List<String> files;
  private final boolean normalised;
  private final double[] weights;
  private final double sum;

  WeightedSum(List<Transform> parts, List<String> files, boolean normalised, double[] weights) {
    if (weights.length != parts.size()) {
      throw new IllegalArgumentException(
          parts.size() + " transforms need as many weights, not " + weights.length);
    }
    this.parts = List.copyOf(parts);
    this.files = List.copyOf(files);
    this.normalised = normalised;
    this.weights = weights.clone();
    double total = 0;
    for (double w : weights) {
      total += w;
    }
    if (normalised && total < 1e-10) {
      throw new IllegalArgumentException(
          "the weights of a normalised combination must have a sum above 0, not " + total);
    }
    this.sum = total;
  }

  List<Transform> parts() {
    return parts;
  }

  /** What each part's contribution is multiplied with. */
  double factor(int part) {
    return normalised ? weights[part] / sum : weights[part];
  }

  /** What the identity's contribution is multiplied with. */
  double identityFactor() {
    return normalised ? 0 : 1 - sum;
  }

  boolean normalised() {
    return normalised;
  }

  double sumOfWeights() {
    return sum;
  }

  @Override
  public int dimension() {
    return parts.get(0).dimension();
  }

  @Override
  public int parameterCount() {
    return weights.length;
  }

  @Override
  public double[] parameters() {
    return weights.clone();
  }

  @Override
  public WeightedSum withParameters(double[] parameters) {
    return new WeightedSum(parts, files, normalised, parameters);
  }

  @Override
  public TransformKernel kernel() {
    return new WeightedKernel(this);
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return JacobianStructure.dense(weights.length);
  }

  @Override
  public Optional<AffineMap> asAffine() {
    int dim = dimension();
    double[] matrix = new double[dim * dim];
    double[] offset = new double[dim];
    for (int d = 0; d < dim; d++) {
      matrix[d * dim + d] = identityFactor();
    }
    for (int i = 0; i < parts.size(); i++) {
      Optional<AffineMap> part = parts.get(i).asAffine();
      if (part.isEmpty()) {
        return Optional.empty();
      }
      for (int e = 0; e < matrix.length; e++) {
        matrix[e] += factor(i) * part.get().matrix()[e];
      }
      for (int d = 0; d < dim; d++) {
        offset[d] += factor(i) * part.get().offset()[d];
      }
    }
    return Optional.of(new AffineMap(matrix, offset));
  }

  @Override
  public ParameterMap describe() {
    return ParameterMap.builder()
        .put("Transform", "WeightedCombinationTransform")
        .put("NumberOfParameters", weights.length)
        .put("TransformParameters", weights)
        .put("NormalizeCombinationWeights", Boolean.toString(normalised))
        .put("SubTransforms", files)
        .build();
  }
}
