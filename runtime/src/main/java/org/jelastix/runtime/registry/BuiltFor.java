package org.jelastix.runtime.registry;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jelastix.api.ApiVersion;
import org.jelastix.api.InputException;

/**
 * Refuses jars that say in their manifest that they were built for an api that this one does not
 * run. Jars that say nothing pass: they may be folders of a build, or fit by luck. Not thread-safe.
 */
final class BuiltFor {
  private final Set<Path> seen = new HashSet<>();

  /**
   * What a jar says.
   *
   * @param jar a file
   * @return empty if it says nothing
   * @throws InputException if the jar or its version cannot be read
   */
  static Optional<ApiVersion> declaredIn(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String text =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(ApiVersion.MANIFEST_ATTRIBUTE);
      return text == null ? Optional.empty() : Optional.of(ApiVersion.parse(text));
    } catch (IOException e) {
      throw new InputException(jar + ": not a usable jar: " + e.getMessage(), e);
    } catch (InputException e) {
      throw new InputException(
          jar + ": " + ApiVersion.MANIFEST_ATTRIBUTE + " in its manifest: " + e.getMessage(), e);
    }
  }

  /**
   * Checks a jar.
   *
   * @param jar a file
   * @throws InputException if it does not fit
   */
  static void check(Path jar) {
    Optional<ApiVersion> built = declaredIn(jar);
    ApiVersion current = ApiVersion.current();
    if (built.isPresent() && !current.runs(built.get())) {
      throw new InputException(
          jar
              + ": was built for version "
              + built.get()
              + " of the jelastix api, and this is "
              + current
              + "; take the plug-in's release for "
              + current
              + ", or jelastix "
              + built.get());
    }
  }

  /**
   * Checks the jar of a class on the class path or module path, once. Our own come in one version.
   *
   * @param provider found by ServiceLoader
   * @throws InputException if it does not fit
   */
  void checkJarOf(Class<?> provider) {
    if (provider.getName().startsWith("org.jelastix.")) {
      return;
    }
    CodeSource source = provider.getProtectionDomain().getCodeSource();
    URL place = source == null ? null : source.getLocation();
    if (place != null && place.getProtocol().equals("file")) {
      Path path = Path.of(URI.create(place.toString()));
      if (seen.add(path) && path.toFile().isFile()) {
        check(path);
      }
    }
  }
}
