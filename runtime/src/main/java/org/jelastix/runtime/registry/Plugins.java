package org.jelastix.runtime.registry;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import org.jelastix.api.ApiVersion;
import org.jelastix.api.InputException;

/**
 * What the jars of a folder of plug-ins offer, apart from all that is there without them: for tools
 * that look at plug-ins. Registrations get them by {@code Jelastix.builder().plugins(folder)}.
 */
public final class Plugins {
  private final ServiceSources sources;
  private final List<Path> jars;

  private Plugins(Path folder) {
    this.sources = new ServiceSources(folder);
    this.jars = ServiceSources.jarsIn(folder);
  }

  /**
   * Loads the jars of a folder.
   *
   * @param folder with jars
   * @throws InputException if the folder or a jar cannot be used, or was built for another api
   */
  public static Plugins in(Path folder) {
    return new Plugins(folder);
  }

  /** The jars, by name. */
  public List<Path> jars() {
    return jars;
  }

  /**
   * The implementations of a service in these jars.
   *
   * @param service a provider or format interface of {@code org.jelastix.api.spi}
   * @throws InputException if one of them is broken
   */
  public <S> List<S> find(Class<S> service) {
    return sources.find(service).stream().filter(s -> sources.isPlugin(s.getClass())).toList();
  }

  /**
   * The implementations of a service that are there without plug-ins: on the module path or class
   * path.
   *
   * @param service a provider or format interface of {@code org.jelastix.api.spi}
   * @throws InputException if one of them is broken
   */
  public static <S> List<S> onThePath(Class<S> service) {
    return new ServiceSources(null).find(service);
  }

  /**
   * The version of the api that a jar says it was built for.
   *
   * @param jar one of {@link #jars()}
   */
  public static Optional<ApiVersion> builtFor(Path jar) {
    return BuiltFor.declaredIn(jar);
  }

  /**
   * The jar that a class came from.
   *
   * @param type of a service that was found
   * @return empty if it is none of a file
   */
  public static Optional<Path> jarOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL place = source == null ? null : source.getLocation();
    return place == null || !place.getProtocol().equals("file")
        ? Optional.empty()
        : Optional.of(Path.of(URI.create(place.toString())));
  }
}
