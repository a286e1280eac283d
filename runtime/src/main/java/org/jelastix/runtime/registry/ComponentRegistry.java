package org.jelastix.runtime.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentProvider;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.Components;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All components of a runtime, by kind and name. Immutable and thread-safe. */
public final class ComponentRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(ComponentRegistry.class);

  private final Map<ComponentKey, ComponentProvider<?, ?>> providers = new TreeMap<>();
  private final Map<ComponentKey, ComponentKey> aliases = new HashMap<>();
  private final Map<ComponentKey, String> locations = new HashMap<>();

  /**
   * @param all by the name of each
   * @param decorators applied to each, in order
   * @throws InputException if an alias is also another component's name or alias
   */
  ComponentRegistry(
      Map<ComponentKey, ComponentProvider<?, ?>> all, List<ComponentDecorator> decorators) {
    for (Class<? extends ComponentProvider<?, ?>> kind : ProviderKinds.all()) {
      addAll(kind, all, decorators);
    }
    providers.forEach((key, provider) -> addAliases(key, provider.info()));
    locations.forEach((key, where) -> LOG.debug("{} from {}", key, where));
  }

  private <P extends ComponentProvider<?, ?>> void addAll(
      Class<P> kind,
      Map<ComponentKey, ComponentProvider<?, ?>> all,
      List<ComponentDecorator> decorators) {
    for (Map.Entry<ComponentKey, ComponentProvider<?, ?>> entry : all.entrySet()) {
      ComponentKey key = entry.getKey();
      if (key.type() != ProviderKinds.typeOf(kind)) {
        continue;
      }
      ComponentProvider<?, ?> candidate = entry.getValue();
      if (!kind.isInstance(candidate)) {
        throw new InputException(
            ServiceSources.locationOf(candidate)
                + ": the provider of "
                + key
                + " is not a "
                + kind.getSimpleName());
      }
      P provider = kind.cast(candidate);
      for (ComponentDecorator decorator : decorators) {
        provider = decorator.decorate(kind, provider);
      }
      providers.put(key, provider);
      locations.put(key, ServiceSources.locationOf(candidate));
    }
  }

  private void addAliases(ComponentKey key, ComponentInfo info) {
    for (String alias : info.aliases()) {
      ComponentKey other = new ComponentKey(info.type(), alias);
      ComponentKey taken = providers.containsKey(other) ? other : aliases.putIfAbsent(other, key);
      if (taken != null) {
        throw new InputException(key + " wants to be called " + alias + " too, but so is " + taken);
      }
    }
  }

  /** What there is, by kind and name. */
  public List<ComponentInfo> list() {
    return providers.values().stream().<ComponentInfo>map(ComponentProvider::info).toList();
  }

  /**
   * What there is of one kind, by name.
   *
   * @param type which kind
   */
  public List<ComponentInfo> list(ComponentType type) {
    return list().stream().filter(info -> info.type() == type).toList();
  }

  /**
   * What is known of a component.
   *
   * @param type its kind
   * @param name or alias
   */
  public Optional<ComponentInfo> find(ComponentType type, String name) {
    return lookUp(type, name).<ComponentInfo>map(ComponentProvider::info);
  }

  /**
   * The jar or folder that a component came from.
   *
   * @param info of a component in this registry
   */
  public String location(ComponentInfo info) {
    return locations.getOrDefault(new ComponentKey(info.type(), info.name()), "");
  }

  /**
   * A provider by name.
   *
   * @param kind the provider interface
   * @param name or alias
   * @throws ParameterException if there is none
   */
  public <P extends ComponentProvider<?, ?>> P provider(Class<P> kind, String name) {
    return provider(kind, name, "");
  }

  /**
   * The components that a parameter file chooses.
   *
   * @param map the file
   */
  public Components choicesOf(ParameterMap map) {
    return new Components() {
      @Override
      public List<String> chosen(ComponentType type) {
        List<String> names = map.values(type.parameterName());
        String otherwise = ProviderKinds.defaultName(type);
        return names.isEmpty() && otherwise != null ? List.of(otherwise) : names;
      }

      @Override
      public <P extends ComponentProvider<?, ?>> P provider(Class<P> kind, String name) {
        String parameter = ProviderKinds.typeOf(kind).parameterName();
        return ComponentRegistry.this.provider(kind, name, map.locate(parameter) + ": ");
      }
    };
  }

  private <P extends ComponentProvider<?, ?>> P provider(Class<P> kind, String name, String where) {
    ComponentType type = ProviderKinds.typeOf(kind);
    return kind.cast(
        lookUp(type, name).orElseThrow(() -> new ParameterException(where + missing(type, name))));
  }

  private Optional<ComponentProvider<?, ?>> lookUp(ComponentType type, String name) {
    ComponentKey key = new ComponentKey(type, name);
    return Optional.ofNullable(providers.get(aliases.getOrDefault(key, key)));
  }

  private String missing(ComponentType type, String name) {
    List<String> known = new ArrayList<>();
    list(type)
        .forEach(
            info -> {
              known.add(info.name());
              known.addAll(info.aliases());
            });
    known.sort(Comparator.naturalOrder());
    String message =
        "there is no "
            + type.parameterName()
            + " \""
            + name
            + "\""
            + Suggestions.phrase(name, known);
    for (ComponentType other : ComponentType.values()) {
      if (other != type && lookUp(other, name).isPresent()) {
        message += "; " + name + " is a " + other.parameterName();
      }
    }
    return known.isEmpty()
        ? message + "; no " + type.parameterName() + " is installed at all"
        : message + "; known: " + String.join(", ", known);
  }
}
