package org.jelastix.conformance.asserting;

import java.util.List;
import org.jelastix.api.spi.ComponentProvider;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.runtime.registry.ComponentDecorator;

/**
 * Wraps every metric and transform, and notes each breach of contract by a component or by its
 * caller. Results do not change, by not a bit.
 *
 * <pre>{@code
 * AssertingComponents asserting = new AssertingComponents();
 * try (Jelastix jelastix =
 *     Jelastix.builder()
 *         .modules(binder -> ComponentBinder.of(binder).decorate(asserting))
 *         .build()) {
 *   // … register …
 * }
 * assertEquals(List.of(), asserting.violations());
 * }</pre>
 */
public final class AssertingComponents implements ComponentDecorator {
  private final Violations violations = new Violations();

  /** Nothing seen yet. */
  public AssertingComponents() {}

  @Override
  public <P extends ComponentProvider<?, ?>> P decorate(Class<P> kind, P provider) {
    if (provider instanceof MetricProvider metrics) {
      return kind.cast(new AssertingMetricProvider(metrics, violations));
    } else if (provider instanceof TransformProvider transforms) {
      return kind.cast(new AssertingTransformProvider(transforms, violations));
    }
    return provider;
  }

  /** What was seen so far, sorted, each sentence once, starting with the component's name. */
  public List<String> violations() {
    return violations.all();
  }
}
