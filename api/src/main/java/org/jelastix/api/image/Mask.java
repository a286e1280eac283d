package org.jelastix.api.image;

/**
 * The part of the world where a mask image is not zero.
 *
 * <p>A point is inside if the voxel whose centre is nearest is inside the grid and not zero; halves
 * are rounded up, as ITK does. Immutable and thread-safe.
 */
public final class Mask {
  private final ImageGrid grid;
  private final byte[] inside;
  private final int[] size;
  private final int[] strides;
  private final double[] toVoxel;
  private final double[] first;

  /**
   * @param grid where the mask's voxels lie
   * @param inside one a voxel, not zero is inside; copied
   * @throws IllegalArgumentException if the lengths do not fit
   */
  public Mask(ImageGrid grid, byte[] inside) {
    if (inside.length != grid.voxelCount()) {
      throw new IllegalArgumentException(
          "a mask on " + grid.voxelCount() + " voxels needs as many values, not " + inside.length);
    }
    this.grid = grid;
    this.inside = inside.clone();
    this.size = grid.size();
    this.strides = grid.strides();
    this.toVoxel = grid.worldToVoxelMatrix();
    this.first = grid.firstVoxel();
  }

  /**
   * The voxels of a scalar image that are not zero (NaN counts as outside).
   *
   * @param image scalar
   * @throws IllegalArgumentException if the image has several components
   */
  public static Mask of(Image image) {
    if (image.components() != 1) {
      throw new IllegalArgumentException(
          "a mask has 1 component a voxel, not " + image.components());
    }
    byte[] inside = new byte[image.length()];
    for (int i = 0; i < inside.length; i++) {
      double v = image.value(i);
      inside[i] = (byte) (v != 0 && !Double.isNaN(v) ? 1 : 0);
    }
    return new Mask(image.grid(), inside);
  }

  /** Where the mask's voxels lie. */
  public ImageGrid grid() {
    return grid;
  }

  /**
   * Whether a voxel is inside.
   *
   * @param voxel its number in memory order
   */
  public boolean containsVoxel(int voxel) {
    return inside[voxel] != 0;
  }

  /** Number of voxels inside. */
  public int voxelsInside() {
    int count = 0;
    for (byte b : inside) {
      count += b != 0 ? 1 : 0;
    }
    return count;
  }

  /** The mask as an image of 0 and 1, of type unsigned char. */
  public Image toImage() {
    float[] values = new float[inside.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = inside[i] != 0 ? 1 : 0;
    }
    return Image.of(grid, values).storedAs(PixelType.UNSIGNED_CHAR);
  }

  /**
   * Whether a point of a batch is inside.
   *
   * @param points world points, mm
   * @param i which point
   */
  public boolean contains(PointBatch points, int i) {
    int dim = size.length;
    int offset = 0;
    for (int r = 0; r < dim; r++) {
      double v = 0;
      for (int c = 0; c < dim; c++) {
        v += toVoxel[r * dim + c] * (points.axis(c)[i] - first[c]);
      }
      double rounded = Math.floor(v + 0.5);
      if (!(rounded >= 0 && rounded < size[r])) {
        return false;
      }
      offset += ((int) rounded) * strides[r];
    }
    return inside[offset] != 0;
  }

  /**
   * Whether a point is inside.
   *
   * @param world mm
   */
  public boolean contains(double... world) {
    PointBatch one = new PointBatch(size.length, 1);
    one.resize(1);
    for (int d = 0; d < size.length; d++) {
      one.axis(d)[0] = world[d];
    }
    return contains(one, 0);
  }
}
