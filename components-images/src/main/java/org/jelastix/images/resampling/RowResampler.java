package org.jelastix.images.resampling;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.ProjectingInterpolator;
import org.jelastix.api.component.Resampler;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.ResamplerContext;

/**
 * Resamples row by row of the output grid: the transform maps equally spaced points along a row,
 * which many transforms can do faster than points anywhere.
 */
final class RowResampler implements Resampler {
  private static final int VOXELS_A_TASK = 1 << 14;

  private final ImageGrid grid;
  private final double defaultValue;
  private final PixelType type;
  private final Parallel parallel;

  /**
   * @param grid of the output
   * @param defaultValue where there is no moving image
   * @param type that the output is meant for
   * @param parallel splits the work
   */
  RowResampler(ImageGrid grid, double defaultValue, PixelType type, Parallel parallel) {
    this.grid = grid;
    this.defaultValue = defaultValue;
    this.type = type;
    this.parallel = parallel;
  }

  /**
   * As the parameters say.
   *
   * @param context of the use
   */
  static RowResampler of(ResamplerContext context) {
    ComponentParameters parameters = context.parameters();
    return new RowResampler(
        context.grid(),
        parameters.get(ResamplerParameters.DEFAULT_PIXEL_VALUE),
        ResamplerParameters.pixelType(parameters.get(ResamplerParameters.PIXEL_TYPE)),
        context.parallel());
  }

  @Override
  public Image resample(Interpolator moving, Transform transform) {
    if (moving instanceof ProjectingInterpolator projection) {
      return resampled(projection.at(transform), projection.pose(transform));
    }
    return resampled(moving, transform);
  }

  private Image resampled(Interpolator moving, Transform transform) {
    int voxels = grid.voxelCount();
    Image image;
    if (type.fitsFloat()) {
      float[] out = new float[voxels];
      run(moving, transform, out, null);
      image = Image.of(grid, out);
    } else {
      double[] out = new double[voxels];
      run(moving, transform, null, out);
      image = Image.of(grid, out);
    }
    return image.storedAs(type);
  }

  private void run(Interpolator moving, Transform transform, float[] floats, double[] doubles) {
    int width = grid.size(0);
    int rows = grid.voxelCount() / width;
    int rowsATask = Math.max(1, VOXELS_A_TASK / width);
    int tasks = (rows + rowsATask - 1) / rowsATask;
    parallel.run(
        tasks,
        task -> {
          Row row = new Row(moving, transform.kernel());
          int end = Math.min(rows, (task + 1) * rowsATask);
          for (int r = task * rowsATask; r < end; r++) {
            row.resample(r, floats, doubles);
          }
        });
  }

  /** One thread's worker, with its buffers. */
  private final class Row {
    private final Interpolator moving;
    private final TransformKernel kernel;
    private final PointBatch points = new PointBatch(grid.dimension());
    private final double[] values = new double[PointBatch.CAPACITY];
    private final boolean[] inside = new boolean[PointBatch.CAPACITY];
    private final double[] toWorld = grid.voxelToWorldMatrix();
    private final double[] origin = grid.firstVoxel();
    private final double[] start = new double[grid.dimension()];
    private final double[] step = new double[grid.dimension()];
    private final int[] voxel = new int[grid.dimension()];

    Row(Interpolator moving, TransformKernel kernel) {
      this.moving = moving;
      this.kernel = kernel;
      for (int d = 0; d < step.length; d++) {
        step[d] = toWorld[d * step.length];
      }
    }

    void resample(int row, float[] floats, double[] doubles) {
      int dim = start.length;
      int width = grid.size(0);
      int rest = row;
      for (int d = 1; d < dim; d++) {
        voxel[d] = rest % grid.size(d);
        rest /= grid.size(d);
      }
      for (int from = 0; from < width; from += PointBatch.CAPACITY) {
        int n = Math.min(PointBatch.CAPACITY, width - from);
        voxel[0] = from;
        for (int r = 0; r < dim; r++) {
          double sum = origin[r];
          for (int c = 0; c < dim; c++) {
            sum += toWorld[r * dim + c] * voxel[c];
          }
          start[r] = sum;
        }
        kernel.line(start, step, n, points);
        moving.values(points, values, inside);
        int at = row * width + from;
        for (int i = 0; i < n; i++) {
          double value = inside[i] ? values[i] : defaultValue;
          if (floats != null) {
            floats[at + i] = (float) value;
          } else {
            doubles[at + i] = value;
          }
        }
      }
    }
  }
}
