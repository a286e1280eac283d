package org.jelastix.api.spi;

/**
 * Makes components of one name. Cheap, stateless, with a public constructor without arguments.
 *
 * @param <C> what it makes
 * @param <X> what it needs to know
 */
public interface ComponentProvider<C, X> {

  /** Name, parameters and documentation; always equal. */
  ComponentInfo info();

  /**
   * Makes a finished component.
   *
   * @param context images, parameters and services of this use
   * @throws org.jelastix.api.ParameterException if a parameter cannot be used
   * @throws org.jelastix.api.RegistrationException if the images cannot
   */
  C create(X context);
}
