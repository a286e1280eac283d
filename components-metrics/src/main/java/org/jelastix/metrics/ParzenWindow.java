package org.jelastix.metrics;

/**
 * A B-spline of order 0 to 3 as the window with which an intensity is spread over histogram bins.
 *
 * <p>An intensity in units of bins, t, touches the bins {@code first} = ⌊t + offset⌋ to {@code
 * first + order} with the weights β(bin - t), which sum to 1.
 */
final class ParzenWindow {
  private final int order;
  private final double offset;

  ParzenWindow(int order) {
    if (order < 0 || order > 3) {
      throw new IllegalArgumentException("a Parzen window has order 0 to 3, not " + order);
    }
    this.order = order;
    this.offset = 0.5 - order / 2.0;
  }

  /** Order of the spline; it touches order + 1 bins. */
  int order() {
    return order;
  }

  /** Bins at either end of a histogram that only receive the tails of windows. */
  int padding() {
    return order / 2;
  }

  /** What to add to t for the lowest bin that is touched, which is the floor of the sum. */
  double offset() {
    return offset;
  }

  /**
   * The weights of the bins from {@code first} on.
   *
   * @param t intensity in units of bins
   * @param first its lowest bin
   * @param weights out, at least order + 1 long
   */
  void weights(double t, int first, double[] weights) {
    // s runs from 0 to 1 within one polynomial piece.
    double s = t - first + offset;
    double r = 1 - s;
    switch (order) {
      case 0:
        weights[0] = 1;
        break;
      case 1:
        weights[0] = r;
        weights[1] = s;
        break;
      case 2:
        weights[0] = 0.5 * r * r;
        weights[1] = 0.5 + s * r;
        weights[2] = 0.5 * s * s;
        break;
      default:
        weights[0] = r * r * r / 6;
        weights[1] = 2.0 / 3 - s * s * (1 - 0.5 * s);
        weights[2] = 2.0 / 3 - r * r * (1 - 0.5 * r);
        weights[3] = s * s * s / 6;
        break;
    }
  }

  /** Whether {@link #slopes} can be asked for; a box has none. */
  boolean hasSlopes() {
    return order > 0;
  }

  /**
   * The derivatives of the weights with respect to t.
   *
   * @param t intensity in units of bins
   * @param first its lowest bin
   * @param slopes out, at least order + 1 long
   */
  void slopes(double t, int first, double[] slopes) {
    double s = t - first + offset;
    double r = 1 - s;
    switch (order) {
      case 1:
        slopes[0] = -1;
        slopes[1] = 1;
        break;
      case 2:
        slopes[0] = -r;
        slopes[1] = r - s;
        slopes[2] = s;
        break;
      case 3:
        slopes[0] = -0.5 * r * r;
        slopes[1] = s * (1.5 * s - 2);
        slopes[2] = r * (2 - 1.5 * r);
        slopes[3] = 0.5 * s * s;
        break;
      default:
        throw new IllegalStateException("a box has no slopes");
    }
  }
}
