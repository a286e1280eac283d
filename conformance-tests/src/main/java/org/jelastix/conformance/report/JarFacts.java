package org.jelastix.conformance.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jelastix.api.ApiVersion;
import org.jelastix.api.InputException;
import org.jelastix.runtime.registry.Plugins;

/**
 * What a jar is made of.
 *
 * @param name of the file
 * @param bytes its length
 * @param sha256 its digest, in hexadecimal
 * @param builtFor the version of the api that it names
 * @param module its module descriptor; empty if it has none
 * @param services implementations by interface, as META-INF/services has them
 * @param classes names of entries that are classes
 */
public record JarFacts(
    String name,
    long bytes,
    String sha256,
    Optional<ApiVersion> builtFor,
    Optional<ModuleDescriptor> module,
    Map<String, List<String>> services,
    List<String> classes) {
  private static final String SERVICES = "META-INF/services/";
  private static final String OURS = "org.jelastix.";

  /** Copies. */
  public JarFacts {
    services = Map.copyOf(services);
    classes = List.copyOf(classes);
  }

  /**
   * Looks into a jar.
   *
   * @param jar a file
   * @throws InputException if it cannot be read
   */
  static JarFacts of(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Map<String, List<String>> services = new TreeMap<>();
      List<String> classes = new ArrayList<>();
      for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        String name = entry.getName();
        if (name.startsWith(SERVICES + OURS)) {
          services.put(name.substring(SERVICES.length()), lines(file, entry));
        } else if (name.endsWith(".class")) {
          classes.add(name);
        }
      }
      return new JarFacts(
          String.valueOf(jar.getFileName()),
          Files.size(jar),
          digest(jar),
          Plugins.builtFor(jar),
          descriptor(jar),
          services,
          classes);
    } catch (IOException e) {
      throw new InputException(jar + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Implementations by interface, as the module descriptor has them. */
  Map<String, List<String>> provided() {
    Map<String, List<String>> provided = new TreeMap<>();
    module.ifPresent(
        descriptor -> {
          for (ModuleDescriptor.Provides provides : descriptor.provides()) {
            if (provides.service().startsWith(OURS)) {
              provided.put(provides.service(), List.copyOf(new TreeSet<>(provides.providers())));
            }
          }
        });
    return provided;
  }

  private static List<String> lines(JarFile file, JarEntry entry) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (InputStream in = file.getInputStream(entry)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .map(line -> line.replaceAll("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .forEach(names::add);
    }
    return List.copyOf(names);
  }

  private static Optional<ModuleDescriptor> descriptor(Path jar) {
    try {
      return ModuleFinder.of(jar).findAll().stream()
          .map(ModuleReference::descriptor)
          .filter(descriptor -> !descriptor.isAutomatic())
          .findFirst();
    } catch (FindException e) {
      throw new InputException(jar + ": not a usable jar: " + e.getMessage(), e);
    }
  }

  private static String digest(Path jar) throws IOException {
    try (InputStream in = Files.newInputStream(jar);
        DigestInputStream digesting =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digesting.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
