package org.jelastix.runtime.registry;

import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentProvider;
import org.jelastix.api.spi.ComponentType;

/**
 * What a component is called: its kind and its name. The key of the Guice map binders.
 *
 * @param type its kind
 * @param name as in parameter files
 */
public record ComponentKey(ComponentType type, String name) implements Comparable<ComponentKey> {
  /**
   * The key of what a provider makes.
   *
   * @param provider asked for its info
   */
  public static ComponentKey of(ComponentProvider<?, ?> provider) {
    ComponentInfo info = provider.info();
    return new ComponentKey(info.type(), info.name());
  }

  @Override
  public int compareTo(ComponentKey other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : name.compareTo(other.name);
  }

  // What a record has by itself is linked at its first use, which would be a tenth of a short
  // command's start.

  @Override
  public boolean equals(Object other) {
    return other instanceof ComponentKey key && type == key.type && name.equals(key.name);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + name.hashCode();
  }

  @Override
  public String toString() {
    return type.parameterName() + " " + name;
  }
}
