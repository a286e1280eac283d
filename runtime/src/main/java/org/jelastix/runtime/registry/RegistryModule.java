package org.jelastix.runtime.registry;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelastix.api.ApiVersion;
import org.jelastix.api.InputException;
import org.jelastix.api.spi.ComponentProvider;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.api.spi.ParameterFileFormat;
import org.jelastix.api.spi.PointSetFormat;
import org.jelastix.api.spi.TransformFileFormat;

/**
 * Binds every component and format that ServiceLoader finds.
 *
 * <p>Applications bind their own beside it with {@link ComponentBinder}, and formats with a plain
 * {@link Multibinder} of the format's interface.
 */
public final class RegistryModule extends AbstractModule {
  private final Map<String, String> preferred;
  private final Map<ComponentKey, ComponentProvider<?, ?>> components;
  private final Formats formats;

  /**
   * @param plugins a folder with jars, or null for none
   * @param preferred for names that several jars have: the name, and a part of the name of the jar
   *     to take it from
   * @throws InputException if plug-ins cannot be used or two components have one name
   */
  public RegistryModule(Path plugins, Map<String, String> preferred) {
    this.preferred = Map.copyOf(preferred);
    // Here and not in configure(), where Guice would log a failure with its stack trace.
    ServiceSources sources = new ServiceSources(plugins);
    this.components = choose(sources);
    this.formats = Formats.of(sources);
  }

  /**
   * What was found is bound as a whole: a binding for each of a hundred components would cost more
   * time than all the rest of the start.
   */
  @Override
  protected void configure() {
    bind(FoundComponents.class).toInstance(new FoundComponents(components));
    bind(Formats.class).annotatedWith(Origin.Found.class).toInstance(formats);
    ComponentBinder.added(binder());
    ComponentBinder.replacing(binder());
    ComponentBinder.decorators(binder());
    Multibinder.newSetBinder(binder(), ImageFormat.class);
    Multibinder.newSetBinder(binder(), PointSetFormat.class);
    Multibinder.newSetBinder(binder(), ParameterFileFormat.class);
    Multibinder.newSetBinder(binder(), TransformFileFormat.class);
  }

  /** The registry without anything that an application binds: the same as Guice would make. */
  public ComponentRegistry foundRegistry() {
    return new ComponentRegistry(components, List.of());
  }

  /** The formats without anything that an application binds. */
  public Formats foundFormats() {
    return formats;
  }

  private Map<ComponentKey, ComponentProvider<?, ?>> choose(ServiceSources sources) {
    Map<ComponentKey, ComponentProvider<?, ?>> chosen = new HashMap<>();
    for (Class<? extends ComponentProvider<?, ?>> kind : ProviderKinds.all()) {
      for (ComponentProvider<?, ?> provider : sources.find(kind)) {
        ComponentKey key = keyOf(provider);
        if (key.type() != ProviderKinds.typeOf(kind)) {
          throw new InputException(
              ServiceSources.locationOf(provider)
                  + ": "
                  + key
                  + " is offered as a "
                  + ProviderKinds.typeOf(kind).parameterName());
        }
        chosen.merge(key, provider, (one, other) -> pick(key, one, other));
      }
    }
    return chosen;
  }

  private static ComponentKey keyOf(ComponentProvider<?, ?> provider) {
    try {
      return ComponentKey.of(provider);
    } catch (LinkageError e) {
      throw new InputException(
          ServiceSources.locationOf(provider)
              + ": was built for another version of the jelastix api than "
              + ApiVersion.current()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private ComponentProvider<?, ?> pick(
      ComponentKey key, ComponentProvider<?, ?> one, ComponentProvider<?, ?> other) {
    String first = ServiceSources.locationOf(one);
    String second = ServiceSources.locationOf(other);
    String wanted = preferred.get(key.name());
    boolean takeFirst = wanted != null && first.contains(wanted);
    boolean takeSecond = wanted != null && second.contains(wanted);
    if (takeFirst == takeSecond) {
      throw new InputException(
          "there are two of "
              + key
              + ": in "
              + first
              + " and in "
              + second
              + "; choose the jar to take it from, or remove one");
    }
    return takeFirst ? one : other;
  }

  @Provides
  @Singleton
  ComponentRegistry registry(
      FoundComponents found,
      @Origin.Added Map<ComponentKey, ComponentProvider<?, ?>> added,
      @Origin.Replacing Map<ComponentKey, ComponentProvider<?, ?>> replacing,
      Set<ComponentDecorator> decorators) {
    Map<ComponentKey, ComponentProvider<?, ?>> all = new HashMap<>(found.providers());
    added.forEach(
        (key, provider) -> {
          ComponentProvider<?, ?> other = all.putIfAbsent(key, provider);
          if (other != null) {
            throw new InputException(
                "there are two of "
                    + key
                    + ": in "
                    + ServiceSources.locationOf(other)
                    + " and added by the application; replace it instead of adding it");
          }
        });
    all.putAll(replacing);
    return new ComponentRegistry(all, new ArrayList<>(decorators));
  }

  /** An application's own formats come first. */
  @Provides
  @Singleton
  Formats formats(
      @Origin.Found Formats found,
      Set<ImageFormat> images,
      Set<PointSetFormat> points,
      Set<ParameterFileFormat> parameters,
      Set<TransformFileFormat> transforms) {
    return new Formats(
        both(images, found.images()),
        both(points, found.points()),
        both(parameters, found.parameters()),
        both(transforms, found.transforms()),
        found.textFiles());
  }

  private static <S> List<S> both(Set<S> own, List<S> found) {
    List<S> all = new ArrayList<>(own);
    all.addAll(found);
    return all;
  }

  /** The providers that ServiceLoader found, one of each name. */
  record FoundComponents(Map<ComponentKey, ComponentProvider<?, ?>> providers) {}
}
