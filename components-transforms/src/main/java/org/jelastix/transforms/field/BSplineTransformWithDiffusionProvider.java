package org.jelastix.transforms.field;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jelastix.api.InputException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.bspline.BSplineTransform;
import org.jelastix.transforms.bspline.GridEntries;
import org.jelastix.transforms.bspline.GridRefinement;
import org.jelastix.transforms.common.InitialTransforms;
import org.jelastix.transforms.common.TransformFile;

/** Provides B-splines whose displacements are diffused in rigid tissue between iterations. */
public final class BSplineTransformWithDiffusionProvider implements TransformProvider {
  static final Parameter<String> FILE =
      Parameter.text("DeformationFieldFileName", null)
          .doc("The diffused displacement field, an image. Required in transform parameter files.");

  private static final int ORDER = 3;

  private static final Parameter<Double> SPACING =
      Parameter.number("FinalGridSpacing", 8.0)
          .list()
          .unit("voxels")
          .above(0)
          .doc(
              "Distance of control points in the last resolution, in voxels of the fixed image: one"
                  + " value for all axes or one each.");

  private static final Parameter<Boolean> UPSAMPLE =
      Parameter.bool("UpsampleGridOption", true)
          .doc(
              "Whether the control points are twice as far apart in each coarser resolution; else"
                  + " all resolutions have the final distance.");

  private static final Parameter<Integer> PATTERN =
      Parameter.integer("FilterPattern", 1)
          .between(1, 2)
          .doc(
              "When to diffuse: 1 after every DiffusionEachNIterations iterations, but not after"
                  + " the first; 2 as AfterIterations and HowManyIterations say. After the last"
                  + " iteration of a resolution in any case.");

  private static final Parameter<Integer> EVERY =
      Parameter.integer("DiffusionEachNIterations", 1)
          .atLeast(0)
          .doc("Iterations from one diffusion to the next, with FilterPattern 1. 0 is 1.");

  private static final Parameter<Integer> AFTER =
      Parameter.integer("AfterIterations", null)
          .list()
          .atLeast(0)
          .defaultsTo("50 100")
          .doc(
              "The two iterations at which the distance between diffusions changes, with"
                  + " FilterPattern 2.");

  private static final Parameter<Integer> HOW_MANY =
      Parameter.integer("HowManyIterations", null)
          .list()
          .atLeast(1)
          .defaultsTo("1 5 10")
          .doc(
              "Iterations from one diffusion to the next, before, between and after the two of"
                  + " AfterIterations, with FilterPattern 2.");

  private static final Parameter<Integer> STEPS =
      Parameter.integer("NumberOfDiffusionIterations", 1)
          .atLeast(0)
          .doc("Steps of one diffusion: each averages once.");

  private static final Parameter<Integer> RADIUS =
      Parameter.integer("Radius", 1)
          .atLeast(0)
          .unit("voxels")
          .doc("Of the box that the diffusion averages over.");

  private static final Parameter<Boolean> THRESHOLD =
      Parameter.bool("ThresholdBool", true)
          .doc(
              "Whether voxels are rigid or soft by their intensity in the moving image. Must be"
                  + " \"false\" with UseMovingSegmentation, and \"true\" without.");

  private static final Parameter<Double> THRESHOLD_AT =
      Parameter.number("ThresholdHU", 150.0)
          .doc("Intensity from which on a voxel is rigid: Hounsfield units in CT.");

  private static final Parameter<Boolean> ALSO_FIXED =
      Parameter.bool("GrayValueImageAlsoBasedOnFixedImage", true)
          .doc(
              "Whether voxels are also rigid by their intensity in the fixed image. Not used with"
                  + " UseMovingSegmentation.");

  private static final Parameter<Boolean> USE_MOVING =
      Parameter.bool("UseMovingSegmentation", false)
          .doc("Whether MovingSegmentationFileName says how stiff each voxel is.");

  private static final Parameter<String> MOVING_FILE =
      Parameter.text("MovingSegmentationFileName", null)
          .doc(
              "An image in the moving image's world: its largest value is rigid, its smallest soft."
                  + " Required with UseMovingSegmentation.");

  private static final Parameter<Boolean> USE_FIXED =
      Parameter.bool("UseFixedSegmentation", false)
          .doc(
              "Whether FixedSegmentationFileName says so too, with UseMovingSegmentation: the"
                  + " larger value counts.");

  private static final Parameter<String> FIXED_FILE =
      Parameter.text("FixedSegmentationFileName", null)
          .doc("An image on the fixed image's grid. Required with UseFixedSegmentation.");

  private static final Parameter<Double> OUTSIDE =
      Parameter.number("DefaultPixelValue", 0.0)
          .doc("Intensity outside of the moving image, with ThresholdBool.");

  private static final Parameter<Double> OUTSIDE_SEGMENTATION =
      Parameter.number("DefaultPixelValueForGVI", 0.0)
          .doc("Value outside of the segmentation, with UseMovingSegmentation.");

  private static final Parameter<Boolean> WRITE =
      Parameter.bool("WriteDiffusionFiles", false)
          .doc("Has no effect: fields and stiffness of single diffusions are not written.");

  /** Unlike all other transforms, these are added to their initial transform if nothing is said. */
  private static final Parameter<String> HOW_TO_COMBINE =
      Parameter.text(InitialTransforms.HOW_TO_COMBINE.name(), "Add")
          .doc(InitialTransforms.HOW_TO_COMBINE.doc());

  /** For the service loader. */
  public BSplineTransformWithDiffusionProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.TRANSFORM,
            DiffusedTransform.NAME,
            "B-splines with diffusion of the displacements in rigid tissue between iterations")
        .reference(
            "M. Staring, S. Klein, J. P. W. Pluim, \"Nonrigid registration with tissue-dependent"
                + " filtering of the deformation field\", Physics in Medicine and Biology 52(23),"
                + " 2007")
        .parameters(
            SPACING,
            UPSAMPLE,
            PATTERN,
            EVERY,
            AFTER,
            HOW_MANY,
            STEPS,
            RADIUS,
            THRESHOLD,
            THRESHOLD_AT,
            ALSO_FIXED,
            USE_MOVING,
            MOVING_FILE,
            USE_FIXED,
            FIXED_FILE,
            OUTSIDE,
            OUTSIDE_SEGMENTATION,
            WRITE,
            FILE,
            HOW_TO_COMBINE)
        .parameters(GridEntries.parameters());
  }

  @Override
  public Transform create(TransformContext context) {
    ComponentParameters parameters = context.parameters();
    ImageGrid fixed = context.fixed().grid();
    ImageGrid grid = controlPoints(parameters, fixed, context.fixedPyramid().levels());
    DiffusionSchedule schedule = schedule(parameters);
    Diffusion diffusion = diffusion(context);
    if (context.previous().isEmpty()) {
      int components = Math.multiplyExact(fixed.voxelCount(), fixed.dimension());
      Image field = Image.ofVectors(fixed, fixed.dimension(), new float[components]);
      return new DiffusedTransform(field, "", splines(grid, null), schedule, diffusion);
    }
    DiffusedTransform previous = (DiffusedTransform) context.previous().get();
    BSplineTransform before = previous.splines();
    double[] refined =
        new GridRefinement(before.controlPoints(), grid, ORDER).apply(before.parameters());
    return new DiffusedTransform(previous.field(), "", splines(grid, refined), schedule, diffusion);
  }

  /** B-splines with these coefficients; null for 0. */
  private static BSplineTransform splines(ImageGrid grid, double[] coefficients) {
    int count = Math.multiplyExact(grid.voxelCount(), grid.dimension());
    return new BSplineTransform(
        "BSplineTransform",
        grid,
        ORDER,
        false,
        coefficients == null ? new double[count] : coefficients);
  }

  /** Starts one control point before the fixed image, and ends at least one behind it. */
  private static ImageGrid controlPoints(
      ComponentParameters parameters, ImageGrid fixed, int levels) {
    int dim = fixed.dimension();
    List<Double> given = parameters.list(SPACING);
    int halvings = levels - 1 - Math.min(parameters.resolution(), levels - 1);
    double coarser = parameters.get(UPSAMPLE) ? Math.pow(2, halvings) : 1;
    int[] size = new int[dim];
    double[] spacing = new double[dim];
    double[] first = new double[dim];
    for (int d = 0; d < dim; d++) {
      double voxels =
          coarser
              * (given.isEmpty()
                  ? SPACING.defaultValue().orElseThrow()
                  : given.get(d < given.size() ? d : 0));
      size[d] = Math.toIntExact((long) Math.ceil(fixed.size(d) / voxels) + ORDER);
      spacing[d] = voxels * fixed.spacing(d);
      first[d] = -voxels;
    }
    fixed.voxelToWorld(first, first);
    return new ImageGrid(size, spacing, first, fixed.direction());
  }

  private static DiffusionSchedule schedule(ComponentParameters parameters) {
    if (parameters.get(PATTERN) == 1) {
      return DiffusionSchedule.regular(Math.max(1, parameters.get(EVERY)));
    }
    return new DiffusionSchedule(
        filled(parameters.list(HOW_MANY), 1, 5, 10),
        filled(parameters.list(AFTER), 50, 100),
        false);
  }

  private static int[] filled(List<Integer> given, int... otherwise) {
    int[] values = otherwise.clone();
    for (int i = 0; i < Math.min(values.length, given.size()); i++) {
      values[i] = given.get(i);
    }
    return values;
  }

  private static Diffusion diffusion(TransformContext context) {
    ComponentParameters parameters = context.parameters();
    boolean segmented = parameters.get(USE_MOVING);
    if (segmented == parameters.get(THRESHOLD)) {
      throw parameters.error(
          THRESHOLD,
          "must be "
              + (segmented ? "\"false\" with" : "\"true\" without")
              + " UseMovingSegmentation, so that it is clear what is rigid");
    }
    ImageGrid grid = context.fixed().grid();
    Optional<Image> alsoFixed = Optional.empty();
    if (segmented && parameters.get(USE_FIXED)) {
      alsoFixed = Optional.of(segmentation(context, FIXED_FILE));
      if (!Arrays.equals(alsoFixed.get().grid().size(), grid.size())) {
        throw new InputException(
            parameters.get(FIXED_FILE) + ": must be as large as the fixed image");
      }
    } else if (!segmented && parameters.get(ALSO_FIXED)) {
      alsoFixed = Optional.of(context.fixed());
    }
    return new Diffusion(
        grid,
        segmented ? segmentation(context, MOVING_FILE) : context.moving(),
        segmented ? 0 : 1,
        parameters.get(segmented ? OUTSIDE_SEGMENTATION : OUTSIDE),
        alsoFixed,
        segmented ? OptionalDouble.empty() : OptionalDouble.of(parameters.get(THRESHOLD_AT)),
        parameters.get(RADIUS),
        parameters.get(STEPS),
        context.parallel());
  }

  private static Image segmentation(TransformContext context, Parameter<String> file) {
    String name = context.parameters().get(file);
    Image image = context.extras().image(name);
    if (image.components() != 1 || image.grid().dimension() != context.dimension()) {
      throw new InputException(
          name + ": a segmentation has 1 component a voxel and " + context.dimension() + " axes");
    }
    return image;
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
    String name = file.parameters().get(FILE);
    Image field = context.extras().image(name);
    if (field.grid().dimension() != context.dimension()) {
      throw new InputException(
          name
              + ": a displacement field of "
              + field.grid().dimension()
              + " dimensions, where "
              + context.dimension()
              + " are needed");
    }
    ImageGrid grid = GridEntries.read(file, context.dimension());
    int count = Math.multiplyExact(grid.voxelCount(), grid.dimension());
    double[] values = context.values().length == 0 ? null : file.values(count);
    try {
      return new DiffusedTransform(
          field, name, splines(grid, values), DiffusionSchedule.regular(1), null);
    } catch (IllegalArgumentException e) {
      throw new InputException(name + ": " + e.getMessage(), e);
    }
  }
}
