package org.jelastix.transforms.affine;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.ParameterException;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.transforms.affine.Centers.Box;
import org.jelastix.transforms.common.InitialTransforms;

/**
 * Where a registration's matrix transform starts: centre of rotation and initial translation.
 *
 * @param center mm
 * @param translation mm
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
record Start(double[] center, double[] translation) {
  static final Parameter<Boolean> AUTOMATIC =
      Parameter.bool("AutomaticTransformInitialization", false)
          .doc(
              "Whether to start with the translation that aligns the two images, by the method of"
                  + " AutomaticTransformInitializationMethod. Has no effect if there is an initial"
                  + " transform.");

  static final Parameter<String> METHOD =
      Parameter.choice(
              "AutomaticTransformInitializationMethod",
              "GeometricalCenter",
              "GeometricalCenter",
              "CenterOfGravity",
              "Origins",
              "GeometryTop")
          .doc(
              "What is aligned: the centres of the images, their centres of gravity, their first"
                  + " voxels, or (3-D) the top of the image or mask. It also sets the centre of"
                  + " rotation if none is given. Origins and GeometryTop are for AffineTransform;"
                  + " other transforms take them for GeometricalCenter.");

  static final Parameter<Integer> CENTER_INDEX =
      Parameter.integer("CenterOfRotation", null)
          .list()
          .unit("voxels")
          .defaultsTo("the fixed image's centre")
          .doc(
              "Centre of rotation as a voxel index of the fixed image, one value an axis. Ignored"
                  + " unless complete. Takes precedence over CenterOfRotationPoint.");

  static final Parameter<Double> CENTER_POINT =
      Parameter.number("CenterOfRotationPoint", null)
          .list()
          .unit("mm")
          .defaultsTo("the fixed image's centre")
          .doc(
              "Centre of rotation in the fixed image's world, one value an axis. Ignored unless"
                  + " complete.");

  static final Parameter<Boolean> GRAVITY_USES_THRESHOLD =
      Parameter.bool("CenterOfGravityUsesLowerThreshold", false)
          .doc(
              "Whether voxels count as 1 or 0 for the centre of gravity, according to"
                  + " LowerThresholdForCenterGravity, instead of with their values.");

  static final Parameter<Double> GRAVITY_THRESHOLD =
      Parameter.number("LowerThresholdForCenterGravity", 500.0)
          .doc(
              "Voxels at or above it count as 1 for the centre of gravity, others as 0. Has an"
                  + " effect only if CenterOfGravityUsesLowerThreshold is true.");

  static final Parameter<Integer> GRAVITY_SAMPLES =
      Parameter.integer("NumberOfSamplesForCenteredTransformInitialization", 10000)
          .atLeast(1)
          .doc("About how many voxels, on a regular grid, the centre of gravity is computed from.");

  /** How a transform finds its start; they differ in what they look at. */
  enum Kind {
    /** Ignores masks; the centre of gravity is that of all voxels. */
    PLAIN,
    /** Looks at masks, samples the centre of gravity, knows all methods. */
    AFFINE
  }

  static Start of(TransformContext context, Kind kind) {
    ComponentParameters parameters = context.parameters();
    int dim = context.dimension();
    ImageGrid fixed = context.fixed().grid();
    boolean automatic = parameters.get(AUTOMATIC) && context.initial().isEmpty();
    Optional<double[]> given = givenCenter(parameters, fixed);
    Start start =
        given.isEmpty() || automatic
            ? aligned(context, kind)
            : new Start(new double[dim], new double[dim]);
    double[] center = given.orElse(start.center);
    double[] translation = automatic ? start.translation : new double[dim];
    return new Start(
        InitialTransforms.appliedBefore(context).map(t -> t.apply(center)).orElse(center),
        translation);
  }

  /** The start of a pure translation, which has conventions of its own. */
  static double[] translation(TransformContext context) {
    int dim = context.dimension();
    if (!context.parameters().get(AUTOMATIC) || context.initial().isPresent()) {
      return new double[dim];
    }
    if (context.parameters().get(METHOD).equals("CenterOfGravity")) {
      return difference(
          Centers.ofGravity(context.moving(), context.movingMask()),
          Centers.ofGravity(context.fixed(), context.fixedMask()));
    }
    // elastix measures from half a voxel beyond the middle here, which matters when spacings differ
    return difference(
        Centers.middle(
            context.moving().grid(), Box.of(context.moving(), context.movingMask()), 0.5),
        Centers.middle(context.fixed().grid(), Box.of(context.fixed(), context.fixedMask()), 0.5));
  }

  private static Optional<double[]> givenCenter(ComponentParameters parameters, ImageGrid fixed) {
    int dim = fixed.dimension();
    List<Integer> index = parameters.list(CENTER_INDEX);
    if (index.size() >= dim) {
      double[] center = new double[dim];
      int[] first = fixed.index();
      for (int d = 0; d < dim; d++) {
        center[d] = index.get(d) - first[d];
      }
      fixed.voxelToWorld(center, center);
      return Optional.of(center);
    }
    List<Double> point = parameters.list(CENTER_POINT);
    if (point.size() >= dim) {
      double[] center = new double[dim];
      for (int d = 0; d < dim; d++) {
        center[d] = point.get(d);
      }
      return Optional.of(center);
    }
    return Optional.empty();
  }

  private static Start aligned(TransformContext context, Kind kind) {
    ComponentParameters parameters = context.parameters();
    Optional<Mask> noMask = Optional.empty();
    switch (parameters.get(METHOD)) {
      case "CenterOfGravity":
        return kind == Kind.AFFINE
            ? sampledGravity(context)
            : between(
                Centers.ofGravity(context.fixed(), noMask),
                Centers.ofGravity(context.moving(), noMask));
      case "Origins":
        return kind == Kind.AFFINE ? origins(context) : middles(context, noMask, noMask);
      case "GeometryTop":
        return kind == Kind.AFFINE ? top(context) : middles(context, noMask, noMask);
      default:
        return kind == Kind.AFFINE
            ? middles(context, context.fixedMask(), context.movingMask())
            : middles(context, noMask, noMask);
    }
  }

  private static Start sampledGravity(TransformContext context) {
    ComponentParameters parameters = context.parameters();
    double samples = parameters.get(GRAVITY_SAMPLES);
    Optional<Double> threshold =
        parameters.get(GRAVITY_USES_THRESHOLD)
            ? Optional.of(parameters.get(GRAVITY_THRESHOLD))
            : Optional.empty();
    return between(
        Centers.ofGravity(context.fixed(), context.fixedMask(), samples, threshold),
        Centers.ofGravity(context.moving(), context.movingMask(), samples, threshold));
  }

  private static Start middles(
      TransformContext context, Optional<Mask> fixedMask, Optional<Mask> movingMask) {
    return between(
        Centers.middle(context.fixed().grid(), Box.of(context.fixed(), fixedMask), 0),
        Centers.middle(context.moving().grid(), Box.of(context.moving(), movingMask), 0));
  }

  private static Start origins(TransformContext context) {
    ImageGrid moving = context.moving().grid();
    double[] translation = difference(moving.firstVoxel(), context.fixed().grid().firstVoxel());
    return new Start(difference(moving.center(), translation), translation);
  }

  private static Start top(TransformContext context) {
    if (context.dimension() < 3) {
      throw new ParameterException(
          context.parameters().map().locate(METHOD.name())
              + ": AutomaticTransformInitializationMethod GeometryTop needs images of 3 dimensions"
              + " or more, not "
              + context.dimension());
    }
    List<double[]> fixed =
        Centers.extent(context.fixed().grid(), Box.of(context.fixed(), context.fixedMask()));
    List<double[]> moving =
        Centers.extent(context.moving().grid(), Box.of(context.moving(), context.movingMask()));
    double[] center = halfway(fixed.get(0), fixed.get(1));
    double[] translation = difference(halfway(moving.get(0), moving.get(1)), center);
    translation[2] = moving.get(1)[2] - fixed.get(1)[2];
    return new Start(center, translation);
  }

  private static Start between(double[] fixed, double[] moving) {
    return new Start(fixed, difference(moving, fixed));
  }

  private static double[] halfway(double[] a, double[] b) {
    double[] middle = new double[a.length];
    for (int d = 0; d < a.length; d++) {
      middle[d] = (b[d] + a[d]) / 2;
    }
    return middle;
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int d = 0; d < a.length; d++) {
      difference[d] = a[d] - b[d];
    }
    return difference;
  }
}
