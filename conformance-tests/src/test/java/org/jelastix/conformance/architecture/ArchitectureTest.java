package org.jelastix.conformance.architecture;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The rooms of docs/architecture.md, and that each rule would notice if they were not apart. */
class ArchitectureTest {
  /** Fewer classes would mean that a rule looks at nothing. */
  private static final Map<String, Integer> FEWEST_CLASSES =
      Map.of(
          "api", 60,
          "transforms", 20,
          "images", 20,
          "metrics", 20,
          "optimizers", 15,
          "io", 20,
          "runtime", 30);

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/conformance/"))
          .importPackages("org.jelastix");

  private static JavaClasses planted(Class<?>... types) {
    return new ClassFileImporter().importClasses(types);
  }

  private static String packageOf(Map.Entry<String, Integer> module) {
    return "org.jelastix." + module.getKey();
  }

  @TestFactory
  Stream<DynamicTest> rulesHold() {
    Stream<ArchRule> rules =
        Stream.concat(
            Rules.COMPONENTS.stream().map(Rules::componentsKeepApart),
            Stream.of(
                Rules.COMPONENTS_DO_NOT_KNOW_THE_RUNTIME,
                Rules.API_DEPENDS_ON_THE_JDK_ALONE,
                Rules.ONLY_IO_OPENS_FILES,
                Rules.NO_STATIC_STATE,
                Rules.HOT_PATHS_DO_NOT_ALLOCATE,
                Rules.EXCEPTIONS_HAVE_WORDS));
    return rules.map(
        rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(OURS)));
  }

  @TestFactory
  Stream<DynamicTest> plantedViolationsAreNoticed() {
    return Stream.of(
        noticed(
            Rules.componentsKeepApart("transforms"),
            org.jelastix.transforms.planted.KnowsAMetric.class),
        noticed(
            Rules.COMPONENTS_DO_NOT_KNOW_THE_RUNTIME,
            org.jelastix.transforms.planted.KnowsTheRuntime.class),
        noticed(Rules.API_DEPENDS_ON_THE_JDK_ALONE, org.jelastix.api.planted.KnowsALibrary.class),
        noticed(Rules.ONLY_IO_OPENS_FILES, org.jelastix.transforms.planted.OpensAFile.class),
        noticed(Rules.ONLY_IO_OPENS_FILES, org.jelastix.transforms.planted.ScansAFile.class),
        noticed(Rules.NO_STATIC_STATE, org.jelastix.transforms.planted.CountsInAStatic.class),
        noticed(Rules.NO_STATIC_STATE, org.jelastix.transforms.planted.CollectsInAStatic.class),
        noticed(Rules.NO_STATIC_STATE, org.jelastix.transforms.planted.CachesInAStatic.class),
        noticed(
            Rules.HOT_PATHS_DO_NOT_ALLOCATE, org.jelastix.transforms.planted.BoxesNumbers.class),
        noticed(Rules.HOT_PATHS_DO_NOT_ALLOCATE, org.jelastix.transforms.planted.UsesAStream.class),
        noticed(Rules.EXCEPTIONS_HAVE_WORDS, org.jelastix.transforms.planted.ThrowsAnything.class));
  }

  private static DynamicTest noticed(ArchRule rule, Class<?> violator) {
    return DynamicTest.dynamicTest(
        violator.getSimpleName(),
        () -> {
          AssertionError error =
              assertThrows(AssertionError.class, () -> rule.check(planted(violator)));
          // Not for want of classes to look at.
          assertTrue(error.getMessage().contains("<" + violator.getName()), error::getMessage);
        });
  }

  @Test
  void theRulesLookAtEnoughClasses() {
    assertAll(
        FEWEST_CLASSES.entrySet().stream()
            .map(
                module ->
                    () -> {
                      String root = packageOf(module);
                      long found =
                          OURS.stream().filter(c -> c.getPackageName().startsWith(root)).count();
                      assertTrue(
                          found >= module.getValue(), () -> root + " has " + found + " classes");
                    }));
  }

  /** A plug-in is found on the module path by module-info, on the class path by these files. */
  @TestFactory
  Stream<DynamicTest> moduleInfoAndServiceFilesAgree() {
    return modules()
        .filter(module -> !module.descriptor().provides().isEmpty())
        .map(module -> DynamicTest.dynamicTest(module.descriptor().name(), () -> agree(module)));
  }

  private static void agree(ModuleReference module) throws IOException {
    assertEquals(text(declared(module.descriptor())), text(listed(module)));
  }

  @Test
  void componentModulesExportNothing() {
    assertEquals(Set.of(), exporting(modules()));
  }

  private static Set<String> exporting(Stream<ModuleReference> modules) {
    return modules
        .map(ModuleReference::descriptor)
        .filter(m -> Rules.COMPONENTS.contains(m.name().replace("org.jelastix.", "")))
        .filter(m -> !m.exports().isEmpty())
        .map(ModuleDescriptor::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A component module that exports a package, and whose service file names another provider. */
  @Test
  void aModuleThatBreaksBothRulesIsNoticed(@TempDir Path folder) throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path info = source.resolve("module-info.java");
    Path provider = source.resolve("Planted.java");
    Files.writeString(
        info,
        "module org.jelastix.metrics { exports org.jelastix.planted;"
            + " provides org.jelastix.planted.Planted with org.jelastix.planted.Planted; }");
    Files.writeString(provider, "package org.jelastix.planted; public class Planted {}");
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve("org.jelastix.planted.Planted"), "planted.Other\n");
    String[] arguments = {
      "-proc:none", "-d", classes.toString(), info.toString(), provider.toString()
    };
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments));
    ModuleReference module = ModuleFinder.of(classes).find("org.jelastix.metrics").orElseThrow();
    assertEquals(Set.of("org.jelastix.metrics"), exporting(Stream.of(module)));
    assertThrows(AssertionError.class, () -> agree(module));
  }

  @Test
  void allModulesAreLookedAt() {
    Set<String> names = modules().map(m -> m.descriptor().name()).collect(Collectors.toSet());
    for (String module : FEWEST_CLASSES.keySet()) {
      assertTrue(names.contains("org.jelastix." + module), () -> module + " is not among " + names);
    }
  }

  /** The modules of jelastix on the class path, this one apart. */
  private static Stream<ModuleReference> modules() {
    String[] places =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            .split(java.util.regex.Pattern.quote(System.getProperty("path.separator")), -1);
    return Stream.of(places)
        .filter(place -> place.contains("jelastix"))
        .map(place -> ModuleFinder.of(Path.of(place)))
        .flatMap(finder -> finder.findAll().stream())
        .filter(module -> module.descriptor().name().startsWith("org.jelastix."))
        .filter(module -> !module.descriptor().name().equals("org.jelastix.conformance"));
  }

  private static Map<String, Set<String>> declared(ModuleDescriptor module) {
    Map<String, Set<String>> all = new TreeMap<>();
    module.provides().forEach(p -> all.put(p.service(), new TreeSet<>(p.providers())));
    return all;
  }

  private static Map<String, Set<String>> listed(ModuleReference module) throws IOException {
    Map<String, Set<String>> all = new TreeMap<>();
    String folder = "META-INF/services/";
    try (ModuleReader reader = module.open()) {
      for (String name :
          reader.list().filter(n -> n.startsWith(folder) && !n.endsWith("/")).toList()) {
        try (InputStream in = reader.open(name).orElseThrow();
            BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
          Set<String> providers =
              lines
                  .lines()
                  .map(line -> line.replaceAll("#.*", "").strip())
                  .filter(line -> !line.isEmpty())
                  .collect(Collectors.toCollection(TreeSet::new));
          if (name.startsWith(folder + "org.jelastix.")) {
            all.put(name.substring(folder.length()), providers);
          }
        }
      }
    }
    return all;
  }

  private static String text(Map<String, Set<String>> services) {
    return services.entrySet().stream()
        .filter(e -> e.getKey().startsWith("org.jelastix."))
        .map(e -> e.getKey() + "\n  " + String.join("\n  ", e.getValue()))
        .collect(Collectors.joining("\n"));
  }
}
