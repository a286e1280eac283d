package org.jelastix.runtime.registry;

import org.jelastix.api.spi.ComponentProvider;

/** Wraps providers as they enter the registry, for logging, measuring or checking components. */
@FunctionalInterface
public interface ComponentDecorator {

  /**
   * The provider to use in place of another.
   *
   * @param kind the provider interface, for example {@code MetricProvider.class}
   * @param provider of that kind
   * @return of that kind, with the same name; or the provider itself
   */
  <P extends ComponentProvider<?, ?>> P decorate(Class<P> kind, P provider);
}
