package org.jelastix.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.component.Iteration;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizerSettings;

/** Keeps all rows and notes. */
final class TestListener implements OptimizationListener {
  final List<Iteration> rows = new ArrayList<>();
  final List<double[]> positions = new ArrayList<>();
  final List<String> notes = new ArrayList<>();
  final List<OptimizerSettings> settings = new ArrayList<>();

  @Override
  public void iteration(Iteration iteration) {
    rows.add(iteration);
    positions.add(iteration.parameters().clone());
  }

  @Override
  public void note(String line) {
    notes.add(line);
  }

  @Override
  public void settings(OptimizerSettings used) {
    settings.add(used);
  }

  double number(int row, String column) {
    return ((Number) rows.get(row).columns().get(column)).doubleValue();
  }

  List<String> columns() {
    return List.copyOf(rows.get(0).columns().keySet());
  }
}
