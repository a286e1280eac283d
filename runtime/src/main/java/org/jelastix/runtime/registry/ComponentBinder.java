package org.jelastix.runtime.registry;

import com.google.inject.Binder;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.Multibinder;
import org.jelastix.api.spi.ComponentProvider;

/**
 * How a Guice module of an application adds, replaces and decorates components:
 *
 * <pre>{@code
 * protected void configure() {
 *   ComponentBinder.of(binder()).add(new MyMetricProvider());
 * }
 * }</pre>
 */
public final class ComponentBinder {
  private static final TypeLiteral<ComponentKey> KEY = new TypeLiteral<>() {};
  private static final TypeLiteral<ComponentProvider<?, ?>> PROVIDER = new TypeLiteral<>() {};

  private final Binder binder;

  private ComponentBinder(Binder binder) {
    this.binder = binder;
  }

  /**
   * For one module.
   *
   * @param binder of the module that is being configured
   */
  public static ComponentBinder of(Binder binder) {
    return new ComponentBinder(binder);
  }

  /**
   * A component with a new name.
   *
   * @param provider makes it; a name that exists already is an error when the registry is made
   */
  public ComponentBinder add(ComponentProvider<?, ?> provider) {
    added(binder).addBinding(ComponentKey.of(provider)).toInstance(provider);
    return this;
  }

  /**
   * A component to be used in place of the one that was found under its name, if there is one.
   *
   * @param provider makes it
   */
  public ComponentBinder replace(ComponentProvider<?, ?> provider) {
    replacing(binder).addBinding(ComponentKey.of(provider)).toInstance(provider);
    return this;
  }

  /**
   * Wraps every provider. Decorators are applied in the order of the modules.
   *
   * @param decorator what to wrap with
   */
  public ComponentBinder decorate(ComponentDecorator decorator) {
    decorators(binder).addBinding().toInstance(decorator);
    return this;
  }

  static MapBinder<ComponentKey, ComponentProvider<?, ?>> added(Binder binder) {
    return MapBinder.newMapBinder(binder, KEY, PROVIDER, Origin.Added.class);
  }

  static MapBinder<ComponentKey, ComponentProvider<?, ?>> replacing(Binder binder) {
    return MapBinder.newMapBinder(binder, KEY, PROVIDER, Origin.Replacing.class);
  }

  static Multibinder<ComponentDecorator> decorators(Binder binder) {
    return Multibinder.newSetBinder(binder, ComponentDecorator.class);
  }
}
