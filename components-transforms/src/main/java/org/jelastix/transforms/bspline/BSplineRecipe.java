package org.jelastix.transforms.bspline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.transforms.common.InitialTransforms;
import org.jelastix.transforms.common.TransformFile;

/**
 * What the providers of B-spline transforms share: they differ by name alone.
 *
 * @param name as in parameter files
 */
public record BSplineRecipe(String name) {
  /** Order of the splines. */
  public static final Parameter<Integer> ORDER =
      Parameter.integer("BSplineTransformSplineOrder", 3)
          .between(1, 3)
          .doc(
              "Order of the splines: 1 linear, 2 quadratic, 3 cubic. Lower orders are faster and"
                  + " less smooth; penalties that need second derivatives want 3.");

  static final Parameter<Boolean> CYCLIC =
      Parameter.bool("UseCyclicTransform", false)
          .doc(
              "Whether the deformation is periodic along the last axis (time in a beating heart,"
                  + " say). Points then do not move along that axis, and the control point distance"
                  + " along it is adapted to fit the period.");

  /** Width of the border that hardly moves. */
  public static final Parameter<Integer> PASSIVE_EDGE_WIDTH =
      Parameter.integer("PassiveEdgeWidth", 0)
          .perResolution()
          .unit("control points")
          .atLeast(0)
          .doc(
              "Width of a border of control points that hardly move: their parameters get a scale"
                  + " of 10000.");

  private static final double PASSIVE_SCALE = 10000;

  ComponentInfo info(String summary) {
    List<Parameter<?>> parameters =
        new ArrayList<>(
            List.of(
                ORDER,
                CYCLIC,
                PASSIVE_EDGE_WIDTH,
                GridSchedule.SPACING_IN_VOXELS,
                GridSchedule.SPACING_IN_MM,
                GridSchedule.FACTORS,
                InitialTransforms.HOW_TO_COMBINE));
    parameters.addAll(List.of(GridEntries.parameters()));
    parameters.add(TransformFile.ITK_PARAMETERS);
    parameters.add(TransformFile.ITK_FIXED_PARAMETERS);
    return ComponentInfo.of(ComponentType.TRANSFORM, name, summary)
        .reference(
            "D. Rueckert, L. I. Sonoda, C. Hayes, D. L. G. Hill, M. O. Leach, D. J. Hawkes,"
                + " \"Nonrigid registration using free-form deformations: application to breast MR"
                + " images\", IEEE Transactions on Medical Imaging 18(8), 1999")
        .parameters(parameters.toArray(new Parameter<?>[0]));
  }

  Transform create(TransformContext context) {
    ComponentParameters parameters = context.parameters();
    int order = parameters.get(ORDER);
    boolean cyclic = parameters.get(CYCLIC);
    ImageGrid fixed = context.fixed().grid();
    GridSchedule schedule =
        new GridSchedule(parameters, fixed, context.fixedPyramid().levels(), order, cyclic);
    ImageGrid grid =
        schedule.grid(fixed, InitialTransforms.appliedBefore(context), parameters.resolution());
    double[] start = new double[Math.multiplyExact(grid.voxelCount(), grid.dimension())];
    if (context.previous().isPresent()) {
      BSplineTransform previous = (BSplineTransform) context.previous().get();
      start =
          new GridRefinement(previous.controlPoints(), grid, order).apply(previous.parameters());
    }
    try {
      return new BSplineTransform(name, grid, order, cyclic, start);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          parameters.map().locate("Transform") + ": " + name + ": " + e.getMessage(), e);
    }
  }

  double[] scales(TransformContext context, Transform transform) {
    return passiveEdges(context, ((BSplineTransform) transform).controlPoints());
  }

  /**
   * The scales of one grid's parameters: 1, or large at its passive edges.
   *
   * @param context says how wide they are
   * @param grid the control points
   */
  public static double[] passiveEdges(TransformContext context, ImageGrid grid) {
    int[] size = grid.size();
    int perAxis = grid.voxelCount();
    double[] scales = new double[perAxis * size.length];
    Arrays.fill(scales, 1);
    int edge = context.parameters().get(PASSIVE_EDGE_WIDTH);
    if (edge == 0) {
      return scales;
    }
    for (int d = 0; d < size.length; d++) {
      if (size[d] <= 2L * edge) {
        throw context
            .parameters()
            .error(
                PASSIVE_EDGE_WIDTH,
                "is " + edge + ", but the grid has only " + size[d] + " points along axis " + d);
      }
    }
    for (int p = 0; p < perAxis; p++) {
      int rest = p;
      boolean passive = false;
      for (int s : size) {
        int k = rest % s;
        rest /= s;
        passive |= k < edge || k >= s - edge;
      }
      for (int d = 0; passive && d < size.length; d++) {
        scales[d * perAxis + p] = PASSIVE_SCALE;
      }
    }
    return scales;
  }

  Transform read(TransformFileContext context) {
    TransformFile file = new TransformFile(context);
    ImageGrid grid = GridEntries.read(file, context.dimension());
    double[] values = file.values(Math.multiplyExact(grid.voxelCount(), grid.dimension()));
    ComponentParameters parameters = file.parameters();
    try {
      return new BSplineTransform(
          name, grid, parameters.get(ORDER), parameters.get(CYCLIC), values);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          parameters.map().locate(GridEntries.SIZE.name()) + ": " + e.getMessage(), e);
    }
  }
}
