package org.jelastix.metrics;

import org.jelastix.api.RegistrationException;

/**
 * How the intensities of one image become positions on an axis of a joint histogram: limited to a
 * range, then counted in bins.
 *
 * <p>The range is that of the image, widened at both ends by a ratio of its width (0.1 percent of a
 * bin more, so that nothing lies on an edge). Bins at the ends stay free for the tails of the
 * Parzen window. Intensities outside the image's own range, as interpolation makes them, are bent
 * back: either cut at the widened range, or, to keep a gradient, made to approach it exponentially.
 */
final class HistogramAxis {
  private static final double MARGIN = 0.001;

  private final int bins;
  private final ParzenWindow window;
  private final ParzenWindow slopeWindow;
  private final boolean soft;
  private final double lowest;
  private final double highest;
  private final double lowerBound;
  private final double upperBound;
  private final double asItIsFrom;
  private final double asItIsTo;
  private final double binSize;
  private final double normalizedMin;

  /**
   * @param name of the image, for messages
   * @param range of its intensities
   * @param limitRatio how far the histogram reaches beyond the range, as a part of its width
   * @param soft whether to approach the bounds exponentially instead of cutting
   * @param bins of this axis
   * @param marginBins number of bins by which the margin is divided
   * @param window spreads an intensity over bins
   * @throws RegistrationException if the image is constant
   */
  HistogramAxis(
      String name,
      IntensityRange range,
      double limitRatio,
      boolean soft,
      int bins,
      int marginBins,
      ParzenWindow window) {
    if (range.isConstant()) {
      throw new RegistrationException(
          "the "
              + name
              + " is constant ("
              + range.min()
              + ") where the metric looks; a histogram metric needs contrast, check the mask");
    }
    this.bins = bins;
    this.window = window;
    this.slopeWindow = window.hasSlopes() ? window : new ParzenWindow(1);
    this.soft = soft;
    this.lowest = range.min();
    this.highest = range.max();
    this.lowerBound = lowest - limitRatio * range.width();
    this.upperBound = highest + limitRatio * range.width();
    this.asItIsFrom = Math.max(lowest, lowerBound);
    this.asItIsTo = Math.min(highest, upperBound);
    double width = upperBound - lowerBound;
    double inner = bins - 2.0 * window.padding() - 1;
    double margin = MARGIN * width / (marginBins - 2.0 * window.padding() - 1);
    this.binSize = Math.min(1e10, Math.max(1e-10, (width + 2 * margin) / inner));
    this.normalizedMin = (lowerBound - margin) / binSize - window.padding();
  }

  /** Number of bins. */
  int bins() {
    return bins;
  }

  /** Spreads intensities over bins. */
  ParzenWindow window() {
    return window;
  }

  /** The window whose slopes serve as derivatives; linear if the window itself is a box. */
  ParzenWindow slopeWindow() {
    return slopeWindow;
  }

  /** Intensity units in one bin. */
  double binSize() {
    return binSize;
  }

  /** The position of an intensity, in bins. */
  double position(double intensity) {
    // Most are within the range, and need no call.
    boolean inside = intensity >= asItIsFrom && intensity <= asItIsTo;
    double limited = inside ? intensity : limit(intensity);
    return limited / binSize - normalizedMin;
  }

  /** The lowest bin of a window at a position. */
  int first(ParzenWindow w, double position) {
    // Truncation is as good as the floor, since what is below 0 becomes 0.
    return Math.max(0, Math.min(bins - 1 - w.order(), (int) (position + w.offset())));
  }

  private double limit(double v) {
    if (!soft) {
      return Math.max(lowerBound, Math.min(upperBound, v));
    }
    double above = v - highest;
    if (above > 1e-10) {
      double room = upperBound - highest;
      return room > 1e-10 ? upperBound - room * Math.exp(-above / room) : upperBound;
    }
    double below = lowest - v;
    if (below > 1e-10) {
      double room = lowest - lowerBound;
      return room > 1e-10 ? lowerBound + room * Math.exp(-below / room) : lowerBound;
    }
    return v;
  }

  /** The derivative of the limited intensity with respect to the intensity. */
  double limitSlope(double v) {
    if (v >= asItIsFrom && v <= asItIsTo) {
      return 1;
    }
    if (!soft) {
      return v > upperBound || v < lowerBound ? 0 : 1;
    }
    double above = v - highest;
    if (above > 1e-10) {
      double room = upperBound - highest;
      return room > 1e-10 ? Math.exp(-above / room) : 0;
    }
    double below = lowest - v;
    if (below > 1e-10) {
      double room = lowest - lowerBound;
      return room > 1e-10 ? Math.exp(-below / room) : 0;
    }
    return 1;
  }
}
