package org.jelastix.images.sampling;

import org.jelastix.api.random.RandomStream;

/**
 * A box in voxel coordinates from which points are drawn, or in which a smaller box is placed anew
 * at each draw.
 *
 * @param low its lower corner
 * @param high its upper corner
 * @param part size of the smaller box in voxels; null if points come from all of the box
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
record SampleRegion(double[] low, double[] high, double[] part) {

  /** The centres of a box of voxels. */
  static SampleRegion of(VoxelBox box) {
    int dim = box.first().length;
    double[] low = new double[dim];
    double[] high = new double[dim];
    for (int d = 0; d < dim; d++) {
      low[d] = box.first()[d];
      high[d] = box.first()[d] + box.size()[d] - 1;
    }
    return new SampleRegion(low, high, null);
  }

  /**
   * A smaller box somewhere in this one.
   *
   * @param size in voxels
   */
  SampleRegion withPart(double[] size) {
    return new SampleRegion(low, high, size);
  }

  /** Where points come from this time: the smaller box at a random place, or all of this one. */
  SampleRegion place(RandomStream random) {
    if (part == null) {
      return this;
    }
    int dim = low.length;
    double[] from = new double[dim];
    double[] to = new double[dim];
    for (int d = 0; d < dim; d++) {
      from[d] = random.nextUniform(low[d], Math.max(low[d], high[d] - part[d]));
      to[d] = from[d] + part[d];
    }
    return new SampleRegion(from, to, null);
  }

  /** A point, uniform in this box. */
  void draw(RandomStream random, double[] voxel) {
    for (int d = 0; d < low.length; d++) {
      voxel[d] = random.nextUniform(low[d], high[d]);
    }
  }

  /**
   * Some of many points that are drawn at a time.
   *
   * @param numbers as many as the points have coordinates
   * @param first number of the first point among them
   * @param uniform as long as n points have coordinates, overwritten
   * @param voxels out, one array an axis
   * @param at where the first point goes in these
   * @param n how many points
   */
  void draw(
      RandomStream.Block numbers, int first, double[] uniform, double[][] voxels, int at, int n) {
    int dim = low.length;
    numbers.halfOpen(dim * first, uniform, dim * n);
    for (int d = 0; d < dim; d++) {
      between(low[d], high[d], uniform, d, dim, voxels[d], at, n);
    }
  }

  /** The formula of {@link RandomStream#nextUniform}. */
  private static void between(
      double low, double high, double[] uniform, int first, int step, double[] out, int at, int n) {
    for (int i = 0, k = first; i < n; i++, k += step) {
      double u = uniform[k];
      out[at + i] = (1.0 - u) * low + u * high;
    }
  }
}
