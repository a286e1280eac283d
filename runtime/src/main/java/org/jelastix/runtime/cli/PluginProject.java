package org.jelastix.runtime.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * The files of a new plug-in, made from the templates beside this class, in which {@code @Name@}
 * and the like stand for what is chosen.
 */
final class PluginProject {
  private static final List<Type> TYPES =
      List.of(
          new Type("metric", "Metric", "Metric", "Measure"),
          new Type("transform", "Transform", "Transform", "Transform"),
          new Type("optimizer", "Optimizer", "Optimizer", "Optimizer"),
          new Type("sampler", "Sampler", "ImageSampler", "Sampler"),
          new Type("interpolator", "Interpolator", "Interpolator", "Interpolator"));

  /**
   * What a plug-in can be.
   *
   * @param word on the command line, and the folder of its templates
   * @param kind of provider and of conformance test
   * @param key in parameter files
   * @param part ends the name of the class that does the work
   */
  private record Type(String word, String kind, String key, String part) {}

  private final Type type;
  private final String name;
  private final String packageName;
  private final String version;

  private PluginProject(Type type, String name, String packageName, String version) {
    this.type = type;
    this.name = name;
    this.packageName = packageName;
    this.version = version;
  }

  /**
   * A project.
   *
   * @param word its type: metric, transform, optimizer, sampler or interpolator
   * @param name as in parameter files
   * @param packageName null for one made of the name
   * @param version of jelastix
   * @throws UsageException if one of them cannot be
   */
  static PluginProject of(String word, String name, String packageName, String version) {
    Type type =
        TYPES.stream()
            .filter(known -> known.word().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "\""
                            + word
                            + "\" is not a type of plug-in; known: "
                            + TYPES.stream().map(Type::word).collect(Collectors.joining(", "))));
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
    files.put("parameters.txt", filled(type.word() + "/parameters.txt"));
    files.put("src/main/java/module-info.java", filled("module-info.java.txt"));
    files.put(sources + "package-info.java", filled("package-info.java.txt"));
    files.put(sources + name + "Provider.java", filled(type.word() + "/Provider.java.txt"));
    files.put(sources + name + type.part() + ".java", filled(type.word() + "/Part.java.txt"));
    files.put(
        resources + "services/org.jelastix.api.spi." + type.kind() + "Provider",
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

  private String filled(String template) {
    return text(template)
        .replace("@Name@", name)
        .replace("@Kind@", type.kind())
        .replace("@Key@", type.key())
        .replace("@Part@", type.part())
        .replace("@type@", type.word())
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
