package org.jelastix.metrics;

import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Metric;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;

/** Makes groupwise metrics of {@link VarianceOverTime}. */
public final class VarianceOverLastDimensionMetricProvider implements MetricProvider {
  private static final String NAME = "VarianceOverLastDimensionMetric";

  private static final Parameter<Boolean> RANDOM_TIMES =
      Parameter.bool("SampleLastDimensionRandomly", false)
          .perResolution()
          .doc(
              "Whether each point is looked at at some random times only, for long series;"
                  + " otherwise at every time.");

  private static final Parameter<Integer> TIMES =
      Parameter.integer("NumSamplesLastDimension", 10)
          .perResolution()
          .atLeast(1)
          .doc(
              "How many times to draw for each point. Has an effect only if"
                  + " SampleLastDimensionRandomly is true; at most the length of the series.");

  /** Made by ServiceLoader. */
  public VarianceOverLastDimensionMetricProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            NAME,
            "Variance over the last dimension, to register all images of a series to their middle.")
        .reference(
            "C.T. Metz, S. Klein, M. Schaap, T. van Walsum, W.J. Niessen: Nonrigid registration of"
                + " dynamic medical imaging data using nD+t B-splines and a groupwise optimization"
                + " approach, Medical Image Analysis 15(2):238-249, 2011")
        .parameters(RANDOM_TIMES)
        .parameters(GroupwiseParameters.CONSTRAINT)
        .parameters(TIMES, GroupwiseParameters.ADDITIONAL, GroupwiseParameters.REDUCED_INDEX)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    Image fixed = context.fixed().get(0);
    requireTimeAxis(fixed);
    ComponentParameters parameters = context.parameters();
    int available = TimeSeriesMetric.timesOf(fixed);
    TimeSampling times = TimeSampling.all(available);
    if (parameters.get(RANDOM_TIMES)) {
      int extraTime = parameters.get(GroupwiseParameters.REDUCED_INDEX);
      if (extraTime >= available) {
        throw parameters.error(
            GroupwiseParameters.REDUCED_INDEX,
            "is " + extraTime + "; the series has times 0 to " + (available - 1));
      }
      times =
          TimeSampling.random(
              available,
              parameters.get(TIMES),
              parameters.get(GroupwiseParameters.ADDITIONAL),
              extraTime);
    }
    return new TimeSeriesMetric(
        NAME,
        context,
        times,
        new VarianceOverTime(meanVariance(context.moving().get(0))),
        GroupwiseParameters.zeroAverage(parameters));
  }

  /** The last axis must stand alone in the direction matrix. */
  private static void requireTimeAxis(Image fixed) {
    int dim = fixed.grid().dimension();
    double[] direction = fixed.grid().direction();
    int last = dim - 1;
    boolean alone = direction[dim * dim - 1] == 1;
    for (int d = 0; d < last; d++) {
      alone &= direction[last * dim + d] == 0 && direction[d * dim + last] == 0;
    }
    if (!alone) {
      throw new RegistrationException(
          NAME
              + " takes the last axis for time, so the fixed image's direction must leave that axis"
              + " alone: last row and column 0, but for a 1 on the diagonal");
    }
  }

  /** The variance over the last axis, averaged over all lines; 1 if there is none. */
  private static double meanVariance(Image image) {
    int times = TimeSeriesMetric.timesOf(image);
    int lines = image.length() / times;
    double total = 0;
    for (int i = 0; i < lines; i++) {
      double mean = 0;
      for (int t = 0; t < times; t++) {
        mean += image.value(t * lines + i);
      }
      mean /= times;
      double squares = 0;
      for (int t = 0; t < times; t++) {
        double off = image.value(t * lines + i) - mean;
        squares += off * off;
      }
      total += squares / times;
    }
    return total > 0 ? total / lines : 1;
  }
}
