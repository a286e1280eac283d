package org.jelastix.conformance.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jelastix.runtime.Jelastix;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Records our own references anew, with the elastix that {@code -Drecord.with} names: for new
 * cases, or when the phantoms change.
 */
@EnabledIfSystemProperty(named = "record.with", matches = ".+")
class RecordOwnReferencesTest {
  private static final Path OWN = Path.of("src", "test", "resources", "reference-registrations");

  @TestFactory
  Stream<DynamicTest> record() throws IOException {
    try (Stream<Path> folders = Files.list(OWN)) {
      List<Path> all = folders.sorted().toList();
      return all.stream()
          .map(
              folder ->
                  DynamicTest.dynamicTest(
                      folder.getFileName().toString(),
                      () -> {
                        try (Jelastix jelastix = Jelastix.standard()) {
                          new Recorder(jelastix)
                              .recordWith(folder, System.getProperty("record.with"));
                        }
                      }));
    }
  }
}
