package org.jelastix.api.image;

import java.util.Objects;

/**
 * An image: values on a grid, with one or more components a voxel.
 *
 * <p>Values are held as {@code float} or as {@code double}; components of one voxel lie side by
 * side, voxels in the order of the grid (first axis fastest). Immutable by agreement: arrays that
 * are handed over or handed out must not be written to afterwards.
 */
public final class Image {
  private final ImageGrid grid;
  private final int components;
  private final PixelType storedType;
  private final float[] floats;
  private final double[] doubles;

  private Image(
      ImageGrid grid, int components, PixelType storedType, float[] floats, double[] doubles) {
    this.grid = Objects.requireNonNull(grid, "grid");
    this.components = components;
    this.storedType = Objects.requireNonNull(storedType, "storedType");
    this.floats = floats;
    this.doubles = doubles;
    long expected = (long) grid.voxelCount() * components;
    int length = floats != null ? floats.length : doubles.length;
    if (components < 1 || length != expected) {
      throw new IllegalArgumentException(
          "an image of "
              + grid.voxelCount()
              + " voxels with "
              + components
              + " components needs "
              + expected
              + " values, not "
              + length);
    }
  }

  /**
   * A scalar image of {@code float} values.
   *
   * @param grid where the voxels lie
   * @param values one a voxel; kept, not copied
   * @throws IllegalArgumentException if the lengths do not fit
   */
  public static Image of(ImageGrid grid, float[] values) {
    return new Image(grid, 1, PixelType.FLOAT, values, null);
  }

  /**
   * A scalar image of {@code double} values.
   *
   * @param grid where the voxels lie
   * @param values one a voxel; kept, not copied
   * @throws IllegalArgumentException if the lengths do not fit
   */
  public static Image of(ImageGrid grid, double[] values) {
    return new Image(grid, 1, PixelType.DOUBLE, null, values);
  }

  /**
   * An image of {@code float} values with several components a voxel, such as a deformation field.
   *
   * @param grid where the voxels lie
   * @param components values a voxel, at least 1
   * @param values components side by side; kept, not copied
   * @throws IllegalArgumentException if the lengths do not fit
   */
  public static Image ofVectors(ImageGrid grid, int components, float[] values) {
    return new Image(grid, components, PixelType.FLOAT, values, null);
  }

  /**
   * An image of {@code double} values with several components a voxel.
   *
   * @param grid where the voxels lie
   * @param components values a voxel, at least 1
   * @param values components side by side; kept, not copied
   * @throws IllegalArgumentException if the lengths do not fit
   */
  public static Image ofVectors(ImageGrid grid, int components, double[] values) {
    return new Image(grid, components, PixelType.DOUBLE, null, values);
  }

  /**
   * The same values, remembered as coming from (or going to) a file of another pixel type. Values
   * are neither rounded nor clamped here; writers do that.
   *
   * @param type the type in the file
   */
  public Image storedAs(PixelType type) {
    return new Image(grid, components, type, floats, doubles);
  }

  /**
   * The same values on another grid of the same size.
   *
   * @param other the grid
   * @throws IllegalArgumentException if the number of voxels differs
   */
  public Image onGrid(ImageGrid other) {
    return new Image(other, components, storedType, floats, doubles);
  }

  /** Where the voxels lie. */
  public ImageGrid grid() {
    return grid;
  }

  /** Values a voxel; 1 for a scalar image. */
  public int components() {
    return components;
  }

  /** The pixel type in the file that this image came from; FLOAT or DOUBLE if made in memory. */
  public PixelType storedType() {
    return storedType;
  }

  /** Whether the values are held as {@code float}. */
  public boolean isFloat() {
    return floats != null;
  }

  /** Number of values: voxels times components. */
  public int length() {
    return floats != null ? floats.length : doubles.length;
  }

  /**
   * One value.
   *
   * @param i voxel number times components plus component
   */
  public double value(int i) {
    return floats != null ? floats[i] : doubles[i];
  }

  /** The values as {@code float}: the array held, or a rounded copy. Not to be written to. */
  public float[] floats() {
    if (floats != null) {
      return floats;
    }
    float[] copy = new float[doubles.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = (float) doubles[i];
    }
    return copy;
  }

  /** The values as {@code double}: the array held, or a copy. Not to be written to. */
  public double[] doubles() {
    if (doubles != null) {
      return doubles;
    }
    double[] copy = new double[floats.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = floats[i];
    }
    return copy;
  }

  @Override
  public String toString() {
    return "Image[" + grid + ", components=" + components + ", " + storedType + "]";
  }
}
