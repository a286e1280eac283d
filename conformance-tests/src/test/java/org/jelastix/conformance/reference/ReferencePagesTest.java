package org.jelastix.conformance.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.registry.ComponentRegistry;
import org.jelastix.runtime.registry.GeneralParameters;
import org.jelastix.runtime.registry.ReferencePages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of {@code docs/reference} say what the components declare, and they declare enough. */
class ReferencePagesTest {
  /** Set to true, the pages are written anew rather than compared. */
  private static final String UPDATE = "jelastix.updateDocs";

  private static Jelastix jelastix;

  @BeforeAll
  static void open() {
    jelastix = Jelastix.builder().threads(1).build();
  }

  @AfterAll
  static void close() {
    jelastix.close();
  }

  @Test
  void pagesAreUpToDate() throws IOException {
    Path folder = Checkout.root().resolve("docs/reference");
    Map<String, String> pages = new ReferencePages(jelastix.components()).pages();
    if (Boolean.getBoolean(UPDATE)) {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(folder.resolve(page.getKey()), page.getValue(), StandardCharsets.UTF_8);
      }
    }
    String remedy = "docs/reference is stale; run: jelastix components reference -o docs/reference";
    Map<String, String> written = written(folder);
    assertEquals(pages.keySet(), written.keySet(), remedy);
    pages.forEach((name, text) -> assertEquals(text, written.get(name), name + ": " + remedy));
  }

  private static Map<String, String> written(Path folder) throws IOException {
    Map<String, String> written = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          written.put(
              String.valueOf(file.getFileName()),
              Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n"));
        }
      }
    }
    return written;
  }

  @Test
  void everyComponentAndParameterIsExplained() {
    List<String> missing = new ArrayList<>();
    for (ComponentInfo info : jelastix.components().list()) {
      String name = info.type().parameterName() + " " + info.name();
      if (info.summary().isBlank()) {
        missing.add(name + " has no summary");
      }
      info.parameters().forEach(parameter -> explain(name, parameter, missing));
    }
    GeneralParameters.all().forEach(parameter -> explain("general", parameter, missing));
    assertTrue(missing.isEmpty(), () -> String.join("\n", missing));
  }

  private static void explain(String owner, Parameter<?> parameter, List<String> missing) {
    if (parameter.doc().isBlank()) {
      missing.add(owner + ": " + parameter.name() + " is not explained");
    }
  }

  @Test
  void noNameOfElastixIsMissing() throws IOException {
    Path list = Checkout.root().resolveSibling("shared").resolve("reference/components.json");
    Assumptions.assumeTrue(
        Files.exists(list), "SKIPPED: the list of elastix's components is not beside the project");
    ComponentRegistry registry = jelastix.components();
    List<ElastixComponent> all = ElastixComponent.allIn(list);
    assertFalse(all.isEmpty());
    List<String> missing = new ArrayList<>();
    for (ElastixComponent component : all) {
      component.missingIn(registry).forEach(missing::add);
    }
    assertTrue(missing.isEmpty(), () -> String.join("\n", missing));
  }
}
