package org.jelastix.metrics;

import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.random.RandomStream;

/**
 * At which times a groupwise metric looks: at all, or at some, drawn anew for every point.
 *
 * <p>Draws are seeded by the position of the points, so that the metric stays a function of its
 * samples: new samples have other times, the same samples the same.
 */
final class TimeSampling {
  private final int available;
  private final int drawn;
  private final int extra;
  private final int extraTime;
  private final boolean all;

  private TimeSampling(int available, int drawn, int extra, int extraTime, boolean all) {
    this.available = available;
    this.drawn = drawn;
    this.extra = extra;
    this.extraTime = extraTime;
    this.all = all;
  }

  /**
   * Every time once.
   *
   * @param available how many there are
   */
  static TimeSampling all(int available) {
    return new TimeSampling(available, available, 0, 0, true);
  }

  /**
   * Some times, without repetition, and one time more often.
   *
   * @param available how many there are
   * @param wanted how many to draw
   * @param extra how many more at a fixed time
   * @param extraTime that time, which is then not drawn again
   */
  static TimeSampling random(int available, int wanted, int extra, int extraTime) {
    int most = extra > 0 ? available - 1 : available;
    return new TimeSampling(available, Math.min(wanted, most), extra, extraTime, false);
  }

  /** Times a point. */
  int count() {
    return drawn + extra;
  }

  /**
   * Fills in the times of points.
   *
   * @param samples whose positions seed the draws
   * @param from first point
   * @param n number of points
   * @param times out, point after point, n · count
   */
  void fill(ImageSamples samples, int from, int n, int[] times) {
    int count = count();
    if (all) {
      for (int k = 0; k < n * count; k++) {
        times[k] = k % count;
      }
      return;
    }
    long seed = from;
    for (int d = 0; d < samples.dimension(); d++) {
      seed = seed * 31 + Double.doubleToLongBits(samples.axis(d)[from]);
    }
    RandomStream random = new RandomStream((int) (seed ^ (seed >>> 32)));
    int[] order = new int[available];
    for (int i = 0; i < n; i++) {
      int left = 0;
      for (int t = 0; t < available; t++) {
        if (extra == 0 || t != extraTime) {
          order[left++] = t;
        }
      }
      for (int k = 0; k < count; k++) {
        if (k < extra) {
          times[i * count + k] = extraTime;
        } else {
          int pick = random.nextInteger(left - 1);
          times[i * count + k] = order[pick];
          order[pick] = order[--left];
        }
      }
    }
  }
}
