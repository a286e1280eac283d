package org.jelastix.metrics;

import java.util.List;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.MetricContext;

/** The parameters of metrics that count intensities in a joint histogram. */
final class HistogramParameters {
  private static final Parameter<Integer> BINS =
      Parameter.integer("NumberOfHistogramBins", 32)
          .perResolution()
          .atLeast(2)
          .doc(
              "Number of bins along each axis of the joint histogram. More bins tell more"
                  + " intensities apart and need more samples to fill them.");

  private static final Parameter<Integer> FIXED_BINS =
      Parameter.integer("NumberOfFixedHistogramBins", null)
          .defaultsTo("NumberOfHistogramBins")
          .perResolution()
          .atLeast(2)
          .doc("Number of bins for fixed intensities.");

  private static final Parameter<Integer> MOVING_BINS =
      Parameter.integer("NumberOfMovingHistogramBins", null)
          .defaultsTo("NumberOfHistogramBins")
          .perResolution()
          .atLeast(2)
          .doc("Number of bins for moving intensities.");

  private static final Parameter<Double> FIXED_RATIO =
      Parameter.number("FixedLimitRangeRatio", 0.01)
          .perResolution()
          .atLeast(0)
          .doc(
              "How far the histogram reaches beyond the fixed image's range at either end, as a"
                  + " part of that range. Values beyond are cut.");

  private static final Parameter<Double> MOVING_RATIO =
      Parameter.number("MovingLimitRangeRatio", 0.01)
          .perResolution()
          .atLeast(0)
          .doc(
              "How far the histogram reaches beyond the moving image's range at either end, as a"
                  + " part of that range. Interpolated values that overshoot the range are bent"
                  + " smoothly into that room; with 0 they are cut.");

  private static final Parameter<Integer> FIXED_ORDER =
      Parameter.integer("FixedKernelBSplineOrder", 0)
          .perResolution()
          .between(0, 3)
          .doc("B-spline order of the Parzen window of fixed intensities; 0 counts in boxes.");

  private static final Parameter<Integer> MOVING_ORDER =
      Parameter.integer("MovingKernelBSplineOrder", 3)
          .perResolution()
          .between(0, 3)
          .doc(
              "B-spline order of the Parzen window of moving intensities. At 0 the histogram does"
                  + " not change smoothly, and its derivative is taken from linear windows.");

  /** All of them. */
  static final List<Parameter<?>> ALL =
      List.of(BINS, FIXED_BINS, MOVING_BINS, FIXED_RATIO, MOVING_RATIO, FIXED_ORDER, MOVING_ORDER);

  private HistogramParameters() {}

  /** The histogram that a parameter file asks for. */
  static JointHistogram histogram(MetricContext context) {
    ComponentParameters parameters = context.parameters();
    ParzenWindow fixedWindow = new ParzenWindow(parameters.get(FIXED_ORDER));
    ParzenWindow movingWindow = new ParzenWindow(parameters.get(MOVING_ORDER));
    int fixedBins = bins(parameters, FIXED_BINS, fixedWindow);
    int movingBins = bins(parameters, MOVING_BINS, movingWindow);
    HistogramAxis fixedAxis =
        new HistogramAxis(
            "fixed image",
            IntensityRange.of(
                "fixed image", context.fixed().get(0), context.fixedMask(), context.parallel()),
            parameters.get(FIXED_RATIO),
            false,
            fixedBins,
            fixedBins,
            fixedWindow);
    HistogramAxis movingAxis =
        new HistogramAxis(
            "moving image",
            IntensityRange.of(
                "moving image", context.moving().get(0), context.movingMask(), context.parallel()),
            parameters.get(MOVING_RATIO),
            true,
            movingBins,
            // elastix divides by the number of fixed bins here, too.
            fixedBins > 2 * movingWindow.padding() + 1 ? fixedBins : movingBins,
            movingWindow);
    return new JointHistogram(fixedAxis, movingAxis);
  }

  private static int bins(
      ComponentParameters parameters, Parameter<Integer> own, ParzenWindow window) {
    int bins = parameters.find(own).orElseGet(() -> parameters.get(BINS));
    int fewest = window.order() + 2;
    if (bins < fewest) {
      throw parameters.error(
          parameters.isSet(own) ? own : BINS,
          "is "
              + bins
              + "; a Parzen window of order "
              + window.order()
              + " needs at least "
              + fewest
              + " bins");
    }
    return bins;
  }
}
