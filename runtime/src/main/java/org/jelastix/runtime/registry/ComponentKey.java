package org.jelastix.runtime.registry;

import java.util.Comparator;
import org.jelastix.api.spi.ComponentProvider;
import org.jelastix.api.spi.ComponentType;

/**
 * What a component is called: its kind and its name. The key of the Guice map binders.
 *
 * @param type its kind
 * @param name as in parameter files
 */
public record ComponentKey(ComponentType type, String name) implements Comparable<ComponentKey> {
  private static final Comparator<ComponentKey> ORDER =
      Comparator.comparing(ComponentKey::type).thenComparing(ComponentKey::name);

  /**
   * The key of what a provider makes.
   *
   * @param provider asked for its info
   */
  public static ComponentKey of(ComponentProvider<?, ?> provider) {
    return new ComponentKey(provider.info().type(), provider.info().name());
  }

  @Override
  public int compareTo(ComponentKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return type.parameterName() + " " + name;
  }
}
