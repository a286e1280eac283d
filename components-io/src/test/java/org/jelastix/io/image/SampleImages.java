package org.jelastix.io.image;

import java.util.Random;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;

/** Small random images with odd geometry, from a seed. */
final class SampleImages {
  private SampleImages() {}

  /** An image with values that its type holds exactly, the extremes among them. */
  static Image image(long seed, int dim, PixelType type, int components) {
    Random random = new Random(seed);
    ImageGrid grid = grid(random, dim);
    int n = grid.voxelCount() * components;
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = value(random, type);
    }
    if (type.fitsFloat()) {
      float[] floats = new float[n];
      for (int i = 0; i < n; i++) {
        floats[i] = (float) values[i];
      }
      return Image.ofVectors(grid, components, floats).storedAs(type);
    }
    return Image.ofVectors(grid, components, values).storedAs(type);
  }

  private static double value(Random random, PixelType type) {
    switch (random.nextInt(8)) {
      case 0:
        return type.min();
      case 1:
        // The largest long is not a double; 2^53 is, in all types that reach it.
        return type.bytes() == 8 && type.isInteger() ? 0x1p53 : type.max();
      case 2:
        return 0;
      default:
        if (type == PixelType.FLOAT) {
          return (float) random.nextGaussian();
        }
        if (type == PixelType.DOUBLE) {
          return random.nextGaussian();
        }
        double low = Math.max(type.min(), -0x1p52);
        double high = Math.min(type.max(), 0x1p52);
        return 0.0 + Math.rint(low + random.nextDouble() * (high - low));
    }
  }

  private static ImageGrid grid(Random random, int dim) {
    int[] size = new int[dim];
    double[] spacing = new double[dim];
    double[] origin = new double[dim];
    for (int d = 0; d < dim; d++) {
      size[d] = 2 + random.nextInt(4);
      spacing[d] = (float) (0.1 + 3 * random.nextDouble());
      origin[d] = (float) (200 * random.nextGaussian());
    }
    return new ImageGrid(size, spacing, origin, rotation(random, dim));
  }

  /** A product of plane rotations, sometimes with a mirror, sometimes axes only exchanged. */
  static double[] rotation(Random random, int dim) {
    double[] m = Geometry.identity(dim);
    boolean square = random.nextInt(4) == 0;
    for (int i = 0; i < dim; i++) {
      for (int j = i + 1; j < dim; j++) {
        int quarter = random.nextInt(4);
        double angle = square ? quarter * Math.PI / 2 : 2 * Math.PI * random.nextDouble();
        double c = square ? new int[] {1, 0, -1, 0}[quarter] : Math.cos(angle);
        double s = square ? new int[] {0, 1, 0, -1}[quarter] : Math.sin(angle);
        for (int r = 0; r < dim; r++) {
          double a = m[r * dim + i];
          double b = m[r * dim + j];
          m[r * dim + i] = c * a - s * b;
          m[r * dim + j] = s * a + c * b;
        }
      }
    }
    if (random.nextInt(3) == 0) {
      for (int r = 0; r < dim; r++) {
        m[r * dim] = -m[r * dim];
      }
    }
    return m;
  }

  /** The same image where only the first three axes are turned, as NIfTI can hold it. */
  static Image forNifti(Image image, long seed) {
    ImageGrid grid = image.grid();
    int dim = grid.dimension();
    if (dim <= 3) {
      return image;
    }
    double[] inner = rotation(new Random(seed), 3);
    double[] direction = Geometry.identity(dim);
    double[] origin = grid.origin();
    for (int r = 0; r < 3; r++) {
      System.arraycopy(inner, r * 3, direction, r * dim, 3);
    }
    for (int d = 3; d < dim; d++) {
      origin[d] = 0;
    }
    return image.onGrid(new ImageGrid(grid.size(), grid.spacing(), origin, direction));
  }
}
