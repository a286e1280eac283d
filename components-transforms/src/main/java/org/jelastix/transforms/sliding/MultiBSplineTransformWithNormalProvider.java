package org.jelastix.transforms.sliding;

import java.util.Arrays;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.bspline.BSplineRecipe;
import org.jelastix.transforms.bspline.GridEntries;
import org.jelastix.transforms.bspline.GridRefinement;
import org.jelastix.transforms.bspline.GridSchedule;
import org.jelastix.transforms.common.InitialTransforms;
import org.jelastix.transforms.common.TransformFile;
import org.jelastix.transforms.sliding.LocalBases.LabelMap;

/** Provides B-splines of sliding organs; the organs come from a label image, given by -labels. */
public final class MultiBSplineTransformWithNormalProvider implements TransformProvider {
  private static final Parameter<String> LABELS =
      Parameter.text("MultiBSplineTransformWithNormalLabels", null)
          .doc("The label image. In transform parameter files; registrations take -labels.");

  /** For the service loader. */
  public MultiBSplineTransformWithNormalProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.TRANSFORM,
            "MultiBSplineTransformWithNormal",
            "B-splines that let the organs of a label image slide along each other")
        .reference(
            "V. Delmon, S. Rit, R. Pinho, D. Sarrut, \"Registration of sliding objects using"
                + " direction dependent B-splines decomposition\", Physics in Medicine and Biology"
                + " 58(5), 2013")
        .parameters(
            BSplineRecipe.ORDER,
            GridSchedule.SPACING_IN_VOXELS,
            GridSchedule.SPACING_IN_MM,
            GridSchedule.FACTORS,
            LABELS,
            InitialTransforms.HOW_TO_COMBINE)
        .parameters(GridEntries.parameters());
  }

  @Override
  public Transform create(TransformContext context) {
    String file =
        context
            .extras()
            .option("labels")
            .orElseThrow(
                () ->
                    new InputException(
                        "MultiBSplineTransformWithNormal needs a label image of the sliding organs;"
                            + " give one with -labels"));
    LabelMap labels = labels(context.extras(), file, context.dimension());
    ComponentParameters parameters = context.parameters();
    int order = parameters.get(BSplineRecipe.ORDER);
    ImageGrid covered = context.fixedMask().map(Mask::grid).orElse(context.fixed().grid());
    ImageGrid grid =
        new GridSchedule(parameters, covered, context.fixedPyramid().levels(), order, false)
            .grid(covered, InitialTransforms.appliedBefore(context), parameters.resolution());
    LocalBases bases = new LocalBases(labels, labels.count(), grid);
    double[] start = new double[SlidingTransform.parameterCount(labels, grid)];
    if (context.previous().isPresent()) {
      refine((SlidingTransform) context.previous().get(), labels, bases, grid, order, start);
    }
    return new SlidingTransform(labels, file, bases, grid, order, start);
  }

  /**
   * Carries the whole field of each organ over to the new grid, and splits it along the new bases.
   * The normal part of a control point comes from the organ that it lies in.
   *
   * <p>elastix carries over the tangential fields alone where a control point lies in another
   * organ, so that what the old normal had along the new tangents is lost there.
   */
  private static void refine(
      SlidingTransform previous,
      LabelMap labels,
      LocalBases bases,
      ImageGrid grid,
      int order,
      double[] out) {
    int dim = grid.dimension();
    int points = grid.voxelCount();
    GridRefinement refinement = new GridRefinement(previous.controlPoints(), grid, order);
    double[] normal = refinement.apply(previous.part(0, true));
    double[][] x = new double[dim][1];
    double[] world = new double[dim];
    double[] v = new double[dim];
    for (int organ = 0; organ < labels.count(); organ++) {
      double[] tangent = refinement.apply(previous.part(organ, false));
      for (int i = 0; i < points; i++) {
        LocalBases.position(grid, i, world);
        for (int d = 0; d < dim; d++) {
          x[d][0] = world[d];
        }
        boolean own = Math.max(0, labels.at(x, 0)) == organ;
        for (int d = 0; d < dim; d++) {
          v[d] = tangent[d * points + i] + normal[d * points + i];
        }
        for (int vector = own ? 0 : 1; vector < dim; vector++) {
          double amount = 0;
          for (int d = 0; d < dim; d++) {
            amount += bases.get(i, vector, d) * v[d];
          }
          int block = vector == 0 ? 0 : (dim - 1) * organ + vector;
          out[block * points + i] = amount;
        }
      }
    }
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    double[] scales = new double[transform.parameterCount()];
    Arrays.fill(scales, 1);
    return scales;
  }

  @Override
  public Transform read(TransformFileContext context) {
    TransformFile file = new TransformFile(context);
    String labelFile = file.parameters().get(LABELS);
    LabelMap labels = labels(context.extras(), labelFile, context.dimension());
    ImageGrid grid = GridEntries.read(file, context.dimension());
    LocalBases bases = new LocalBases(labels, labels.count(), grid);
    return new SlidingTransform(
        labels,
        labelFile,
        bases,
        grid,
        file.parameters().get(BSplineRecipe.ORDER),
        file.values(SlidingTransform.parameterCount(labels, grid)));
  }

  private static LabelMap labels(Extras extras, String file, int dimension) {
    if (dimension != 2 && dimension != 3) {
      throw new ParameterException(
          "MultiBSplineTransformWithNormal is for 2 and 3 dimensions, not " + dimension);
    }
    Image image = extras.image(file);
    if (image.grid().dimension() != dimension) {
      throw new InputException(
          file
              + ": a label image of "
              + image.grid().dimension()
              + " dimensions, where "
              + dimension
              + " are needed");
    }
    try {
      return new LabelMap(image);
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }
}
