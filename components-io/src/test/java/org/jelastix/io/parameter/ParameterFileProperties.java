package org.jelastix.io.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jelastix.api.ParameterException;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.io.file.NumberText;

class ParameterFileProperties {

  @Provide
  Arbitrary<Map<String, List<String>>> maps() {
    Arbitrary<String> names = Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> texts =
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .excludeChars('"')
            .ofMinLength(1)
            .ofMaxLength(12);
    Arbitrary<String> numbers = Arbitraries.doubles().map(NumberText::of);
    return Arbitraries.maps(names, Arbitraries.oneOf(texts, numbers).list().ofMaxSize(4))
        .ofMaxSize(6);
  }

  @Property(tries = 300)
  void elastixTextReadsBackAsWritten(@ForAll("maps") Map<String, List<String>> entries) {
    ParameterMap map = ParameterMap.of(entries);
    assertEquals(map, ElastixParameterFormat.parse(new ElastixParameterFormat().format(map), "p"));
  }

  @Property(tries = 300)
  void tomlReadsBackAsWritten(@ForAll("maps") Map<String, List<String>> entries) {
    ParameterMap map = ParameterMap.of(entries);
    assertEquals(map, TomlParameterFormat.parse(new TomlParameterFormat().format(map), "p"));
  }

  @Property(tries = 500)
  void anyTextIsReadOrRefusedInOneLine(@ForAll List<@From("lines") String> lines) {
    String text = lines.stream().collect(Collectors.joining("\n"));
    try {
      ElastixParameterFormat.parse(text, "p");
    } catch (ParameterException e) {
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }
    try {
      TomlParameterFormat.parse(text, "p");
    } catch (ParameterException e) {
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }
  }

  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("()\"/ \tAb1.,-=[]{}#\\\r").ofMaxLength(14),
        Arbitraries.of("(A 1)", "(B \"x\" 2)", "A = 1", "B = [1, 2]", "[[x]]"));
  }

  @Property(tries = 1000)
  void numbersReadBackAndAreNumbers(@ForAll double value) {
    String text = NumberText.of(value);
    assertEquals(value == 0 ? 0.0 : value, Double.parseDouble(text));
    assertEquals(true, NumberText.isNumber(text));
  }
}
