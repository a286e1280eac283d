package org.jelastix.runtime.strategy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelastix.api.component.Iteration;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizerSettings;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.MetricParameters;

/**
 * Adds the columns of single metrics to the optimizer's own: value, gradient magnitude and time of
 * each metric of a sum, and the exact values where the file asks for them.
 */
final class IterationColumns implements OptimizationListener {
  private final MetricSum cost;
  private final boolean combined;
  private final OptimizationListener next;
  private final SampleSource[] exact;
  private final int[] exactEvery;
  private final String[] numbers;

  /**
   * @param cost whose metrics are shown
   * @param combined whether each metric has columns of its own
   * @param map the parameter file
   * @param resolution which one
   * @param dimension of the images
   * @param next told of the rows
   */
  IterationColumns(
      MetricSum cost,
      boolean combined,
      ParameterMap map,
      int resolution,
      int dimension,
      OptimizationListener next) {
    this.cost = cost;
    this.combined = combined;
    this.next = next;
    this.exact = new SampleSource[cost.terms()];
    this.exactEvery = new int[cost.terms()];
    this.numbers = new String[cost.terms()];
    int digits = Integer.toString(cost.terms()).length();
    for (int i = 0; i < numbers.length; i++) {
      String number = Integer.toString(i);
      numbers[i] = "0".repeat(digits - number.length()) + number;
    }
    for (int i = 0; i < exact.length; i++) {
      ComponentParameters parameters = new ComponentParameters(map, "Metric" + i, resolution);
      if (parameters.get(MetricParameters.SHOW_EXACT_METRIC_VALUE)) {
        exact[i] = exactSamples(cost.term(i), parameters, dimension);
        exactEvery[i] = parameters.get(MetricParameters.EXACT_METRIC_EVERY_X_ITERATIONS);
      }
    }
  }

  private static SampleSource exactSamples(
      MetricTerm term, ComponentParameters parameters, int dimension) {
    if (!term.metric().usesSamples()) {
      return term.source();
    }
    List<Integer> given = parameters.list(MetricParameters.EXACT_METRIC_SAMPLE_GRID_SPACING);
    List<String> spacings = new ArrayList<>();
    for (int i = 0; i < (parameters.resolution() + 1) * dimension; i++) {
      spacings.add(Integer.toString(i < given.size() ? given.get(i) : 1));
    }
    return term.source().gridWith(spacings);
  }

  @Override
  public void iteration(Iteration iteration) {
    Map<String, Object> columns = new LinkedHashMap<>(iteration.columns());
    if (combined) {
      for (int i = 0; i < cost.terms(); i++) {
        columns.put("2:Metric" + numbers[i], cost.lastValue(i));
        columns.put("4:||Gradient" + numbers[i] + "||", cost.lastMagnitude(i));
        columns.put("Time" + numbers[i] + "[ms]", cost.lastMilliseconds(i));
      }
    }
    for (int i = 0; i < cost.terms(); i++) {
      columns.putAll(cost.lastColumns(i));
    }
    addExactValues(iteration, columns);
    next.iteration(
        new Iteration(iteration.number(), iteration.value(), iteration.parameters(), columns));
  }

  private void addExactValues(Iteration iteration, Map<String, Object> columns) {
    double sum = 0;
    boolean any = false;
    for (int i = 0; i < exact.length; i++) {
      if (exact[i] == null) {
        continue;
      }
      any = true;
      Object shown = "";
      if (iteration.number() % exactEvery[i] == 0) {
        double value = cost.valueOf(i, iteration.parameters(), exact[i]);
        shown = value;
        sum += cost.term(i).used() ? cost.term(i).weight() * value : 0;
      }
      columns.put("ExactMetric" + i, shown);
    }
    if (any && combined) {
      columns.put("ExactMetric", sum);
    }
  }

  @Override
  public void note(String line) {
    next.note(line);
  }

  @Override
  public void settings(OptimizerSettings settings) {
    next.settings(settings);
  }

  @Override
  public void image(String name, Image image) {
    next.image(name, image);
  }
}
