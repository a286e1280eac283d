package org.jelastix.io.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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

  /** Numbers, what is almost one, and what may stand around them. */
  @Provide
  Arbitrary<String> numberLines() {
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.doubles().map(v -> Double.toString(v).replace("E", "e")),
            Arbitraries.doubles().between(-100, 100).ofScale(9).map(Object::toString),
            Arbitraries.integers().map(Object::toString),
            Arbitraries.strings().withChars("0123456789").ofMinLength(15).ofMaxLength(22),
            Arbitraries.strings().withChars("-+.e019").ofMaxLength(5),
            Arbitraries.of("0", "-0", "-0.0", "1.", ".5", "nan", "\"7\"", "1e5", "1e-05", "2E3"));
    Arbitrary<String> spaces = Arbitraries.of(" ", " ", " ", "  ", "\t", "");
    Arbitrary<String> ends =
        Arbitraries.of(")", ")", ")", " )", ") ", ")\r", ") // c", "", "))", ")\u00a0", ")\u2003");
    Arbitrary<String> starts =
        Arbitraries.of("(A", "(A", "(B2", "(C_", " (D", "( E", "(\u00e9", "");
    Arbitrary<String> middles =
        Combinators.combine(spaces, values)
            .as(String::concat)
            .list()
            .ofMaxSize(6)
            .map(parts -> String.join("", parts));
    return Combinators.combine(starts, middles, ends).as((a, b, c) -> a + b + c);
  }

  @Property(tries = 3000)
  void theQuickWayThroughNumbersReadsTheSame(@ForAll List<@From("numberLines") String> lines) {
    String text = String.join("\n", lines);
    Supplier<ParameterMap> slow = () -> ElastixParameterFormat.parse(text, null, false, "p");
    assertEquals(outcome(slow), outcome(() -> ElastixParameterFormat.parse(text, "p")));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(outcome(slow), outcome(() -> ElastixParameterFormat.parse(bytes, "p")));
  }

  private static String outcome(Supplier<ParameterMap> parse) {
    try {
      ParameterMap map = parse.get();
      StringBuilder all = new StringBuilder(map.toString());
      for (String name : map.names()) {
        all.append(map.locate(name));
        try {
          all.append(Arrays.toString(map.numbers(name)));
        } catch (ParameterException e) {
          all.append(e.getMessage());
        }
      }
      return all.toString();
    } catch (ParameterException e) {
      return e.getMessage();
    }
  }

  @Property(tries = 1000)
  void numbersReadBackAndAreNumbers(@ForAll double value) {
    String text = NumberText.of(value);
    assertEquals(value == 0 ? 0.0 : value, Double.parseDouble(text));
    assertEquals(true, NumberText.isNumber(text));
  }
}
