package org.jelastix.io.parameter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.parameter.NumberTexts;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.io.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElastixParameterFormatTest {
  private final ElastixParameterFormat format = new ElastixParameterFormat();

  private static ParameterMap parse(String text) {
    return ElastixParameterFormat.parse(text, "p.txt");
  }

  private static String problem(String text) {
    return assertThrows(ParameterException.class, () -> parse(text)).getMessage();
  }

  @Test
  void readsValuesInQuotesAndWithout() {
    ParameterMap map = parse("(Metric \"A\" \"B C\")\n(N 1 2 -3.5e-2)\n");
    assertEquals(List.of("A", "B C"), map.values("Metric"));
    assertEquals(List.of("1", "2", "-3.5e-2"), map.values("N"));
    assertEquals("p.txt:2", map.locate("N"));
  }

  @Test
  void linesOfNumbersKeepTheirTexts() {
    ParameterMap map = parse("(N 1 -2.50 3e-4 1e400 12345678901234567890)\n(Size 3 4)\r\n(M 1 x)");
    assertTrue(map.values("N") instanceof NumberTexts);
    assertEquals(List.of("1", "-2.50", "3e-4", "1e400", "12345678901234567890"), map.values("N"));
    assertArrayEquals(
        new double[] {1, -2.5, 3e-4, Double.POSITIVE_INFINITY, 12345678901234567890.0},
        map.numbers("N"));
    assertArrayEquals(new double[] {3, 4}, map.numbers("Size"));
    assertEquals("p.txt:3: value 2 of M is \"x\"; expected a number", message(map, "M"));
    assertArrayEquals(new double[0], map.numbers("absent"));
  }

  private static String message(ParameterMap map, String name) {
    return assertThrows(ParameterException.class, () -> map.numbers(name)).getMessage();
  }

  @Test
  void takesTabsCommentsAndWindowsLineEnds() {
    ParameterMap map =
        parse("// head\r\n\r\n\t(A\t1\t2) // (B 3) \"odd\r\n  (C \"x//y\") //z\r\n(D true)");
    assertEquals(List.of("1", "2"), map.values("A"));
    assertEquals(List.of("x//y"), map.values("C"));
    assertEquals(List.of("true"), map.values("D"));
    assertFalse(map.contains("B"));
    assertEquals("p.txt:3", map.locate("A"));
  }

  @Test
  void quotesSeparateValuesAndEmptyOnesAreDropped() {
    assertEquals(List.of("a", "b"), parse("(A \"a\"\"b\")").values("A"));
    assertEquals(List.of("4"), parse("(A\"4\" )").values("A"));
    assertEquals(List.of(), parse("(A \"\")").values("A"));
    assertEquals(List.of("x y"), parse("(A \"x\ty\")").values("A"));
  }

  @Test
  void refusesWhatElastixRefusesWithLineAndHint() {
    assertEquals(
        "p.txt:3: the parameter \"A\" is specified more than once (first in line 1);"
            + " remove one of them: (A 2)",
        problem("(A 1)\n\n(A 2)"));
    assertTrue(problem("(A 1\n").startsWith("p.txt:1: the line is not between brackets"));
    assertTrue(problem("A 1)").contains("not between brackets"));
    assertTrue(problem("(A \"b)").contains("odd number of quotes"));
    assertTrue(problem("(A)").contains("name and a value"));
    assertTrue(problem("()").contains("name and a value"));
    assertTrue(problem("(A-)").contains("name and a value"));
    assertTrue(problem("(A.B 1)").contains("'.'"));
    assertTrue(problem("(A 1, 2)").contains("separate values by spaces"));
    assertTrue(problem("(A x@y)").contains("in quotes"));
    assertTrue(problem("( A 1)").contains("space between"));
    assertTrue(problem("(A 1) (B 2").contains("not between brackets"));
    assertTrue(problem("(").contains("not between brackets"));
  }

  @Test
  void fileNamesMayHoldWhatValuesMayNot() {
    assertEquals(List.of("C:\\a, b\\T@1.txt"), parse("(A \"C:\\a, b\\T@1.txt\")").values("A"));
  }

  @Test
  void writesNumbersPlainAndTextsInQuotes() {
    ParameterMap map =
        ParameterMap.builder()
            .put("N", List.of("1", "-2.5", "1e-05", "1.5e+10", "1e5", "Infinity", ".5", "007"))
            .put("T", List.of("true", "a b"))
            .put("E", List.of())
            .build();
    String text = format.format(map);
    assertEquals(
        """
        (N 1 -2.5 1e-05 1.5e+10 "1e5" "Infinity" ".5" 007)
        (T "true" "a b")
        (E "")
        """,
        text);
    assertEquals(map, parse(text));
  }

  @Test
  void refusesToWriteWhatCannotBeReadBack() {
    for (String value : Arrays.asList("a\"b", "a\nb", "a\tb")) {
      ParameterMap map = ParameterMap.builder().put("A", value).build();
      assertThrows(ParameterException.class, () -> format.format(map), value);
    }
    for (String name : Arrays.asList("", "a b", "a.b", "a\"", "(a")) {
      ParameterMap map = ParameterMap.builder().put(name, "1").build();
      assertThrows(ParameterException.class, () -> format.format(map), name);
    }
  }

  @Test
  void readsUtf8Latin1AndByteOrderMark(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.txt");
    Files.write(file, "\uFEFF(A \"ü\") // é".getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of("ü"), format.read(file).values("A"));
    Files.write(file, "(A 1) // é".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(List.of("1"), format.read(file).values("A"));
  }

  @Test
  void missingFilesAndFoldersAreInputErrors(@TempDir Path folder) {
    assertThrows(InputException.class, () -> format.read(folder.resolve("none.txt")));
    assertThrows(InputException.class, () -> format.read(folder));
  }

  @Test
  void readsAllPublishedParameterFiles() throws IOException {
    List<Path> files = SharedData.files("data", ".*/(modelzoo|parameters)/.*\\.txt");
    files.addAll(SharedData.files("reference", ".*/(parameters|TransformParameters.*)\\.txt"));
    assertTrue(files.size() >= 200, "only " + files.size() + " files");
    for (Path file : files) {
      ParameterMap map = format.read(file);
      assertFalse(map.names().isEmpty(), file.toString());
      assertEquals(map, parse(format.format(map)), file.toString());
      assertEquals(
          map, TomlParameterFormat.parse(new TomlParameterFormat().format(map), "t"), "" + file);
    }
  }
}
