package org.jelastix.api.spi;

import java.util.List;

/** The components that one parameter file chooses, for the strategy that puts them together. */
public interface Components {

  /**
   * The names chosen for a kind, in the order of the file; the default if the file does not say.
   *
   * @param type which kind
   * @return empty if the file names none and there is no default
   */
  List<String> chosen(ComponentType type);

  /**
   * A provider by name.
   *
   * @param kind the provider interface, for example {@code MetricProvider.class}
   * @param name or alias
   * @throws org.jelastix.api.ParameterException if there is none of that name; the message has
   *     file, line, likely spelling and the known names
   */
  <P extends ComponentProvider<?, ?>> P provider(Class<P> kind, String name);
}
