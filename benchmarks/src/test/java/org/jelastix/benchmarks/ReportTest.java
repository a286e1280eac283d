package org.jelastix.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.benchmarks.Comparison.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir private Path folder;

  @Test
  void tableHasMediansRangesAndRatios() {
    Report report = new Report();
    report.setGoal("work", "4×");
    report.add(
        new Comparison("work", Quantity.WALL, new double[] {20, 10, 30}, new double[] {4, 5, 2.5}));
    report.add(
        new Comparison(
            "work", Quantity.MEMORY, new double[] {200, 200, 200}, new double[] {100, 100, 100}));
    String table = report.markdown("a machine");
    assertTrue(
        table.contains(
            "| work | 20.0 (10.0 – 30.0) | 4.00 (2.50 – 5.00) | **5.00×** | 4× |  | 200 / 100 | 0.50× |"),
        table);
  }

  @Test
  void medianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    assertEquals(2.5, Comparison.median(new double[] {4, 1, 2, 3}), 0);
    assertEquals(1, Comparison.deviation(new double[] {1, 2, 3}), 1e-12);
  }

  @Test
  void replacesASectionOfAPageAndNothingElse() throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(page, "before\n<!-- begin a -->\nold\n<!-- end a -->\nafter\n");
    MarkedSection.replace(page, "a", "new\n\n");
    assertEquals("before\n<!-- begin a -->\nnew\n<!-- end a -->\nafter\n", Files.readString(page));
    assertThrows(IOException.class, () -> MarkedSection.replace(page, "b", "new"));
  }

  @Test
  void informationOfAnImageWithItselfIsItsEntropy() {
    Image halves = Image.of(ImageGrid.ofSize(2, 2), new float[] {0, 1, 0, 1});
    Image crossed = Image.of(ImageGrid.ofSize(2, 2), new float[] {0, 0, 1, 1});
    assertEquals(Math.log(2), Judge.information(halves, halves), 1e-12);
    assertEquals(0, Judge.information(halves, crossed), 1e-12);
  }
}
