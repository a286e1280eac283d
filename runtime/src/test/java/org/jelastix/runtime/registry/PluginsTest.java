package org.jelastix.runtime.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.jelastix.api.ApiVersion;
import org.jelastix.api.InputException;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.runtime.Jelastix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
  @TempDir Path folder;

  @Test
  void aJarInTheFolderAddsAComponent() throws IOException {
    jar("mine.jar", "mine.MyMetricProvider", "MyMetric");
    try (Jelastix jelastix = Jelastix.builder().threads(1).plugins(folder).build()) {
      ComponentRegistry components = jelastix.components();
      assertTrue(components.find(ComponentType.METRIC, "MyMetric").isPresent());
      assertTrue(
          components
              .location(components.find(ComponentType.METRIC, "MyMetric").orElseThrow())
              .endsWith("mine.jar"));
    }
  }

  @Test
  void twoJarsWithOneNameAreAnErrorUnlessTheUserPicks() throws IOException {
    jar("one.jar", "one.OneProvider", "MyMetric");
    jar("two.jar", "two.TwoProvider", "MyMetric");
    InputException e =
        assertThrows(
            InputException.class, () -> Jelastix.builder().threads(1).plugins(folder).build());
    assertTrue(e.getMessage().contains("one.jar"), e::getMessage);
    assertTrue(e.getMessage().contains("two.jar"), e::getMessage);
    try (Jelastix jelastix =
        Jelastix.builder().threads(1).plugins(folder).prefer("MyMetric", "two.jar").build()) {
      ComponentRegistry components = jelastix.components();
      assertTrue(
          components
              .location(components.find(ComponentType.METRIC, "MyMetric").orElseThrow())
              .endsWith("two.jar"));
    }
  }

  @Test
  void brokenFoldersAndJarsAreOneLine() throws IOException {
    assertProblem(folder.resolve("missing"), "no such folder");
    assertProblem(folder, "no plug-in jars");
    Path jar = folder.resolve("broken.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("META-INF/services/org.jelastix.api.spi.MetricProvider"));
      out.write("not.There".getBytes(UTF_8));
    }
    assertProblem(folder, "not.There");
  }

  @Test
  void aJarForAnotherApiIsRefused() throws IOException {
    jar("mine.jar", "mine.MyMetricProvider", "MyMetric", "Jelastix-Api-Version: 7.3\n");
    assertProblem(folder, "mine.jar: was built for version 7.3 of the jelastix api");
    assertProblem(folder, "this is " + ApiVersion.current());
    jar("mine.jar", "mine.MyMetricProvider", "MyMetric", "Jelastix-Api-Version: new\n");
    assertProblem(folder, "\"new\" is not a version");
    String fits = "Jelastix-Api-Version: " + ApiVersion.current() + ".4-SNAPSHOT\n";
    jar("mine.jar", "mine.MyMetricProvider", "MyMetric", fits);
    Plugins plugins = Plugins.in(folder);
    assertEquals(Optional.of(ApiVersion.current()), Plugins.builtFor(folder.resolve("mine.jar")));
    assertEquals(List.of(folder.resolve("mine.jar")), plugins.jars());
  }

  @Test
  void aJarForAnotherApiIsRefusedOnTheClassPathToo() throws Exception {
    jar("mine.jar", "mine.MyMetricProvider", "MyMetric", "Jelastix-Api-Version: 7.3\n");
    URL[] jar = {folder.resolve("mine.jar").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(jar, getClass().getClassLoader())) {
      Class<?> provider = loader.loadClass("mine.MyMetricProvider");
      InputException e =
          assertThrows(InputException.class, () -> new BuiltFor().checkJarOf(provider));
      assertTrue(e.getMessage().contains("mine.jar: was built for version 7.3"), e::getMessage);
    }
  }

  @Test
  void whatAFolderOffersIsKeptApartFromTheRest() throws IOException {
    jar("mine.jar", "mine.MyMetricProvider", "MyMetric");
    Plugins plugins = Plugins.in(folder);
    List<MetricProvider> found = plugins.find(MetricProvider.class);
    assertEquals(1, found.size());
    assertEquals("MyMetric", found.get(0).info().name());
    assertEquals(
        folder.resolve("mine.jar").toRealPath(),
        Plugins.jarOf(found.get(0).getClass()).orElseThrow().toRealPath());
    assertEquals(List.of(), plugins.find(TransformProvider.class));
  }

  private static void assertProblem(Path plugins, String part) {
    InputException e =
        assertThrows(
            InputException.class, () -> Jelastix.builder().threads(1).plugins(plugins).build());
    assertTrue(e.getMessage().contains(part), e::getMessage);
    assertEquals(1, e.getMessage().lines().count());
  }

  /** Compiles a provider and packs it as somebody else would. */
  private void jar(String name, String className, String component) throws IOException {
    jar(name, className, component, "");
  }

  private void jar(String name, String className, String component, String attribute)
      throws IOException {
    int dot = className.lastIndexOf('.');
    String source =
        "package "
            + className.substring(0, dot)
            + "; public final class "
            + className.substring(dot + 1)
            + " implements org.jelastix.api.spi.MetricProvider {"
            + " public org.jelastix.api.spi.ComponentInfo info() { return"
            + " org.jelastix.api.spi.ComponentInfo.of(org.jelastix.api.spi.ComponentType.METRIC, \""
            + component
            + "\", \"Mine.\"); }"
            + " public org.jelastix.api.component.Metric create("
            + "org.jelastix.api.spi.MetricContext context) { return null; } }";
    Path sources = Files.createDirectories(folder.resolve("src-" + name));
    Path file = sources.resolve(className.substring(dot + 1) + ".java");
    Files.writeString(file, source);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                OutputStream.nullOutputStream(),
                null,
                "-proc:none",
                "-d",
                sources.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                file.toString());
    assertEquals(0, code);
    String entry = className.replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      out.write(("Manifest-Version: 1.0\n" + attribute).getBytes(UTF_8));
      out.putNextEntry(new ZipEntry(entry));
      Files.copy(sources.resolve(entry), out);
      out.putNextEntry(new ZipEntry("META-INF/services/org.jelastix.api.spi.MetricProvider"));
      out.write(String.join("\n", List.of(className)).getBytes(UTF_8));
    }
  }
}
