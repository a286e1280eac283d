package org.jelastix.api.parameter;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How the text of a parameter becomes a value, and how to say what would be accepted.
 *
 * @param <T> the value's Java type
 */
public final class ValueType<T> {
  /** true or false, as elastix writes them (any case accepted). */
  public static final ValueType<Boolean> BOOL =
      new ValueType<>("bool", "true or false", ValueType::parseBool);

  /** A whole number of 32 bits; a trailing ".0" is accepted as in real files. */
  public static final ValueType<Integer> INTEGER =
      new ValueType<>("integer", "a whole number", ValueType::parseInteger);

  /** A finite or infinite number; NaN is not accepted. */
  public static final ValueType<Double> FLOAT =
      new ValueType<>("float", "a number", ValueType::parseFloat);

  /** Any text. */
  public static final ValueType<String> STRING = new ValueType<>("string", "a text", t -> t);

  private final String name;
  private final String accepts;
  private final Function<String, T> parser;

  private ValueType(String name, String accepts, Function<String, T> parser) {
    this.name = name;
    this.accepts = accepts;
    this.parser = parser;
  }

  /**
   * One of several texts, case-sensitive.
   *
   * @param choices at least one
   */
  public static ValueType<String> choice(String... choices) {
    List<String> allowed = List.of(choices);
    return new ValueType<>(
        "string",
        "one of " + String.join(", ", allowed),
        text -> allowed.contains(text) ? text : null);
  }

  /** The type's name in the reference: bool, integer, float or string. */
  public String name() {
    return name;
  }

  /** What would be accepted, to end the sentence "expected …". */
  public String accepts() {
    return accepts;
  }

  /**
   * The value of a text, or null if it is not of this type.
   *
   * @param text without quotes
   */
  public T parse(String text) {
    return parser.apply(text);
  }

  private static Boolean parseBool(String text) {
    switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "true":
        return Boolean.TRUE;
      case "false":
        return Boolean.FALSE;
      default:
        return null;
    }
  }

  private static Integer parseInteger(String text) {
    Double value = parseFloat(text);
    return value != null && value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE
        ? Integer.valueOf(value.intValue())
        : null;
  }

  private static Double parseFloat(String text) {
    try {
      double value = Double.parseDouble(text.trim());
      return Double.isNaN(value) ? null : Double.valueOf(value);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
