package org.jelastix.transforms.bspline;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;

/**
 * Which control point grid each resolution has: final spacing times a factor, centred over the
 * fixed image, with enough margin that the transform is valid in every voxel.
 *
 * <p>If the new transform is applied after an initial one, the grid covers the fixed image as the
 * initial transform moves it: the bounding box of the moved border, along the image's axes;
 * spacings are stretched with it.
 */
public final class GridSchedule {
  /** Final distance of control points in voxels. */
  public static final Parameter<Double> SPACING_IN_VOXELS =
      Parameter.number("FinalGridSpacingInVoxels", 16.0)
          .list()
          .unit("voxels")
          .above(0)
          .doc(
              "Distance of control points in the last resolution, in voxels of the fixed image: one"
                  + " value for all axes or one each. A smaller distance allows finer deformations"
                  + " and needs more time. Not together with FinalGridSpacingInPhysicalUnits.");

  /** Final distance of control points in mm. */
  public static final Parameter<Double> SPACING_IN_MM =
      Parameter.number("FinalGridSpacingInPhysicalUnits", 8.0)
          .list()
          .unit("mm")
          .above(0)
          .doc(
              "Distance of control points in the last resolution: one value for all axes or one"
                  + " each. Used, with its default, if FinalGridSpacingInVoxels is not given"
                  + " either.");

  /** Factors of the coarser resolutions. */
  public static final Parameter<Double> FACTORS =
      Parameter.number("GridSpacingSchedule", null)
          .list()
          .above(0)
          .defaultsTo("2 to the power of (NumberOfResolutions - 1 - resolution)")
          .doc(
              "Factors by which the distance of control points is larger than the final one: one a"
                  + " resolution, or one for each axis of the first resolution, then of the second,"
                  + " and so on.");

  private final int levels;
  private final int order;
  private final boolean cyclic;
  private final double[] finalSpacing;
  private final double[][] factors;

  /**
   * @param parameters of the transform
   * @param fixed the fixed image's grid
   * @param levels number of resolutions
   * @param order of the splines
   * @param cyclic whether the grid closes upon itself along the last axis
   */
  public GridSchedule(
      ComponentParameters parameters, ImageGrid fixed, int levels, int order, boolean cyclic) {
    int dim = fixed.dimension();
    this.levels = levels;
    this.order = order;
    this.cyclic = cyclic;
    boolean inVoxels = parameters.isSet(SPACING_IN_VOXELS);
    if (inVoxels && parameters.isSet(SPACING_IN_MM)) {
      throw parameters.error(
          SPACING_IN_VOXELS, "and FinalGridSpacingInPhysicalUnits are both given; keep one");
    }
    List<Double> given = parameters.list(inVoxels ? SPACING_IN_VOXELS : SPACING_IN_MM);
    this.finalSpacing = new double[dim];
    for (int d = 0; d < dim; d++) {
      double spacing =
          given.isEmpty()
              ? SPACING_IN_MM.defaultValue().orElseThrow()
              : given.get(d < given.size() ? d : 0);
      finalSpacing[d] = inVoxels ? spacing * fixed.spacing(d) : spacing;
    }
    this.factors = factors(parameters, dim);
  }

  private double[][] factors(ComponentParameters parameters, int dim) {
    List<Double> given = parameters.list(FACTORS);
    if (!given.isEmpty() && given.size() != levels && given.size() != levels * dim) {
      throw parameters.error(
          FACTORS,
          "has "
              + given.size()
              + " values; expected "
              + levels
              + " (one a resolution) or "
              + levels * dim
              + " (one for each axis of each resolution)");
    }
    double[][] factors = new double[levels][dim];
    for (int level = 0; level < levels; level++) {
      for (int d = 0; d < dim; d++) {
        if (given.isEmpty()) {
          factors[level][d] = Math.pow(2, levels - 1 - level);
        } else {
          factors[level][d] = given.get(given.size() == levels ? level : level * dim + d);
        }
      }
    }
    return factors;
  }

  /**
   * The control point grid of one resolution.
   *
   * @param fixed the fixed image's grid
   * @param initial the transform that is applied before
   * @param level from 0 on
   */
  public ImageGrid grid(ImageGrid fixed, Optional<Transform> initial, int level) {
    int dim = fixed.dimension();
    double[] origin = fixed.firstVoxel();
    double[] imageSpacing = fixed.spacing();
    double[] spacing = finalSpacing.clone();
    if (initial.isPresent()) {
      cover(fixed, initial.get(), origin, imageSpacing, spacing);
    }
    int[] size = new int[dim];
    double[] shift = new double[dim];
    for (int d = 0; d < dim; d++) {
      int last = level < levels ? level : levels - 1;
      double h = spacing[d] * factors[last][d];
      long points;
      if (cyclic && d == dim - 1) {
        // elastix computes this in float
        float length = (float) (imageSpacing[d] * fixed.size(d));
        points = Math.max(1, (long) (length / h));
        h = length / (float) points;
      } else {
        points = (long) Math.ceil(fixed.size(d) * imageSpacing[d] / h) + order;
      }
      if (points > Integer.MAX_VALUE / 8) {
        throw new org.jelastix.api.ParameterException(
            "a control point distance of " + h + " mm gives a grid of " + points + " points");
      }
      size[d] = (int) points;
      spacing[d] = h;
      shift[d] = -((points - 1) * h - (fixed.size(d) - 1) * imageSpacing[d]) / 2.0;
    }
    double[] direction = fixed.direction();
    double[] gridOrigin = origin.clone();
    for (int r = 0; r < dim; r++) {
      for (int c = 0; c < dim; c++) {
        gridOrigin[r] += direction[r * dim + c] * shift[c];
      }
    }
    return new ImageGrid(size, spacing, gridOrigin, direction);
  }

  /** Replaces origin and spacings by those of the bounding box of the moved image border. */
  private static void cover(
      ImageGrid fixed,
      Transform initial,
      double[] origin,
      double[] imageSpacing,
      double[] spacing) {
    int dim = fixed.dimension();
    double[] direction = fixed.direction();
    ImageGrid axes = new ImageGrid(fixed.size(), ones(dim), new double[dim], direction);
    double[] min = new double[dim];
    double[] max = new double[dim];
    java.util.Arrays.fill(min, Double.POSITIVE_INFINITY);
    java.util.Arrays.fill(max, Double.NEGATIVE_INFINITY);
    TransformKernel kernel = initial.kernel();
    if (initial.asAffine().isPresent()) {
      extend(kernel, corners(fixed), new PointBatch(dim), axes, min, max);
    } else {
      extendByBorder(fixed, kernel, axes, min, max);
    }
    for (int r = 0; r < dim; r++) {
      origin[r] = 0;
      for (int c = 0; c < dim; c++) {
        origin[r] += direction[r * dim + c] * min[c];
      }
      double length = imageSpacing[r] * (fixed.size(r) - 1);
      if (length > Math.ulp(1.0)) {
        double ratio = (max[r] - min[r]) / length;
        imageSpacing[r] *= ratio;
        spacing[r] *= ratio;
      }
    }
  }

  /** The corners of an image, which an affine map moves furthest. */
  private static PointBatch corners(ImageGrid fixed) {
    int dim = fixed.dimension();
    PointBatch points = new PointBatch(dim, 1 << dim);
    points.resize(1 << dim);
    double[] x = new double[dim];
    for (int corner = 0; corner < 1 << dim; corner++) {
      for (int d = 0; d < dim; d++) {
        x[d] = (corner >> d & 1) == 0 ? 0 : fixed.size(d) - 1;
      }
      fixed.voxelToWorld(x, x);
      for (int d = 0; d < dim; d++) {
        points.axis(d)[corner] = x[d];
      }
    }
    return points;
  }

  private static void extendByBorder(
      ImageGrid fixed, TransformKernel kernel, ImageGrid axes, double[] min, double[] max) {
    int dim = fixed.dimension();
    PointBatch points = new PointBatch(dim);
    PointBatch moved = new PointBatch(dim);
    int[] voxel = new int[dim];
    double[] x = new double[dim];
    points.resize(0);
    int total = fixed.voxelCount();
    int v = 0;
    while (v < total) {
      boolean border = false;
      boolean borderRow = false;
      for (int d = 0; d < dim; d++) {
        boolean edge = voxel[d] == 0 || voxel[d] == fixed.size(d) - 1;
        border |= edge;
        borderRow |= edge && d > 0;
      }
      if (border) {
        int n = points.size();
        points.resize(n + 1);
        for (int d = 0; d < dim; d++) {
          x[d] = voxel[d];
        }
        fixed.voxelToWorld(x, x);
        for (int d = 0; d < dim; d++) {
          points.axis(d)[n] = x[d];
        }
        if (n + 1 == points.capacity()) {
          extend(kernel, points, moved, axes, min, max);
          points.resize(0);
        }
      }
      // rows inside the image have their two ends on the border only
      int stepped = borderRow || voxel[0] != 0 ? 1 : Math.max(1, fixed.size(0) - 1);
      v += stepped;
      voxel[0] += stepped;
      for (int d = 0; d < dim - 1 && voxel[d] == fixed.size(d); d++) {
        voxel[d] = 0;
        voxel[d + 1]++;
      }
    }
    extend(kernel, points, moved, axes, min, max);
  }

  private static void extend(
      TransformKernel kernel,
      PointBatch points,
      PointBatch moved,
      ImageGrid axes,
      double[] min,
      double[] max) {
    kernel.forward(points, moved);
    double[] x = new double[min.length];
    for (int i = 0; i < moved.size(); i++) {
      for (int d = 0; d < x.length; d++) {
        x[d] = moved.axis(d)[i];
      }
      axes.worldToVoxel(x, x);
      for (int d = 0; d < x.length; d++) {
        min[d] = Math.min(min[d], x[d]);
        max[d] = Math.max(max[d], x[d]);
      }
    }
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }
}
