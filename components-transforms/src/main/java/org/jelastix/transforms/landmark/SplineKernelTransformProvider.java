package org.jelastix.transforms.landmark;

import java.util.Arrays;
import java.util.Optional;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.common.InitialTransforms;
import org.jelastix.transforms.common.TransformFile;

/** Provides landmark splines. */
public final class SplineKernelTransformProvider implements TransformProvider {
  private static final Parameter<String> KERNEL =
      Parameter.choice(
              "SplineKernelType",
              SplineKernel.THIN_PLATE.parameterValue(),
              Arrays.stream(SplineKernel.values())
                  .map(SplineKernel::parameterValue)
                  .toArray(String[]::new))
          .doc(
              "How a landmark's displacement spreads. In 2-D the thin plate spline with r² log r is"
                  + " used whatever is asked for.");

  private static final Parameter<Double> RELAXATION =
      Parameter.number("SplineRelaxationFactor", 0.0)
          .atLeast(0)
          .doc(
              "0 takes the landmarks exactly where they are to go; larger values take them near, in"
                  + " exchange for a smoother deformation.");

  private static final Parameter<Double> POISSON_RATIO =
      Parameter.number("SplinePoissonRatio", 0.3)
          .between(-1, 0.5)
          .doc(
              "How much the elastic body thins when stretched; 0.5 is incompressible. For the"
                  + " elastic kernels only.");

  private static final Parameter<String> INVERSION =
      Parameter.choice("TPSMatrixInversionMethod", "SVD", "SVD", "QR")
          .doc(
              "Accepted for the sake of existing files. The system is solved by LU decomposition,"
                  + " or by singular values where landmarks coincide.");

  private static final Parameter<Double> LANDMARKS =
      Parameter.number("FixedImageLandmarks", null)
          .list()
          .unit("mm")
          .doc("The fixed image's landmarks, one after the other. In transform parameter files.");

  /** For the service loader. */
  public SplineKernelTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.TRANSFORM,
            "SplineKernelTransform",
            "Spline through landmarks (-fp and -mp): thin plate, volume or elastic body")
        .reference(
            "M. H. Davis, A. Khotanzad, D. P. Flamig, S. E. Harms, \"A physics-based coordinate"
                + " transformation for 3-D image matching\", IEEE Transactions on Medical Imaging"
                + " 16(3), 1997")
        .parameters(
            KERNEL,
            RELAXATION,
            POISSON_RATIO,
            INVERSION,
            LANDMARKS,
            InitialTransforms.HOW_TO_COMBINE);
  }

  @Override
  public Transform create(TransformContext context) {
    if (context.previous().isPresent()) {
      return context.previous().get();
    }
    int dim = context.dimension();
    PointSet fixedPoints =
        context
            .extras()
            .points("fp")
            .or(() -> context.extras().points("ipp"))
            .orElseThrow(
                () ->
                    new InputException(
                        "SplineKernelTransform needs the fixed image's landmarks; give a point file"
                            + " with -fp"));
    double[] source = inWorld(fixedPoints, context.fixed().grid(), "-fp");
    Optional<Transform> initial = InitialTransforms.appliedBefore(context);
    if (initial.isPresent()) {
      for (int k = 0; k < source.length; k += dim) {
        double[] moved = initial.get().apply(Arrays.copyOfRange(source, k, k + dim));
        System.arraycopy(moved, 0, source, k, dim);
      }
    }
    double[] target =
        context
            .extras()
            .points("mp")
            .map(points -> inWorld(points, context.moving().grid(), "-mp"))
            .orElse(source);
    if (target.length != source.length) {
      throw new InputException(
          "-fp has "
              + source.length / dim
              + " landmarks, -mp "
              + target.length / dim
              + "; they must be as many");
    }
    return transform(context.parameters(), dim, source, target);
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
    if (!file.parameters().isSet(KERNEL)) {
      throw new ParameterException(
          file.map().locate("Transform") + ": SplineKernelType is missing");
    }
    int count = file.parameters().list(LANDMARKS).size();
    if (count == 0 || count % context.dimension() != 0) {
      throw file.parameters()
          .error(
              LANDMARKS,
              "has "
                  + count
                  + " coordinates; expected at least one landmark of "
                  + context.dimension()
                  + " coordinates");
    }
    double[] source = file.numbers(LANDMARKS, count).orElseThrow();
    return transform(file.parameters(), context.dimension(), source, file.values(count));
  }

  private static Transform transform(
      ComponentParameters parameters, int dim, double[] source, double[] target) {
    String name = parameters.get(KERNEL);
    SplineKernel kernel = dim == 2 ? SplineKernel.THIN_PLATE_R2_LOG_R : SplineKernel.of(name);
    LandmarkSystem system =
        new LandmarkSystem(
            kernel, parameters.get(POISSON_RATIO), parameters.get(RELAXATION), dim, source);
    return new LandmarkTransform(system, name, target);
  }

  /** Landmarks in mm; indices are rounded to whole voxels first, as elastix does. */
  private static double[] inWorld(PointSet points, ImageGrid grid, String option) {
    if (points.dimension() != grid.dimension()) {
      throw new InputException(
          option
              + " has points of "
              + points.dimension()
              + " dimensions; the images have "
              + grid.dimension());
    }
    if (points.size() == 0) {
      throw new InputException(option + " has no points");
    }
    if (!points.areIndices()) {
      return points.coordinates();
    }
    double[] indices = points.coordinates();
    for (int k = 0; k < indices.length; k++) {
      indices[k] = Math.floor(indices[k] + 0.5);
    }
    return new PointSet(points.dimension(), indices, true).toWorld(grid).coordinates();
  }
}
