package org.jelastix.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small case, once: prints how both programs compare, and fails on wrong answers alone. */
class SideBySideTest {
  @TempDir private Path folder;

  @Test
  void smallCaseRegistersAsWellAsElastix() throws Exception {
    boolean possible = Machine.has("elastix") && isBuilt();
    if (!possible) {
      System.out.println("no side-by-side figures: they need elastix on the PATH and a package");
    }
    assumeTrue(possible, "needs elastix on the PATH and a packaged runtime");
    assertEquals(0, SideBySide.execute("small", "1", folder.toString()));
    List<String> rows = Files.readAllLines(folder.resolve("side-by-side.csv"));
    assertEquals(24, rows.size() - 1, "two works, six figures, two programs");
    for (String work : List.of("rigid + affine, 64³", "affine + bspline, 128×128")) {
      double elastix = value(rows, work, "elastix");
      double jelastix = value(rows, work, "jelastix");
      assertTrue(jelastix > elastix - 0.02, work + ": Dice " + jelastix + ", elastix " + elastix);
    }
  }

  private static boolean isBuilt() {
    return Files.isDirectory(
        Programs.ofThisProject().root().resolve("runtime/target/jelastix/lib"));
  }

  private static double value(List<String> rows, String work, String program) {
    String start = '"' + work + "\",mean label Dice,," + program + ",1,";
    return rows.stream()
        .filter(row -> row.startsWith(start))
        .mapToDouble(row -> Double.parseDouble(row.substring(start.length())))
        .findFirst()
        .orElseThrow();
  }
}
