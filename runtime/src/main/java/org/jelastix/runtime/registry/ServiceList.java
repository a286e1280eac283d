package org.jelastix.runtime.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jelastix.api.InputException;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentProvider;

/**
 * The components and formats of a class path, as they were found once. A later start on the same
 * class path makes what it needs by its class name: to look into all jars, and to make all that
 * they offer, takes longer than many a command. Immutable.
 */
public final class ServiceList implements ServiceFinder {
  private final List<Service> services;

  /**
   * An implementation that was found.
   *
   * @param type name of the provider or format interface
   * @param implementation name of the class, which has a public constructor without arguments
   * @param names the component's name, then its aliases; empty for a format
   */
  public record Service(String type, String implementation, List<String> names) {

    /** Copies the names. */
    public Service {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(implementation, "implementation");
      names = List.copyOf(names);
    }
  }

  /**
   * A list from before.
   *
   * @param services what {@link #services} gave then, on the class path that is there now
   */
  public ServiceList(List<Service> services) {
    this.services = List.copyOf(services);
  }

  /**
   * Looks for all components and formats on the class path.
   *
   * @throws InputException if one is broken, or two have one name
   */
  public static ServiceList ofClassPath() {
    RegistryModule module = new RegistryModule(null, Map.of());
    ComponentRegistry registry = module.foundRegistry();
    List<Service> found = new ArrayList<>();
    for (Class<? extends ComponentProvider<?, ?>> kind : ProviderKinds.all()) {
      for (ComponentInfo info : registry.list(ProviderKinds.typeOf(kind))) {
        List<String> names = new ArrayList<>(List.of(info.name()));
        names.addAll(info.aliases());
        found.add(service(kind, registry.provider(kind, info.name()), names));
      }
    }
    module
        .foundFormats()
        .byType()
        .forEach((type, formats) -> formats.forEach(f -> found.add(service(type, f, List.of()))));
    return new ServiceList(found);
  }

  private static Service service(Class<?> type, Object implementation, List<String> names) {
    return new Service(type.getName(), implementation.getClass().getName(), names);
  }

  /** All of them, those of one type one after the other. */
  public List<Service> services() {
    return services;
  }

  /** A registry that makes each component when somebody first asks for it. */
  public ComponentRegistry registry() {
    return new ComponentRegistry(this);
  }

  /** The formats, made at once. */
  public Formats formats() {
    return Formats.of(this);
  }

  /** Those of one interface. */
  List<Service> of(Class<?> type) {
    String name = type.getName();
    List<Service> those = new ArrayList<>();
    for (Service service : services) {
      if (service.type.equals(name)) {
        those.add(service);
      }
    }
    return those;
  }

  @Override
  public <S> List<S> find(Class<S> type) {
    List<S> made = new ArrayList<>();
    for (Service service : of(type)) {
      made.add(make(type, service));
    }
    return made;
  }

  /**
   * An implementation.
   *
   * @throws InputException if the class path is not that of the list
   */
  static <S> S make(Class<S> type, Service service) {
    try {
      return type.cast(
          Class.forName(service.implementation).getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
      throw new InputException(
          service.implementation
              + ": cannot be made, but was found on this class path before; the list of services"
              + " is of another one",
          e);
    }
  }
}
