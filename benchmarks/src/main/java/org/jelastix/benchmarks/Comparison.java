package org.jelastix.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * One figure of a piece of work, as both programs came out, one entry a run.
 *
 * @param work what was done
 * @param quantity what was measured
 * @param elastix figures of elastix
 * @param jelastix figures of jelastix
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
record Comparison(String work, Quantity quantity, double[] elastix, double[] jelastix) {

  /** What can be measured. */
  enum Quantity {
    WALL("wall", "s", true),
    CPU("CPU", "s", true),
    MEMORY("peak memory", "MB", true),
    DICE("mean label Dice", "", false),
    METRIC("final metric", "", false),
    INFORMATION("mutual information, all voxels", "nats", false);

    private final String title;
    private final String unit;
    private final boolean cost;

    Quantity(String title, String unit, boolean cost) {
      this.title = title;
      this.unit = unit;
      this.cost = cost;
    }

    String title() {
      return title;
    }

    String unit() {
      return unit;
    }

    /** Whether it is a cost, of which a ratio says who needs less. */
    boolean isCost() {
      return cost;
    }
  }

  /** Median of elastix by median of jelastix: above 1, jelastix needs less. */
  double ratio() {
    return median(elastix) / median(jelastix);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** Standard deviation of a sample; 0 of a single value. */
  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
  }

  /** Median, with the range where there are several runs. */
  String text(double[] values) {
    double min = Arrays.stream(values).min().orElse(Double.NaN);
    double max = Arrays.stream(values).max().orElse(Double.NaN);
    String median = number(median(values));
    return min == max ? median : median + " (" + number(min) + " – " + number(max) + ")";
  }

  /** Mean ± standard deviation, for figures that differ by seed. */
  String spread(double[] values) {
    return number(mean(values)) + (values.length > 1 ? " ± " + number(deviation(values)) : "");
  }

  private String number(double value) {
    String format =
        switch (quantity) {
          case MEMORY -> "%.0f";
          case DICE, METRIC, INFORMATION -> "%.4f";
          default -> value < 1 ? "%.3f" : value < 10 ? "%.2f" : "%.1f";
        };
    return String.format(Locale.ROOT, format, value);
  }
}
