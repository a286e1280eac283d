package org.jelastix.conformance.phantom;

import java.util.stream.IntStream;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.random.RandomStream;

/**
 * A made-up head in the world, 2-D (an axial slice) or 3-D: scalp, skull, fluid, folded cortex,
 * white matter, ventricles and deep nuclei, as a scanner would see it through a known {@link Warp}.
 *
 * <p>The fixed image is the head itself, the moving image the head moved by a warp T: the moving
 * image at T(x) shows what the fixed one shows at x, so T is what a registration has to find.
 *
 * <pre>{@code
 * ImageGrid grid = ImageGrid.ofSize(160, 192);
 * HeadPhantom head = HeadPhantom.fitting(grid, 1);
 * Warp truth = Warp.smooth(grid, 5, 2).then(Warp.rigid(new double[] {0.1}, grid.center(), shift));
 * Image fixed = head.image(grid, Contrast.T1, Warp.identity(2), 3);
 * Image moving = head.image(grid, Contrast.T2, truth, 4);
 * }</pre>
 *
 * <p>Immutable and thread-safe. Equal arguments give equal images on every machine.
 */
public final class HeadPhantom {
  /** Sub-voxels along each axis where tissues meet within a voxel. */
  private static final int[] SUPERSAMPLING = {0, 0, 4, 2};

  /** Height of the slice that a 2-D head shows, in units of the head: through the ventricles. */
  private static final double SLICE = 0.04;

  private final Anatomy anatomy;
  private final double[] center;
  private final double[] radii;

  private HeadPhantom(Anatomy anatomy, double[] center, double[] radii) {
    this.anatomy = anatomy;
    this.center = center;
    this.radii = radii;
  }

  /**
   * A head that fills most of a field of view.
   *
   * @param field 2-D or 3-D; the head stands upright in the world (x left, y back, z up), whatever
   *     the direction of the grid
   * @param seed varies the anatomy
   * @throws IllegalArgumentException if the field has other than 2 or 3 dimensions
   */
  public static HeadPhantom fitting(ImageGrid field, int seed) {
    int dim = field.dimension();
    if (dim != 2 && dim != 3) {
      throw new IllegalArgumentException("a head has 2 or 3 dimensions, not " + dim);
    }
    double[] proportions = {0.78, 1.0, 0.86};
    double[] matrix = field.voxelToWorldMatrix();
    double scale = Double.POSITIVE_INFINITY;
    for (int r = 0; r < dim; r++) {
      double extent = 0;
      for (int c = 0; c < dim; c++) {
        extent += Math.abs(matrix[r * dim + c]) * field.size(c);
      }
      scale = Math.min(scale, 0.9 * extent / 2 / proportions[r]);
    }
    double[] radii = new double[dim];
    for (int d = 0; d < dim; d++) {
      radii[d] = scale * proportions[d];
    }
    return new HeadPhantom(new Anatomy(seed), field.center(), radii);
  }

  /** Coordinates of a point. */
  public int dimension() {
    return center.length;
  }

  /** The middle of the head, world mm, a copy. */
  public double[] center() {
    return center.clone();
  }

  /** Half the size of the head along each axis, mm, a copy. */
  public double[] radii() {
    return radii.clone();
  }

  /**
   * The tissue of the unmoved head at a point.
   *
   * @param world mm
   */
  public Tissue tissueAt(double... world) {
    double x = (world[0] - center[0]) / radii[0];
    double y = (world[1] - center[1]) / radii[1];
    double z = center.length == 2 ? SLICE : (world[2] - center[2]) / radii[2];
    return anatomy.at(x, y, z);
  }

  /**
   * The tissue at the centre of each voxel of the moved head.
   *
   * @param grid where
   * @param warp that moved it
   * @return labels as in {@link Tissue}, to be stored as unsigned char
   */
  public Image labels(ImageGrid grid, Warp warp) {
    byte[] tissues = tissues(grid, warp);
    float[] values = new float[tissues.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = tissues[i];
    }
    return Image.of(grid, values).storedAs(PixelType.UNSIGNED_CHAR);
  }

  /**
   * The voxels of the moved head's brain: cortex, white matter, deep nuclei and ventricles.
   *
   * @param grid where
   * @param warp that moved it
   * @return 0 and 1, to be stored as unsigned char
   */
  public Image brainMask(ImageGrid grid, Warp warp) {
    byte[] tissues = tissues(grid, warp);
    float[] values = new float[tissues.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = tissues[i] >= Tissue.GREY.label() ? 1 : 0;
    }
    return Image.of(grid, values).storedAs(PixelType.UNSIGNED_CHAR);
  }

  /**
   * The moved head as a scanner sees it, with partial volumes, bias field and noise.
   *
   * @param grid where
   * @param contrast of the scanner
   * @param warp that moved it
   * @param noiseSeed of the noise
   * @return values rounded and clamped to the contrast's pixel type
   */
  public Image image(ImageGrid grid, Contrast contrast, Warp warp, int noiseSeed) {
    float[] values = intensities(grid, contrast, warp);
    if (contrast.noise() > 0) {
      addNoise(values, contrast, new RandomStream(noiseSeed));
    }
    PixelType type = contrast.type();
    if (type.isInteger()) {
      for (int i = 0; i < values.length; i++) {
        double rounded = Math.floor(values[i] + 0.5);
        values[i] = (float) Math.max(type.min(), Math.min(type.max(), rounded));
      }
    }
    return Image.of(grid, values).storedAs(type);
  }

  /**
   * Random points of the unmoved brain, as an anatomist would mark them.
   *
   * @param count how many, at least 0
   * @param seed of the choice
   * @return world mm
   */
  public PointSet landmarks(int count, int seed) {
    int dim = center.length;
    RandomStream random = new RandomStream(seed);
    double[] coordinates = new double[count * dim];
    double[] point = new double[dim];
    for (int i = 0; i < count; ) {
      for (int d = 0; d < dim; d++) {
        point[d] = center[d] + radii[d] * random.nextUniform(-1, 1);
      }
      if (tissueAt(point).label() >= Tissue.GREY.label()) {
        System.arraycopy(point, 0, coordinates, i * dim, dim);
        i++;
      }
    }
    return new PointSet(dim, coordinates, false);
  }

  private byte[] tissues(ImageGrid grid, Warp warp) {
    checkDimensions(grid, warp);
    byte[] tissues = new byte[grid.voxelCount()];
    bySlab(
        grid,
        (cursor, from, to) -> {
          double[] world = new double[center.length];
          for (int i = from; i < to; i++) {
            cursor.world(world);
            warp.inverse(world, world);
            tissues[i] = (byte) tissueAt(world).label();
            cursor.next();
          }
        });
    return tissues;
  }

  private float[] intensities(ImageGrid grid, Contrast contrast, Warp warp) {
    byte[] tissues = tissues(grid, warp);
    double[][] subVoxels = subVoxels();
    Tissue[] all = Tissue.values();
    float[] values = new float[tissues.length];
    bySlab(
        grid,
        (cursor, from, to) -> {
          double[] world = new double[center.length];
          for (int i = from; i < to; i++) {
            double sum = 0;
            if (isPure(tissues, i, grid)) {
              sum = contrast.intensity(all[tissues[i]]);
            } else {
              for (double[] offset : subVoxels) {
                cursor.world(offset, world);
                warp.inverse(world, world);
                sum += contrast.intensity(tissueAt(world));
              }
              sum /= subVoxels.length;
            }
            cursor.world(world);
            values[i] = (float) (sum * (1 + contrast.bias() * bias(world)));
            cursor.next();
          }
        });
    return values;
  }

  private void checkDimensions(ImageGrid grid, Warp warp) {
    if (grid.dimension() != center.length || warp.dimension() != center.length) {
      throw new IllegalArgumentException(
          "a head of "
              + center.length
              + " dimensions needs a grid and a warp of as many, not "
              + grid.dimension()
              + " and "
              + warp.dimension());
    }
  }

  /** Offsets of the sub-voxels' centres from the voxel's centre. */
  private double[][] subVoxels() {
    int dim = center.length;
    int n = SUPERSAMPLING[dim];
    double[][] offsets = new double[dim == 2 ? n * n : n * n * n][dim];
    for (int k = 0; k < offsets.length; k++) {
      int rest = k;
      for (int d = 0; d < dim; d++) {
        offsets[k][d] = (rest % n + 0.5) / n - 0.5;
        rest /= n;
      }
    }
    return offsets;
  }

  /** Whether all face neighbours are of the same tissue. */
  private static boolean isPure(byte[] tissues, int voxel, ImageGrid grid) {
    int stride = 1;
    for (int d = 0; d < grid.dimension(); d++) {
      int position = voxel / stride % grid.size(d);
      if (position > 0 && tissues[voxel - stride] != tissues[voxel]) {
        return false;
      }
      if (position < grid.size(d) - 1 && tissues[voxel + stride] != tissues[voxel]) {
        return false;
      }
      stride *= grid.size(d);
    }
    return true;
  }

  /** A slow wave over the head, from −1 to 1; it stays with the scanner when the head moves. */
  private double bias(double[] world) {
    double product = 1;
    for (int d = 0; d < center.length; d++) {
      double u = (world[d] - center[d]) / radii[d];
      product *= StrictMath.cos(1.3 * u + 0.7 - 0.5 * d);
    }
    return product;
  }

  private static void addNoise(float[] values, Contrast contrast, RandomStream random) {
    double sigma = contrast.noise();
    for (int i = 0; i < values.length; i++) {
      double real = values[i] + sigma * nearlyNormal(random);
      if (contrast.magnitude()) {
        double imaginary = sigma * nearlyNormal(random);
        real = Math.sqrt(real * real + imaginary * imaginary);
      }
      values[i] = (float) real;
    }
  }

  /**
   * Mean 0 and variance 1: a sum of four uniform numbers. Unlike the exact normal it needs no
   * logarithm, whose last digit could differ between machines.
   */
  private static double nearlyNormal(RandomStream random) {
    double sum = -2;
    for (int k = 0; k < 4; k++) {
      sum += random.nextHalfOpen();
    }
    return sum * 1.7320508075688772;
  }

  private interface Slab {
    void fill(VoxelCursor cursor, int from, int to);
  }

  /** Slabs along the last axis, each filled by one thread; voxels do not depend on each other. */
  private static void bySlab(ImageGrid grid, Slab slab) {
    int slabs = grid.size(grid.dimension() - 1);
    int length = grid.voxelCount() / slabs;
    IntStream.range(0, slabs)
        .parallel()
        .forEach(
            k -> {
              VoxelCursor cursor = new VoxelCursor(grid);
              cursor.moveTo(k * length);
              slab.fill(cursor, k * length, (k + 1) * length);
            });
  }
}
