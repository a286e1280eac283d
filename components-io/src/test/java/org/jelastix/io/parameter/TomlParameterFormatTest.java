package org.jelastix.io.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jelastix.api.ParameterException;
import org.jelastix.api.parameter.ParameterMap;
import org.junit.jupiter.api.Test;

class TomlParameterFormatTest {
  private static ParameterMap parse(String text) {
    return TomlParameterFormat.parse(text, "p.toml");
  }

  @Test
  void mapsScalarsAndArrays() {
    ParameterMap map =
        parse(
            """
            # note
            A = 1
            B = [1.0, 2.5,
             1e-9]
            C = "x y"
            D = true
            "E" = ['a', 2, false]
            F = []
            G = inf
            """);
    assertEquals(List.of("1"), map.values("A"));
    assertEquals(List.of("1", "2.5", "1e-9"), map.values("B"));
    assertEquals(List.of("x y"), map.values("C"));
    assertEquals(List.of("true"), map.values("D"));
    assertEquals(List.of("a", "2", "false"), map.values("E"));
    assertEquals(List.of(), map.values("F"));
    assertEquals(List.of("Infinity"), map.values("G"));
    assertEquals("p.toml:5", map.locate("C"));
    assertEquals("p.toml:7", map.locate("E"));
  }

  @Test
  void refusesTablesDatesAndNestedArraysWithLine() {
    for (String bad :
        List.of("A = 1\n[B]\nC = 2", "A = 1\nB = [[1]]", "A = 1\nB = 2020-01-01", "A=1\nB.c = 3")) {
      String message = assertThrows(ParameterException.class, () -> parse(bad)).getMessage();
      assertTrue(message.startsWith("p.toml") && message.contains("B is a table"), message);
    }
  }

  @Test
  void refusesNumbersBeyondDouble() {
    String message =
        assertThrows(ParameterException.class, () -> parse("A = 1\nB = 1e400")).getMessage();
    assertTrue(message.startsWith("p.toml:2: B has a number too large"), message);
  }

  @Test
  void saysWhereTheSyntaxIsWrong() {
    for (String bad : List.of("A = 1\nB = \n", "A = 1\nA = 2\n", "A = 1\nB = [1, \"x]\n")) {
      String message = assertThrows(ParameterException.class, () -> parse(bad)).getMessage();
      assertTrue(message.matches("p\\.toml:[23]: not valid TOML: .*"), message);
    }
  }

  @Test
  void writesWhatItReads() {
    ParameterMap map =
        ParameterMap.builder()
            .put("A", List.of("1"))
            .put("B", List.of("1.50", "0.1", "007", "1e-05", "-3", "-0", "12345678901234567890"))
            .put("C", List.of("a\"b\\c\n", "true"))
            .put("D", List.of())
            .build();
    String text = new TomlParameterFormat().format(map);
    assertTrue(text.startsWith("A = 1\nB = [\"1.50\", 0.1, \"007\""), text);
    assertEquals(map, parse(text));
  }
}
