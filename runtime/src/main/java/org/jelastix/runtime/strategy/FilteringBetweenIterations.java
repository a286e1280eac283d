package org.jelastix.runtime.strategy;

import org.jelastix.api.component.Iteration;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizerSettings;
import org.jelastix.api.component.RegistrationObserver;
import org.jelastix.api.image.Image;

/**
 * Filters the transform after those iterations that it wants to be filtered after, and tells the
 * parameters of the filtered transform.
 *
 * @param current filtered
 * @param next told of the iterations
 */
record FilteringBetweenIterations(CurrentTransform current, RegistrationObserver next)
    implements OptimizationListener {

  @Override
  public void iteration(Iteration iteration) {
    double[] mu = iteration.parameters();
    if (current.filterAfter(iteration.number(), mu)) {
      next.transformFiltered(current.whole());
    }
    next.iteration(
        new Iteration(
            iteration.number(), iteration.value(), current.parameters(mu), iteration.columns()));
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
