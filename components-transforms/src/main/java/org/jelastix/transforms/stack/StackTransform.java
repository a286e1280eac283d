package org.jelastix.transforms.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.transforms.common.PointGroups;

/**
 * T(x, t) = (T_k(x), t), where k is the slice nearest to t. The parameters are those of the first
 * part, then those of the second, and so on; points beyond the ends take the part at the end.
 */
final class StackTransform implements SpatiallyDifferentiable {
  private static final Set<String> OF_ONE_PART =
      Set.of("Transform", "NumberOfParameters", "TransformParameters", "MatrixTranslation");

  private final String name;
  private final StackAxis axis;
  private final SpatiallyDifferentiable[] parts;
  private final int perPart;

  /**
   * @param name in parameter files
   * @param axis where the slices are
   * @param part what each part is like
   * @param parameters of all parts
   */
  StackTransform(String name, StackAxis axis, SpatiallyDifferentiable part, double[] parameters) {
    this.name = name;
    this.axis = axis;
    this.perPart = part.parameterCount();
    if (parameters.length != perPart * axis.slices()) {
      throw new IllegalArgumentException(
          axis.slices()
              + " parts of "
              + perPart
              + " parameters need "
              + perPart * axis.slices()
              + ", not "
              + parameters.length);
    }
    this.parts = new SpatiallyDifferentiable[axis.slices()];
    for (int k = 0; k < parts.length; k++) {
      parts[k] =
          part.withParameters(Arrays.copyOfRange(parameters, k * perPart, (k + 1) * perPart));
    }
  }

  StackAxis axis() {
    return axis;
  }

  SpatiallyDifferentiable part(int slice) {
    return parts[slice];
  }

  /** Groups points by their slice, without their last coordinate. */
  PointGroups groups() {
    int last = dimension() - 1;
    return new PointGroups(parts.length, last, (points, i) -> axis.sliceAt(points.axis(last)[i]));
  }

  int parametersPerPart() {
    return perPart;
  }

  @Override
  public int dimension() {
    return parts[0].dimension() + 1;
  }

  @Override
  public int parameterCount() {
    return perPart * parts.length;
  }

  @Override
  public double[] parameters() {
    double[] all = new double[parameterCount()];
    for (int k = 0; k < parts.length; k++) {
      System.arraycopy(parts[k].parameters(), 0, all, k * perPart, perPart);
    }
    return all;
  }

  @Override
  public StackTransform withParameters(double[] parameters) {
    return new StackTransform(name, axis, parts[0], parameters);
  }

  @Override
  public TransformKernel kernel() {
    return new StackKernel(this);
  }

  @Override
  public SpatialKernel spatialKernel() {
    return new StackSpatialKernel(this);
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return new JacobianStructure(parts[0].jacobianStructure().nonZeros(), false, false);
  }

  @Override
  public ParameterMap describe() {
    ParameterMap.Builder file =
        ParameterMap.builder()
            .put("Transform", name)
            .put("NumberOfParameters", parameterCount())
            .put("TransformParameters", parameters());
    for (Map.Entry<String, List<String>> entry : parts[0].describe().entries().entrySet()) {
      if (!OF_ONE_PART.contains(entry.getKey())) {
        file.put(entry.getKey(), entry.getValue());
      }
    }
    axis.describe(file);
    return file.build();
  }
}
