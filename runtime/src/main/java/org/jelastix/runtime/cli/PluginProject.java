package org.jelastix.runtime.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.SourceVersion;

/**
 * The files of a new plug-in, made from the templates beside this class, in which {@code @Name@}
 * and the like stand for what is chosen.
 */
final class PluginProject {
  private static final List<String> TYPES = List.of("metric", "transform");

  private final String type;
  private final String name;
  private final String packageName;
  private final String version;

  private PluginProject(String type, String name, String packageName, String version) {
    this.type = type;
    this.name = name;
    this.packageName = packageName;
    this.version = version;
  }

  /**
   * A project.
   *
   * @param type metric or transform
   * @param name as in parameter files
   * @param packageName null for one made of the name
   * @param version of jelastix
   * @throws UsageException if one of them cannot be
   */
  static PluginProject of(String type, String name, String packageName, String version) {
    if (!TYPES.contains(type)) {
      throw new UsageException(
          "\"" + type + "\" is not a type of plug-in; known: " + String.join(", ", TYPES));
    }
    if (!name.matches("[A-Z][A-Za-z0-9]*")) {
      throw new UsageException(
          "\""
              + name
              + "\" cannot be the name of a component; use a capital, then letters and"
              + " digits");
    }
    String chosen =
        packageName == null ? "com.example." + name.toLowerCase(Locale.ROOT) : packageName;
    if (!SourceVersion.isName(chosen) || !chosen.contains(".")) {
      throw new UsageException(
          "\"" + chosen + "\" cannot be the name of a package; use for example com.example.mine");
    }
    return new PluginProject(type, name, chosen, version);
  }

  /** {@code local-correlation} for LocalCorrelation. */
  String artifact() {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** Text by name of file, with slashes. */
  Map<String, String> files() {
    String sources = "src/main/java/" + path() + "/";
    String resources = "src/main/resources/META-INF/";
    Map<String, String> files = new LinkedHashMap<>();
    files.put("README.md", filled("README.md.txt"));
    files.put("pom.xml", filled("pom.xml.txt"));
    files.put(".gitignore", filled("gitignore.txt"));
    files.put("parameters.txt", filled(type + "/parameters.txt"));
    files.put("src/main/java/module-info.java", filled("module-info.java.txt"));
    files.put(sources + "package-info.java", filled("package-info.java.txt"));
    files.put(sources + name + "Provider.java", filled(type + "/Provider.java.txt"));
    files.put(sources + name + part() + ".java", filled(type + "/Part.java.txt"));
    files.put(
        resources + "services/org.jelastix.api.spi." + kind() + "Provider",
        packageName + "." + name + "Provider\n");
    files.put(resources + "jelastix/conformance.properties", filled("conformance.properties.txt"));
    files.put(
        "src/test/java/" + path() + "/" + name + "ConformanceTest.java",
        filled("ConformanceTest.java.txt"));
    return files;
  }

  private String path() {
    return packageName.replace('.', '/');
  }

  private String kind() {
    return type.equals("metric") ? "Metric" : "Transform";
  }

  private String part() {
    return type.equals("metric") ? "Measure" : "Transform";
  }

  private String filled(String template) {
    return text(template)
        .replace("@Name@", name)
        .replace("@Kind@", kind())
        .replace("@Part@", part())
        .replace("@type@", type)
        .replace("@package@", packageName)
        .replace("@path@", path())
        .replace("@group@", packageName)
        .replace("@artifact@", artifact())
        .replace("@version@", version);
  }

  private static String text(String template) {
    try (InputStream in = PluginProject.class.getResourceAsStream("plugin/" + template)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
