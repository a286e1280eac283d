package org.jelastix.transforms.field;

import java.util.Arrays;
import java.util.Map;
import org.jelastix.api.component.Combination;
import org.jelastix.api.component.FilteredTransform;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.transforms.bspline.BSplineTransform;
import org.jelastix.transforms.bspline.GridEntries;

/**
 * T(x) = x + u(x) + v(x; μ): a displacement field u, constant within each voxel of the fixed image,
 * which holds what was found and diffused so far, and B-splines v for what comes on top of it. As u
 * is constant in pieces, derivatives in space are those of v alone.
 */
final class DiffusedTransform implements SpatiallyDifferentiable, FilteredTransform {
  static final String NAME = "BSplineTransformWithDiffusion";

  private final Image field;
  private final String fieldFile;
  private final BSplineTransform splines;
  private final SpatiallyDifferentiable sum;
  private final DiffusionSchedule schedule;
  private final Diffusion diffusion;

  /**
   * @param field displacements, mm
   * @param fieldFile where they come from, empty if from no file
   * @param splines what is added
   * @param schedule when to diffuse
   * @param diffusion how to diffuse; null if the transform is not optimised
   */
  DiffusedTransform(
      Image field,
      String fieldFile,
      BSplineTransform splines,
      DiffusionSchedule schedule,
      Diffusion diffusion) {
    this.field = field;
    this.fieldFile = fieldFile;
    this.splines = splines;
    this.schedule = schedule;
    this.diffusion = diffusion;
    this.sum =
        (SpatiallyDifferentiable)
            Combination.add(new FieldTransform(field, 0, fieldFile, true), splines);
  }

  Image field() {
    return field;
  }

  BSplineTransform splines() {
    return splines;
  }

  @Override
  public boolean filtersAfter(int iteration) {
    return schedule.after(iteration);
  }

  @Override
  public DiffusedTransform filtered(Transform whole) {
    return new DiffusedTransform(
        diffusion.displacements(whole),
        "",
        splines.withParameters(new double[parameterCount()]),
        schedule,
        diffusion);
  }

  @Override
  public int dimension() {
    return splines.dimension();
  }

  @Override
  public int parameterCount() {
    return splines.parameterCount();
  }

  @Override
  public double[] parameters() {
    return splines.parameters();
  }

  @Override
  public DiffusedTransform withParameters(double[] parameters) {
    return new DiffusedTransform(
        field, fieldFile, splines.withParameters(parameters), schedule, diffusion);
  }

  @Override
  public TransformKernel kernel() {
    return sum.kernel();
  }

  @Override
  public SpatialKernel spatialKernel() {
    return sum.spatialKernel();
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return splines.jacobianStructure();
  }

  /** Parameters that are all 0, as they are at the end of a registration, are left out. */
  @Override
  public ParameterMap describe() {
    double[] parameters = parameters();
    ParameterMap.Builder file =
        ParameterMap.builder().put("Transform", NAME).put("NumberOfParameters", parameters.length);
    if (Arrays.stream(parameters).anyMatch(p -> p != 0)) {
      file.put("TransformParameters", parameters);
    }
    GridEntries.describe(splines.controlPoints(), file);
    return file.put(BSplineTransformWithDiffusionProvider.FILE.name(), fieldFile).build();
  }

  @Override
  public Map<String, Image> images() {
    return Map.of(BSplineTransformWithDiffusionProvider.FILE.name(), field);
  }
}
