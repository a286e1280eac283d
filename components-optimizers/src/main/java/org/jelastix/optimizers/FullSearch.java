package org.jelastix.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.Iteration;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.OptimizerContext;

/**
 * Evaluates the metric at every point of a grid in the space of some parameters and keeps the best;
 * the other parameters stay as they are. The iteration table is the table of the whole search.
 */
final class FullSearch implements Optimizer {
  private static final int ENTRIES = 5;

  /** Of an image. */
  private static final int MOST_AXES = 5;

  private final List<Range> ranges;
  private final boolean writesSurface;

  /** One searched parameter: min + step · i for i from 0 to count − 1. */
  private record Range(String column, int parameter, double min, double step, int count) {
    double at(int index) {
      return min + step * index;
    }
  }

  FullSearch(OptimizerContext context) {
    ComponentParameters parameters = context.parameters();
    Parameter<String> space = FullSearchProvider.searchSpace(parameters.resolution());
    int count = context.transform().parameterCount();
    this.ranges = ranges(parameters, space, count);
    this.writesSurface = parameters.get(FullSearchProvider.WRITE_SURFACE);
    if (writesSurface && ranges.size() > MOST_AXES) {
      throw parameters.error(
          FullSearchProvider.WRITE_SURFACE,
          "is true, but an image of " + ranges.size() + " axes cannot be written");
    }
    long points = 1;
    for (Range range : ranges) {
      points *= range.count;
      if (points > Integer.MAX_VALUE) {
        throw parameters.error(space, "asks for more than 2^31 points; take larger steps");
      }
    }
  }

  @Override
  public OptimizationResult optimize(
      CostFunction cost, double[] initial, OptimizationListener listener) {
    int total = 1;
    for (Range range : ranges) {
      total *= range.count;
    }
    listener.note("Total number of iterations needed in this resolution: " + total + ".");
    double[] position = initial.clone();
    double[] bestPosition = initial.clone();
    double bestValue = Double.POSITIVE_INFINITY;
    int best = 0;
    float[] surface = writesSurface ? new float[total] : null;
    for (int point = 0; point < total; point++) {
      Map<String, Object> columns = new TreeMap<>();
      int rest = point;
      for (Range range : ranges) {
        double parameter = range.at(rest % range.count);
        rest /= range.count;
        position[range.parameter] = parameter;
        columns.put(range.column, parameter);
      }
      double value = cost.value(position);
      if (value < bestValue) {
        bestValue = value;
        best = point;
        System.arraycopy(position, 0, bestPosition, 0, position.length);
      }
      if (surface != null) {
        surface[point] = (float) value;
      }
      columns.put("2:Metric", value);
      listener.iteration(new Iteration(point, value, position, columns));
    }
    if (surface != null) {
      listener.image("OptimizationSurface", Image.of(grid(), surface));
    }
    noteBest(bestValue, best, bestPosition, listener);
    return new OptimizationResult(bestPosition, bestValue, "The full range has been searched.");
  }

  /** Voxel i stands for the i-th value of each searched parameter, as in elastix's image. */
  private ImageGrid grid() {
    return ImageGrid.ofSize(ranges.stream().mapToInt(Range::count).toArray());
  }

  private void noteBest(double value, int point, double[] position, OptimizationListener listener) {
    StringBuilder index = new StringBuilder();
    StringBuilder found = new StringBuilder();
    int rest = point;
    for (Range range : ranges) {
      index.append(rest % range.count).append(' ');
      rest /= range.count;
      found.append(String.format(Locale.ROOT, "%.6f ", position[range.parameter]));
    }
    listener.note(String.format(Locale.ROOT, "Best metric value in this resolution = %.6f", value));
    listener.note(
        "Index of the point in the optimization surface image that has the best metric value: [ "
            + index
            + "]");
    listener.note("The corresponding parameter values: [ " + found + "]");
  }

  /** In the order of the parameters; a later range for a parameter replaces an earlier one. */
  private static List<Range> ranges(
      ComponentParameters parameters, Parameter<String> space, int parameterCount) {
    List<String> entries = parameters.list(space);
    if (entries.isEmpty() || entries.size() % ENTRIES != 0) {
      throw parameters.error(
          space,
          "needs 5 values for each searched parameter (\"name\" parameter_nr min max stepsize),"
              + " not "
              + entries.size()
              + " values");
    }
    TreeMap<Integer, Range> byParameter = new TreeMap<>();
    for (int e = 0; e < entries.size(); e += ENTRIES) {
      Range range = range(parameters, space, entries.subList(e, e + ENTRIES), e / ENTRIES);
      if (range.parameter < 0 || range.parameter >= parameterCount) {
        throw parameters.error(
            space,
            "names parameter "
                + range.parameter
                + "; the transform's parameters are 0 to "
                + (parameterCount - 1));
      }
      byParameter.put(range.parameter, range);
    }
    return new ArrayList<>(byParameter.values());
  }

  private static Range range(
      ComponentParameters parameters, Parameter<String> space, List<String> five, int number) {
    try {
      int parameter = Integer.parseInt(five.get(1).trim());
      double min = Double.parseDouble(five.get(2).trim());
      double max = Double.parseDouble(five.get(3).trim());
      double step = Double.parseDouble(five.get(4).trim());
      double steps = (max - min) / step;
      if (!(steps >= 0 && steps < Integer.MAX_VALUE)) {
        throw stepError(parameters, space, five);
      }
      String column = "FS" + number + ":" + five.get(0) + ":" + parameter;
      return new Range(column, parameter, min, step, (int) steps + 1);
    } catch (NumberFormatException e) {
      throw stepError(parameters, space, five);
    }
  }

  private static ParameterException stepError(
      ComponentParameters parameters, Parameter<String> space, List<String> five) {
    return parameters.error(
        space,
        "has the range "
            + String.join(" ", five)
            + "; expected a name, a parameter number, a minimum, a maximum and a step that leads"
            + " from the minimum to the maximum");
  }
}
