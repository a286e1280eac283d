package org.jelastix.optimizers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jelastix.api.component.Iteration;
import org.jelastix.api.component.OptimizationListener;

/** The rows that an optimizer reports, numbered from 0 on. */
final class IterationTable {
  private final OptimizationListener listener;
  private final ScaledCost cost;
  private int rows;

  IterationTable(OptimizationListener listener, ScaledCost cost) {
    this.listener = listener;
    this.cost = cost;
  }

  /**
   * Reports one row.
   *
   * @param value of the cost function, NaN if unknown
   * @param scaledPosition after the iteration
   * @param columns headings and values by turns
   */
  void add(double value, double[] scaledPosition, Object... columns) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.length; i += 2) {
      row.put((String) columns[i], columns[i + 1]);
    }
    listener.iteration(new Iteration(rows++, value, cost.toUnscaled(scaledPosition), row));
  }
}
