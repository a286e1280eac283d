package org.jelastix.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/**
 * The inverse of a transformation as a transformation: an affine transform that undoes it as well
 * as it can, and, unless that is all, B-splines for the rest.
 *
 * <p>The B-splines are found as the manual of elastix says: a registration of the fixed image with
 * itself, with the transform to be inverted as initial transform and DisplacementMagnitudePenalty
 * as the only metric. The optimizer is a deterministic one here, as the metric is a quadratic form
 * in the coefficients.
 */
final class Inversion {
  private static final int RESOLUTIONS = 3;

  /** Distance of control points where the transform has none itself, in voxels. */
  private static final double VOXELS = 8;

  /** Samples along each axis between two control points. */
  private static final int SAMPLES = 3;

  private final Jelastix jelastix;
  private final Transformation forward;
  private final ImageGrid grid;
  private final int dimension;

  /**
   * @param jelastix components and threads
   * @param forward what to invert
   * @param grid where it matters, in the fixed image's world
   */
  Inversion(Jelastix jelastix, Transformation forward, ImageGrid grid) {
    this.jelastix = jelastix;
    this.forward = forward;
    this.grid = grid;
    this.dimension = grid.dimension();
  }

  Transformation run() {
    AffineMap linear = AffineFit.inverse(forward.transform(), grid);
    List<ParameterMap> maps = new ArrayList<>(List.of(affineMap(linear)));
    if (forward.transform().asAffine().isEmpty()) {
      maps.add(bendings(maps.get(0)));
    }
    return Transformation.of(jelastix, maps);
  }

  private ParameterMap affineMap(AffineMap map) {
    double[] values = Arrays.copyOf(map.matrix(), dimension * (dimension + 1));
    System.arraycopy(map.offset(), 0, values, dimension * dimension, dimension);
    return finished(
        ParameterMap.builder()
            .put("Transform", "AffineTransform")
            .put("NumberOfParameters", values.length)
            .put("TransformParameters", values)
            .put("CenterOfRotationPoint", new double[dimension]),
        StageResult.NO_INITIAL_TRANSFORM);
  }

  /** Adds what every transform parameter file says, as in the transform to be inverted. */
  private ParameterMap finished(ParameterMap.Builder map, String initial) {
    map.put("InitialTransformParameterFileName", initial)
        .put("InitialTransformParametersFileName", initial)
        .put("HowToCombineTransforms", "Compose")
        .put("FixedImageDimension", dimension)
        .put("MovingImageDimension", dimension);
    for (String name :
        List.of(
            "FixedInternalImagePixelType",
            "MovingInternalImagePixelType",
            "UseDirectionCosines",
            "ResampleInterpolator",
            "FinalBSplineInterpolationOrder",
            "Resampler",
            "DefaultPixelValue",
            "ResultImageFormat",
            "ResultImagePixelType",
            "CompressResultImage")) {
      if (forward.parameters().contains(name)) {
        map.put(name, forward.parameters().values(name));
      }
    }
    GridParameters.put(map, grid);
    return map.build();
  }

  private ParameterMap bendings(ParameterMap affine) {
    List<ParameterMap> initial = new ArrayList<>(forward.parameterMaps());
    String before = Integer.toString(initial.size() - 1);
    initial.add(
        affine.toBuilder()
            .put("InitialTransformParameterFileName", before)
            .put("InitialTransformParametersFileName", before)
            .build());
    Transformation start = Transformation.of(jelastix, initial);
    double[] spacing = controlPointSpacing();
    int[] border = border(start.transform(), spacing);
    ImageGrid padded = padded(border);
    Image empty = Image.of(padded, new float[padded.voxelCount()]);
    RegistrationResult result =
        Registration.builder()
            .jelastix(jelastix)
            .fixed(empty)
            .moving(empty)
            .fixedMask(inner(padded, border))
            .initialTransform(start)
            .parameters(parameters(spacing))
            .build()
            .run();
    ParameterMap found = result.parameterMaps().get(result.parameterMaps().size() - 1);
    return finished(found.toBuilder(), "0");
  }

  /** Half the smallest distance of control points in the transform itself, in mm. */
  private double[] controlPointSpacing() {
    double[] spacing = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      spacing[d] = VOXELS * grid.spacing(d);
    }
    for (ParameterMap map : forward.parameterMaps()) {
      List<String> own = map.values("GridSpacing");
      for (int d = 0; d < Math.min(dimension, own.size()); d++) {
        spacing[d] = Math.min(spacing[d], Double.parseDouble(own.get(d)) / 2);
      }
    }
    for (int d = 0; d < dimension; d++) {
      spacing[d] = Math.max(spacing[d], 2 * grid.spacing(d));
    }
    return spacing;
  }

  /** How far points end up outside the grid, in voxels, and two control points more. */
  private int[] border(Transform transform, double[] spacing) {
    double[] reach = new double[dimension];
    PointBatch points = new PointBatch(dimension);
    PointBatch moved = new PointBatch(dimension);
    TransformKernel kernel = transform.kernel();
    int step = Math.max(1, grid.voxelCount() / 100_000);
    double[] p = new double[dimension];
    for (int first = 0; first < grid.voxelCount(); first += step * points.capacity()) {
      int n = Math.min(points.capacity(), (grid.voxelCount() - first + step - 1) / step);
      points.resize(n);
      for (int i = 0; i < n; i++) {
        voxel(first + i * step, p);
        grid.voxelToWorld(p, p);
        for (int d = 0; d < dimension; d++) {
          points.axis(d)[i] = p[d];
        }
      }
      kernel.forward(points, moved);
      for (int i = 0; i < n; i++) {
        for (int d = 0; d < dimension; d++) {
          p[d] = moved.axis(d)[i];
        }
        grid.worldToVoxel(p, p);
        for (int d = 0; d < dimension; d++) {
          reach[d] = Math.max(reach[d], Math.max(-p[d], p[d] - (grid.size(d) - 1)));
        }
      }
    }
    int[] border = new int[dimension];
    for (int d = 0; d < dimension; d++) {
      boolean time = d == dimension - 1 && keepsTime();
      border[d] = time ? 0 : (int) Math.ceil(reach[d] + 2 * spacing[d] / grid.spacing(d));
    }
    return border;
  }

  private void voxel(int number, double[] position) {
    int rest = number;
    for (int d = 0; d < dimension; d++) {
      position[d] = rest % grid.size(d);
      rest /= grid.size(d);
    }
  }

  /** Whether the last axis is time, at each point of which there is a transform of its own. */
  private boolean isStack() {
    return forward.parameterMaps().stream()
        .anyMatch(map -> map.first("Transform", "").endsWith("StackTransform"));
  }

  private boolean isCyclic() {
    return forward.parameterMaps().stream()
        .anyMatch(map -> map.first("UseCyclicTransform", "false").equals("true"));
  }

  private boolean keepsTime() {
    return isStack() || isCyclic();
  }

  private ImageGrid padded(int[] border) {
    int[] size = grid.size();
    double[] origin = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      size[d] += 2 * border[d];
      origin[d] = -border[d];
    }
    grid.voxelToWorld(origin, origin);
    return new ImageGrid(size, grid.spacing(), origin, grid.direction());
  }

  private Mask inner(ImageGrid padded, int[] border) {
    byte[] inside = new byte[padded.voxelCount()];
    int[] strides = padded.strides();
    double[] p = new double[dimension];
    for (int i = 0; i < grid.voxelCount(); i++) {
      voxel(i, p);
      int at = 0;
      for (int d = 0; d < dimension; d++) {
        at += ((int) p[d] + border[d]) * strides[d];
      }
      inside[at] = 1;
    }
    return new Mask(padded, inside);
  }

  private ParameterMap parameters(double[] spacing) {
    int axes = isStack() ? dimension - 1 : dimension;
    ParameterMap.Builder map =
        ParameterMap.builder()
            .put("Registration", "MultiResolutionRegistration")
            .put("NumberOfResolutions", RESOLUTIONS)
            .put("ImagePyramidSchedule", ones(RESOLUTIONS * dimension))
            .put("Transform", isStack() ? "BSplineStackTransform" : "BSplineTransform")
            .put("FinalGridSpacingInPhysicalUnits", Arrays.copyOf(spacing, axes))
            .put("GridSpacingSchedule", schedule(axes))
            .put("HowToCombineTransforms", "Compose")
            .put("Metric", "DisplacementMagnitudePenalty")
            .put("ImageSampler", "Grid")
            .put("SampleGridSpacing", sampleSpacing(spacing))
            .put("NewSamplesEveryIteration", "false")
            .put("ErodeMask", "false")
            .put("Optimizer", "QuasiNewtonLBFGS")
            .put("MaximumNumberOfIterations", 60)
            .put("StepLength", 1)
            .put("GradientMagnitudeTolerance", 1e-10)
            .put("Interpolator", "LinearInterpolator");
    if (isCyclic()) {
      map.put("UseCyclicTransform", "true");
    }
    return map.build();
  }

  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static List<String> schedule(int axes) {
    List<String> factors = new ArrayList<>();
    for (int r = RESOLUTIONS - 1; r >= 0; r--) {
      for (int d = 0; d < axes; d++) {
        factors.add(String.format(Locale.ROOT, "%d", 1 << r));
      }
    }
    return factors;
  }

  private int[] sampleSpacing(double[] spacing) {
    int[] steps = new int[RESOLUTIONS * dimension];
    for (int r = 0; r < RESOLUTIONS; r++) {
      for (int d = 0; d < dimension; d++) {
        boolean time = d == dimension - 1 && keepsTime();
        double factor = 1 << (RESOLUTIONS - 1 - r);
        steps[r * dimension + d] =
            time
                ? 1
                : (int) Math.max(1, Math.floor(factor * spacing[d] / grid.spacing(d) / SAMPLES));
      }
    }
    return steps;
  }
}
