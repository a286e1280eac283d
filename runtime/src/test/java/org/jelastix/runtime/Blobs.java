package org.jelastix.runtime;

import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;

/** Images of a few Gaussian blobs, anywhere in the world. */
final class Blobs {
  private Blobs() {}

  /**
   * @param grid of the image
   * @param shift of the blobs against where they are by default, mm
   */
  static Image of(ImageGrid grid, double... shift) {
    int dim = grid.dimension();
    double[] center = grid.center();
    double extent = Double.MAX_VALUE;
    for (int d = 0; d < dim; d++) {
      extent = Math.min(extent, grid.size(d) * grid.spacing(d));
    }
    float[] values = new float[grid.voxelCount()];
    double[] p = new double[dim];
    for (int i = 0; i < values.length; i++) {
      int rest = i;
      for (int d = 0; d < dim; d++) {
        p[d] = rest % grid.size(d);
        rest /= grid.size(d);
      }
      grid.voxelToWorld(p, p);
      double value = 0;
      for (int blob = 0; blob < 3; blob++) {
        double squared = 0;
        for (int d = 0; d < dim; d++) {
          double offset = extent * 0.2 * (((blob + d) % 3) - 1) * (d == blob ? 0.5 : 1);
          double delta = p[d] - center[d] - offset - shift[d];
          squared += delta * delta;
        }
        double width = extent * (0.1 + 0.04 * blob);
        value += (100 + 50 * blob) * Math.exp(-squared / (2 * width * width));
      }
      values[i] = (float) value;
    }
    return Image.of(grid, values);
  }

  /** A grid with uneven spacing and its middle near the origin. */
  static ImageGrid grid(int... size) {
    int dim = size.length;
    double[] spacing = new double[dim];
    double[] origin = new double[dim];
    double[] direction = new double[dim * dim];
    for (int d = 0; d < dim; d++) {
      spacing[d] = 1 + 0.25 * d;
      origin[d] = -0.5 * size[d] * spacing[d] + d;
      direction[d * dim + d] = 1;
    }
    return new ImageGrid(size, spacing, origin, direction);
  }
}
