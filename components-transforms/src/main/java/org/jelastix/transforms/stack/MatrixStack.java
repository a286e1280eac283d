package org.jelastix.transforms.stack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.common.InitialTransforms;
import org.jelastix.transforms.common.OptimizerScales;
import org.jelastix.transforms.common.TransformFile;

/**
 * What the stacks of matrix transforms share.
 *
 * @param name of the stack
 * @param parts provides what it is made of
 * @param hasCenter whether the parts have a centre of rotation
 */
record MatrixStack(String name, TransformProvider parts, boolean hasCenter) {
  private static final Parameter<Double> CENTER_INDEX =
      Parameter.number("CenterOfRotation", null)
          .list()
          .unit("voxels")
          .defaultsTo("the fixed image's centre")
          .doc(
              "Centre of rotation of all parts as a voxel index of the fixed image, for all axes but"
                  + " the last. Takes precedence over CenterOfRotationPoint.");

  private static final Parameter<Double> CENTER_POINT =
      Parameter.number("CenterOfRotationPoint", null)
          .list()
          .unit("mm")
          .defaultsTo("the fixed image's centre")
          .doc(
              "Centre of rotation of all parts in the fixed image's world, for all axes but the"
                  + " last.");

  private static final Parameter<Boolean> AUTOMATIC_SCALES =
      Parameter.bool("AutomaticScalesEstimation", false)
          .doc(
              "Whether the scales of one part are estimated from the Jacobian over its slice, and"
                  + " used for all parts.");

  private static final Parameter<Boolean> AUTOMATIC_SCALES_OLD =
      Parameter.bool("AutomaticScalesEstimationStackTransform", false)
          .doc("The older name of AutomaticScalesEstimation; true in either is true.");

  private static final Parameter<Double> SCALES =
      Parameter.number("Scales", null)
          .list()
          .above(0)
          .defaultsTo("10000 for rotation and matrix entries, 1 for translations")
          .doc(
              "Scales of the parameters: one value for all rotation and matrix entries, or one for"
                  + " each parameter of each part. Has an effect only if"
                  + " AutomaticScalesEstimation is false.");

  private static final double DEFAULT_SCALE = 10000;

  ComponentInfo info(String summary, Parameter<?>... more) {
    List<Parameter<?>> parameters =
        new ArrayList<>(List.of(StackAxis.SLICES, StackAxis.ORIGIN, StackAxis.SPACING));
    if (hasCenter) {
      parameters.addAll(
          List.of(CENTER_INDEX, CENTER_POINT, AUTOMATIC_SCALES, AUTOMATIC_SCALES_OLD, SCALES));
    }
    parameters.addAll(List.of(more));
    parameters.add(InitialTransforms.HOW_TO_COMBINE);
    return ComponentInfo.of(ComponentType.TRANSFORM, name, summary)
        .reference(
            "C. T. Metz, S. Klein, M. Schaap, T. van Walsum, W. J. Niessen, \"Nonrigid registration"
                + " of dynamic medical imaging data using nD + t B-splines and a groupwise"
                + " optimization approach\", Medical Image Analysis 15(2), 2011")
        .parameters(parameters.toArray(new Parameter<?>[0]));
  }

  Transform create(TransformContext context) {
    if (context.previous().isPresent()) {
      return context.previous().get();
    }
    ImageGrid fixed = context.fixed().grid();
    StackAxis axis = StackAxis.of(fixed);
    ParameterMap.Builder part = context.parameters().map().toBuilder().put("Transform", partName());
    if (hasCenter) {
      part.put(CENTER_POINT.name(), center(context));
    }
    return stack(part.build(), fixed.dimension(), axis, Optional.empty());
  }

  Transform read(TransformFileContext context) {
    TransformFile file = new TransformFile(context);
    StackAxis axis = StackAxis.read(file.parameters());
    ParameterMap part = file.map().toBuilder().put("Transform", partName()).build();
    return stack(part, context.dimension(), axis, Optional.of(file));
  }

  private String partName() {
    return parts.info().name();
  }

  /** Parts at the identity, whose parameters are all 0, or with the file's parameters. */
  private Transform stack(
      ParameterMap map, int dimension, StackAxis axis, Optional<TransformFile> file) {
    SpatiallyDifferentiable part = identity(map, dimension - 1);
    int count = Math.multiplyExact(part.parameterCount(), axis.slices());
    return new StackTransform(
        name, axis, part, file.isPresent() ? file.get().values(count) : new double[count]);
  }

  private SpatiallyDifferentiable identity(ParameterMap map, int dim) {
    int count =
        switch (partName()) {
          case "TranslationTransform" -> dim;
          case "EulerTransform" -> dim == 2 ? 3 : 6;
          default -> dim * dim + dim;
        };
    return (SpatiallyDifferentiable)
        parts.read(
            new TransformFileContext(
                map.toBuilder().remove("ITKTransformParameters").build(),
                dim,
                new double[count],
                Optional.empty(),
                Extras.none(),
                file -> {
                  throw new UnsupportedOperationException(file);
                }));
  }

  private static double[] center(TransformContext context) {
    ComponentParameters parameters = context.parameters();
    ImageGrid fixed = context.fixed().grid();
    int dim = fixed.dimension() - 1;
    List<Double> index = parameters.list(CENTER_INDEX);
    List<Double> point = parameters.list(CENTER_POINT);
    double[] center = fixed.center();
    if (index.size() >= dim) {
      double[] voxel = new double[dim + 1];
      for (int d = 0; d < dim; d++) {
        voxel[d] = index.get(d) - fixed.index()[d];
      }
      fixed.voxelToWorld(voxel, center);
    } else if (point.size() >= dim) {
      for (int d = 0; d < dim; d++) {
        center[d] = point.get(d);
      }
    }
    double[] reduced = Arrays.copyOf(center, dim);
    return InitialTransforms.appliedBefore(context)
        .map(initial -> meanOverSlices(initial, fixed, reduced))
        .orElse(reduced);
  }

  /** Where the initial transform takes the centre, on average over the slices. */
  private static double[] meanOverSlices(Transform initial, ImageGrid fixed, double[] center) {
    int dim = center.length;
    double[] voxel = Arrays.copyOf(center, dim + 1);
    fixed.worldToVoxel(voxel, voxel);
    double[] mean = new double[dim];
    double[] world = new double[dim + 1];
    int slices = fixed.size(dim);
    for (int t = 0; t < slices; t++) {
      voxel[dim] = t;
      fixed.voxelToWorld(voxel, world);
      double[] moved = initial.apply(world);
      for (int d = 0; d < dim; d++) {
        mean[d] += moved[d] / slices;
      }
    }
    return mean;
  }

  double[] scales(TransformContext context, Transform transform) {
    StackTransform stack = (StackTransform) transform;
    int perPart = stack.parametersPerPart();
    double[] scales = new double[transform.parameterCount()];
    Arrays.fill(scales, 1);
    if (!hasCenter) {
      return scales;
    }
    if (context.parameters().get(AUTOMATIC_SCALES)
        || context.parameters().get(AUTOMATIC_SCALES_OLD)) {
      int last = stack.axis().slices() - 1;
      double[] estimated =
          OptimizerScales.automatic(
              context.fixed().grid(), InitialTransforms.combined(context, transform), last);
      for (int p = 0; p < scales.length; p++) {
        scales[p] = estimated[last * perPart + p % perPart];
      }
      return scales;
    }
    List<Double> given = context.parameters().list(SCALES);
    if (given.size() > 1 && given.size() != scales.length) {
      throw context
          .parameters()
          .error(SCALES, "has " + given.size() + " values; expected none, 1 or " + scales.length);
    }
    int rotations = perPart - (transform.dimension() - 1);
    for (int p = 0; p < scales.length; p++) {
      if (given.size() == scales.length) {
        scales[p] = given.get(p);
      } else if (p % perPart < rotations) {
        scales[p] = given.isEmpty() ? DEFAULT_SCALE : given.get(0);
      }
    }
    return scales;
  }
}
