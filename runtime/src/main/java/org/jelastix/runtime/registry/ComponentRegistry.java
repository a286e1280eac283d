package org.jelastix.runtime.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
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
  private final Map<ComponentKey, Entry> entries = new TreeMap<>();
  private final Map<ComponentKey, ComponentKey> aliases = new HashMap<>();

  /**
   * A component.
   *
   * @param provider what the registry gives out
   * @param found the same before it was decorated
   */
  private record Entry(
      Supplier<? extends ComponentProvider<?, ?>> provider,
      Supplier<? extends ComponentProvider<?, ?>> found) {}

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
    entries.forEach((key, entry) -> addAliases(key, entry.provider.get().info()));
    // Not in a static field: slf4j looks for its configuration in all jars.
    Logger log = LoggerFactory.getLogger(ComponentRegistry.class);
    entries.forEach((key, entry) -> log.debug("{} from {}", key, location(entry)));
  }

  /**
   * The components of a list, each made when somebody first asks for it.
   *
   * @param services found, and so checked, before
   */
  ComponentRegistry(ServiceList services) {
    for (Class<? extends ComponentProvider<?, ?>> kind : ProviderKinds.all()) {
      ComponentType type = ProviderKinds.typeOf(kind);
      for (ServiceList.Service service : services.of(kind)) {
        ComponentKey key = new ComponentKey(type, service.names().get(0));
        Supplier<ComponentProvider<?, ?>> provider = new Lazy(kind, service);
        entries.put(key, new Entry(provider, provider));
        for (String alias : service.names().subList(1, service.names().size())) {
          aliases.put(new ComponentKey(type, alias), key);
        }
      }
    }
  }

  /** Makes a provider when somebody first asks for it. Thread-safe. */
  private static final class Lazy implements Supplier<ComponentProvider<?, ?>> {
    private final Class<? extends ComponentProvider<?, ?>> kind;
    private final ServiceList.Service service;
    private ComponentProvider<?, ?> provider;

    Lazy(Class<? extends ComponentProvider<?, ?>> kind, ServiceList.Service service) {
      this.kind = kind;
      this.service = service;
    }

    @Override
    public synchronized ComponentProvider<?, ?> get() {
      if (provider == null) {
        provider = ServiceList.make(kind, service);
      }
      return provider;
    }
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
      P decorated = provider;
      entries.put(key, new Entry(() -> decorated, () -> candidate));
    }
  }

  private void addAliases(ComponentKey key, ComponentInfo info) {
    for (String alias : info.aliases()) {
      ComponentKey other = new ComponentKey(info.type(), alias);
      ComponentKey taken = entries.containsKey(other) ? other : aliases.putIfAbsent(other, key);
      if (taken != null) {
        throw new InputException(key + " wants to be called " + alias + " too, but so is " + taken);
      }
    }
  }

  /** What there is, by kind and name. */
  public List<ComponentInfo> list() {
    return entries.values().stream()
        .<ComponentInfo>map(entry -> entry.provider.get().info())
        .toList();
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
    Entry entry = entries.get(new ComponentKey(info.type(), info.name()));
    return entry == null ? "" : location(entry);
  }

  private static String location(Entry entry) {
    return ServiceSources.locationOf(entry.found.get());
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
    Entry entry = entries.get(aliases.getOrDefault(key, key));
    return entry == null ? Optional.empty() : Optional.of(entry.provider.get());
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
