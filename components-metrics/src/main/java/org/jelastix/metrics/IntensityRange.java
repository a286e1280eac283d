package org.jelastix.metrics;

import java.util.Optional;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;

/**
 * The smallest and largest value of an image inside a mask.
 *
 * @param min smallest value; NaN voxels do not count
 * @param max largest value
 * @param singlePrecision whether the values are floats, whose differences are rounded to floats
 */
record IntensityRange(double min, double max, boolean singlePrecision) {

  /**
   * Looks at every voxel of an image whose centre lies in the mask.
   *
   * @param name what the image is, for the message
   * @throws RegistrationException if no voxel is there
   */
  static IntensityRange of(String name, Image image, Optional<Mask> mask, Parallel parallel) {
    Chunks chunks = new Chunks(image.length(), 1 << 16);
    double[] mins = new double[chunks.count()];
    double[] maxs = new double[chunks.count()];
    parallel.run(
        chunks.count(),
        chunk -> {
          double min = Double.POSITIVE_INFINITY;
          double max = Double.NEGATIVE_INFINITY;
          int end = chunks.start(chunk + 1);
          if (mask.isEmpty() && image.isFloat()) {
            float[] values = image.floats();
            mins[chunk] = min(values, chunks.start(chunk), end);
            maxs[chunk] = max(values, chunks.start(chunk), end);
            return;
          }
          VoxelInMask inMask = mask.map(m -> new VoxelInMask(image, m)).orElse(null);
          for (int i = chunks.start(chunk); i < end; i++) {
            if (inMask == null || inMask.test(i)) {
              double v = image.value(i);
              if (v < min) {
                min = v;
              }
              if (v > max) {
                max = v;
              }
            }
          }
          mins[chunk] = min;
          maxs[chunk] = max;
        });
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      min = Math.min(min, mins[chunk]);
      max = Math.max(max, maxs[chunk]);
    }
    if (!(min <= max)) {
      throw new RegistrationException(
          mask.isPresent()
              ? "no voxel of the " + name + " lies in its mask; check that they overlap"
              : "the " + name + " has no voxel that is a number");
    }
    return new IntensityRange(min, max, image.isFloat());
  }

  /** Four minima of every fourth value, which need not wait for each other; NaN is passed over. */
  private static double min(float[] values, int from, int to) {
    float m0 = Float.POSITIVE_INFINITY;
    float m1 = m0;
    float m2 = m0;
    float m3 = m0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      m0 = values[i] < m0 ? values[i] : m0;
      m1 = values[i + 1] < m1 ? values[i + 1] : m1;
      m2 = values[i + 2] < m2 ? values[i + 2] : m2;
      m3 = values[i + 3] < m3 ? values[i + 3] : m3;
    }
    for (; i < to; i++) {
      m0 = values[i] < m0 ? values[i] : m0;
    }
    return Math.min(Math.min(m0, m1), Math.min(m2, m3));
  }

  private static double max(float[] values, int from, int to) {
    float m0 = Float.NEGATIVE_INFINITY;
    float m1 = m0;
    float m2 = m0;
    float m3 = m0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      m0 = values[i] > m0 ? values[i] : m0;
      m1 = values[i + 1] > m1 ? values[i + 1] : m1;
      m2 = values[i + 2] > m2 ? values[i + 2] : m2;
      m3 = values[i + 3] > m3 ? values[i + 3] : m3;
    }
    for (; i < to; i++) {
      m0 = values[i] > m0 ? values[i] : m0;
    }
    return Math.max(Math.max(m0, m1), Math.max(m2, m3));
  }

  /** max - min, in the precision of the image. */
  double width() {
    return singlePrecision ? (float) max - (float) min : max - min;
  }

  /** Whether there is nothing to tell apart. */
  boolean isConstant() {
    return min == max;
  }

  /** Whether the centre of a voxel lies in a mask that may have another grid. */
  private static final class VoxelInMask {
    private final Image image;
    private final Mask mask;
    private final boolean sameGrid;
    private final double[] point;
    private final PointBatch one;

    VoxelInMask(Image image, Mask mask) {
      this.image = image;
      this.mask = mask;
      this.sameGrid = mask.grid().equals(image.grid());
      this.point = new double[image.grid().dimension()];
      this.one = new PointBatch(point.length, 1);
      one.resize(1);
    }

    boolean test(int voxel) {
      if (sameGrid) {
        return mask.containsVoxel(voxel);
      }
      int rest = voxel;
      for (int d = 0; d < point.length; d++) {
        point[d] = rest % image.grid().size(d);
        rest /= image.grid().size(d);
      }
      image.grid().voxelToWorld(point, point);
      for (int d = 0; d < point.length; d++) {
        one.axis(d)[0] = point[d];
      }
      return mask.contains(one, 0);
    }
  }
}
