package org.jelastix.runtime.registry;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.Multibinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelastix.api.InputException;
import org.jelastix.api.spi.ComponentProvider;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.api.spi.ParameterFileFormat;
import org.jelastix.api.spi.PointSetFormat;
import org.jelastix.api.spi.TextFiles;
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

  @Override
  protected void configure() {
    MapBinder<ComponentKey, ComponentProvider<?, ?>> found = ComponentBinder.found(binder());
    components.forEach((key, provider) -> found.addBinding(key).toInstance(provider));
    ComponentBinder.added(binder());
    ComponentBinder.replacing(binder());
    ComponentBinder.decorators(binder());
    bindAll(ImageFormat.class, formats.images());
    bindAll(PointSetFormat.class, formats.points());
    bindAll(ParameterFileFormat.class, formats.parameters());
    bindAll(TransformFileFormat.class, formats.transforms());
    bindAll(TextFiles.class, formats.textFiles());
  }

  private <S> void bindAll(Class<S> service, List<S> found) {
    Multibinder<S> binder = Multibinder.newSetBinder(binder(), service);
    found.forEach(s -> binder.addBinding().toInstance(s));
  }

  private Map<ComponentKey, ComponentProvider<?, ?>> choose(ServiceSources sources) {
    Map<ComponentKey, ComponentProvider<?, ?>> chosen = new HashMap<>();
    for (Class<? extends ComponentProvider<?, ?>> kind : ProviderKinds.all()) {
      for (ComponentProvider<?, ?> provider : sources.find(kind)) {
        ComponentKey key = ComponentKey.of(provider);
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
      @Origin.Found Map<ComponentKey, ComponentProvider<?, ?>> found,
      @Origin.Added Map<ComponentKey, ComponentProvider<?, ?>> added,
      @Origin.Replacing Map<ComponentKey, ComponentProvider<?, ?>> replacing,
      Set<ComponentDecorator> decorators) {
    Map<ComponentKey, ComponentProvider<?, ?>> all = new HashMap<>(found);
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

  @Provides
  @Singleton
  Formats formats(
      Set<ImageFormat> images,
      Set<PointSetFormat> points,
      Set<ParameterFileFormat> parameters,
      Set<TransformFileFormat> transforms,
      Set<TextFiles> textFiles) {
    return new Formats(
        List.copyOf(images),
        List.copyOf(points),
        List.copyOf(parameters),
        List.copyOf(transforms),
        List.copyOf(textFiles));
  }
}
