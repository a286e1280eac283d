package org.jelastix.transforms.common;

import java.util.Arrays;
import java.util.List;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.TransformContext;

/** The optimizer's scales, by the rules that several transforms share. */
public final class OptimizerScales {
  /** Whether to estimate the scales. */
  public static final Parameter<Boolean> AUTOMATIC =
      Parameter.bool("AutomaticScalesEstimation", false)
          .doc(
              "Whether the scales of the parameters are estimated from the transform's Jacobian, as"
                  + " its mean square over about 10000 voxels. Recommended: rotations (radians) and"
                  + " translations (mm) then become comparable.");

  /** Scales by hand. */
  public static final Parameter<Double> SCALES =
      Parameter.number("Scales", null)
          .list()
          .above(0)
          .defaultsTo("100000 for rotation and matrix entries, 1 for translations")
          .doc(
              "Scales of the parameters: one value for all rotation and matrix entries, or one for"
                  + " each parameter. A larger scale makes smaller steps of that parameter. Has an"
                  + " effect only if AutomaticScalesEstimation is false.");

  /** Scales that replace estimated ones. */
  public static final Parameter<Double> CORRECTIONS =
      Parameter.number("Scales", null)
          .list()
          .defaultsTo("estimated automatically")
          .doc(
              "Scales of the parameters, one each. Values above 0 replace the automatic estimate of"
                  + " that parameter.");

  private static final double AUTOMATIC_SAMPLES = 10000;

  private OptimizerScales() {}

  /**
   * Estimated, if the parameters ask for it; else from the parameters: none given, one for the
   * first parameters, or one each.
   *
   * @param context of the transform
   * @param transform whose parameters are scaled
   * @param rotations number of leading parameters that one value (or the default) applies to
   * @param defaultScale for these if no scale is given
   */
  public static double[] of(
      TransformContext context, Transform transform, int rotations, double defaultScale) {
    if (context.parameters().get(AUTOMATIC)) {
      return automatic(context, transform);
    }
    return given(context, transform.parameterCount(), rotations, defaultScale);
  }

  /**
   * From the parameters: none given, one for the first parameters, or one each.
   *
   * @param context of the transform
   * @param parameterCount number of parameters
   * @param rotations number of leading parameters that one value (or the default) applies to
   * @param defaultScale for these if no scale is given
   */
  public static double[] given(
      TransformContext context, int parameterCount, int rotations, double defaultScale) {
    double[] scales = new double[parameterCount];
    Arrays.fill(scales, 1);
    List<Double> given = context.parameters().list(SCALES);
    if (given.size() == parameterCount) {
      for (int i = 0; i < parameterCount; i++) {
        scales[i] = given.get(i);
      }
    } else if (given.size() <= 1) {
      Arrays.fill(scales, 0, rotations, given.isEmpty() ? defaultScale : given.get(0));
    } else {
      throw context
          .parameters()
          .error(SCALES, "has " + given.size() + " values; expected none, 1 or " + parameterCount);
    }
    return scales;
  }

  /**
   * One scale each as given, or all 1.
   *
   * @param context of the transform
   * @param parameter its declaration
   * @param parameterCount number of parameters
   */
  public static double[] given(
      TransformContext context, Parameter<Double> parameter, int parameterCount) {
    double[] scales = new double[parameterCount];
    Arrays.fill(scales, 1);
    List<Double> given = context.parameters().list(parameter);
    if (!given.isEmpty() && given.size() != parameterCount) {
      throw context
          .parameters()
          .error(parameter, "has " + given.size() + " values; expected none or " + parameterCount);
    }
    for (int i = 0; i < given.size(); i++) {
      scales[i] = given.get(i);
    }
    return scales;
  }

  /**
   * Estimated, then replaced by the values above 0 that are given.
   *
   * @param context of the transform
   * @param transform whose parameters are scaled
   */
  public static double[] corrected(TransformContext context, Transform transform) {
    double[] scales = automatic(context, transform);
    List<Double> given = context.parameters().list(CORRECTIONS);
    if (!given.isEmpty() && given.size() != scales.length) {
      throw context
          .parameters()
          .error(CORRECTIONS, "has " + given.size() + " values; expected none or " + scales.length);
    }
    for (int i = 0; i < given.size(); i++) {
      scales[i] = given.get(i) > 0 ? given.get(i) : scales[i];
    }
    return scales;
  }

  /**
   * The mean over about 10000 voxels of the squared Jacobian columns of the transform, combined
   * with its initial transform.
   *
   * @param context of the transform
   * @param transform whose parameters are scaled
   */
  public static double[] automatic(TransformContext context, Transform transform) {
    return automatic(
        context.fixed().grid(), InitialTransforms.combined(context, transform), Integer.MAX_VALUE);
  }

  /**
   * The mean of the squared Jacobian columns over about 10000 voxels.
   *
   * @param grid the fixed image
   * @param transform as a whole
   * @param lastSlice the voxel coordinate along the last axis at which to sample, or the largest
   *     integer to sample the whole grid
   */
  public static double[] automatic(ImageGrid grid, Transform transform, int lastSlice) {
    int dim = grid.dimension();
    boolean whole = lastSlice == Integer.MAX_VALUE;
    SampleGrid samples = new SampleGrid(whole ? grid : slice(grid), AUTOMATIC_SAMPLES);
    double[] scales = new double[transform.parameterCount()];
    TransformKernel kernel = transform.kernel();
    SparseJacobian jacobian = SparseJacobian.of(transform);
    PointBatch fixed = new PointBatch(dim);
    PointBatch moving = new PointBatch(dim);
    double[] x = new double[dim];
    int total = samples.size();
    for (int from = 0; from < total; from += fixed.capacity()) {
      int n = Math.min(fixed.capacity(), total - from);
      fixed.resize(n);
      for (int i = 0; i < n; i++) {
        samples.voxel(from + i, x);
        if (!whole) {
          x[dim - 1] = lastSlice;
        }
        grid.voxelToWorld(x, x);
        for (int d = 0; d < dim; d++) {
          fixed.axis(d)[i] = x[d];
        }
      }
      kernel.forward(fixed, moving);
      for (int i = 0; i < n; i++) {
        kernel.jacobian(i, jacobian);
        addSquares(jacobian, dim, scales);
      }
    }
    for (int p = 0; p < scales.length; p++) {
      scales[p] = scales[p] > 0 ? scales[p] / total : 1;
    }
    return scales;
  }

  private static void addSquares(SparseJacobian jacobian, int dim, double[] sums) {
    for (int k = 0; k < jacobian.size(); k++) {
      for (int d = 0; d < dim; d++) {
        double v = jacobian.get(d, k);
        sums[jacobian.parameters()[k]] += v * v;
      }
    }
  }

  private static ImageGrid slice(ImageGrid grid) {
    int[] size = grid.size();
    size[size.length - 1] = 1;
    return new ImageGrid(size, grid.spacing(), grid.origin(), grid.direction());
  }
}
