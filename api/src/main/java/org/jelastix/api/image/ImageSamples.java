package org.jelastix.api.image;

/**
 * Points of the fixed image and its values there, as a sampler drew them: one array an axis, in mm,
 * and one array of values. Immutable by agreement: arrays handed over or out are not written to.
 */
public final class ImageSamples {
  private final double[][] points;
  private final double[] values;

  /**
   * @param points one array an axis, all of one length, world mm; kept, not copied
   * @param values one a point; kept, not copied
   * @throws IllegalArgumentException if lengths differ
   */
  public ImageSamples(double[][] points, double[] values) {
    for (double[] axis : points) {
      if (axis.length != values.length) {
        throw new IllegalArgumentException(
            "every axis needs " + values.length + " coordinates, not " + axis.length);
      }
    }
    this.points = points.clone();
    this.values = values;
  }

  /** Coordinates a point. */
  public int dimension() {
    return points.length;
  }

  /** Number of samples. */
  public int size() {
    return values.length;
  }

  /**
   * Coordinates along one axis, mm.
   *
   * @param d which axis
   */
  public double[] axis(int d) {
    return points[d];
  }

  /** Fixed image values. */
  public double[] values() {
    return values;
  }

  /**
   * Copies the points from number {@code from} on into a batch, as many as fit or are left.
   *
   * @param from first sample
   * @param batch filled and resized
   */
  public void copyPoints(int from, PointBatch batch) {
    int n = Math.min(batch.capacity(), values.length - from);
    batch.resize(n);
    for (int d = 0; d < points.length; d++) {
      System.arraycopy(points[d], from, batch.axis(d), 0, n);
    }
  }
}
