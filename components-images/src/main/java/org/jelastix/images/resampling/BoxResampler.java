package org.jelastix.images.resampling;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.ProjectingInterpolator;
import org.jelastix.api.component.Resampler;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.GridBoxes;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.ResamplerContext;

/**
 * Resamples box by box of the output grid: the transform maps a lattice of points that lie close
 * together, which many transforms can do faster than points anywhere.
 */
final class BoxResampler implements Resampler {
  private static final int VOXELS_A_BOX = 24000;

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
  BoxResampler(ImageGrid grid, double defaultValue, PixelType type, Parallel parallel) {
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
  static BoxResampler of(ResamplerContext context) {
    ComponentParameters parameters = context.parameters();
    return new BoxResampler(
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
    GridBoxes boxes = new GridBoxes(grid, VOXELS_A_BOX);
    boxes.forEach(
        parallel,
        () -> new Worker(moving, transform.kernel(), boxes),
        (worker, box) -> worker.resample(box, floats, doubles));
  }

  /** What one thread at a time works with. */
  private final class Worker {
    private final Interpolator moving;
    private final TransformKernel kernel;
    private final double[][] steps;
    private final PointBatch points;
    private final double[] values;
    private final boolean[] inside;

    Worker(Interpolator moving, TransformKernel kernel, GridBoxes boxes) {
      this.moving = moving;
      this.kernel = kernel;
      this.steps = boxes.steps();
      this.points = new PointBatch(grid.dimension(), boxes.capacity());
      this.values = new double[boxes.capacity()];
      this.inside = new boolean[boxes.capacity()];
    }

    void resample(GridBoxes.Box box, float[] floats, double[] doubles) {
      kernel.lattice(box.start(), steps, box.size(), points);
      moving.values(points, values, inside);
      int n = points.size();
      int width = box.size()[0];
      for (int row = 0; row * width < n; row++) {
        int at = box.voxelOfRow(row);
        if (floats != null) {
          toFloats(row * width, floats, at, width);
        } else {
          toDoubles(row * width, doubles, at, width);
        }
      }
    }

    private void toFloats(int first, float[] to, int at, int n) {
      for (int i = 0; i < n; i++) {
        to[at + i] = (float) (inside[first + i] ? values[first + i] : defaultValue);
      }
    }

    private void toDoubles(int first, double[] to, int at, int n) {
      for (int i = 0; i < n; i++) {
        to[at + i] = inside[first + i] ? values[first + i] : defaultValue;
      }
    }
  }
}
