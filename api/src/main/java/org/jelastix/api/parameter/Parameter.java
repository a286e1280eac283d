package org.jelastix.api.parameter;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The declaration of one parameter that a component reads: name, type, unit, default, range and
 * meaning. Typed access, validation, suggestions and the reference pages all come from it.
 *
 * <p>Immutable; the {@code with…}-like methods return a changed copy, so that a declaration reads
 * as one sentence:
 *
 * <pre>{@code
 * static final Parameter<Integer> BINS =
 *     Parameter.integer("NumberOfHistogramBins", 32)
 *         .perResolution()
 *         .atLeast(4)
 *         .doc("Number of bins along each axis of the joint histogram.");
 * }</pre>
 *
 * @param <T> the value's Java type
 */
public final class Parameter<T> {
  private final String name;
  private final ValueType<T> type;
  private final T defaultValue;
  private final String defaultText;
  private final Arity arity;
  private final String unit;
  private final String doc;
  private final String rangeText;
  private final Predicate<T> range;
  private final List<String> aliases;

  /** How the several values of one parameter are meant. */
  public enum Arity {
    /** One value. */
    SINGLE,
    /** One value, or one for each resolution; the first where a later one is missing. */
    PER_RESOLUTION,
    /** A list whose meaning the component defines (per dimension, per level and dimension, …). */
    LIST
  }

  private Parameter(
      String name,
      ValueType<T> type,
      T defaultValue,
      String defaultText,
      Arity arity,
      String unit,
      String doc,
      String rangeText,
      Predicate<T> range,
      List<String> aliases) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = type;
    this.defaultValue = defaultValue;
    this.defaultText = defaultText;
    this.arity = arity;
    this.unit = unit;
    this.doc = doc;
    this.rangeText = rangeText;
    this.range = range;
    this.aliases = aliases;
  }

  /**
   * A parameter of any type.
   *
   * @param name as in parameter files
   * @param type of its values
   * @param defaultValue used when the file does not name it; null if the component computes one or
   *     the parameter is required
   */
  public static <T> Parameter<T> of(String name, ValueType<T> type, T defaultValue) {
    return new Parameter<>(
        name,
        type,
        defaultValue,
        defaultValue == null ? "" : String.valueOf(defaultValue),
        Arity.SINGLE,
        "",
        "",
        "",
        v -> true,
        List.of());
  }

  /** A true/false parameter; see {@link #of}. */
  public static Parameter<Boolean> bool(String name, Boolean defaultValue) {
    return of(name, ValueType.BOOL, defaultValue);
  }

  /** A whole-number parameter; see {@link #of}. */
  public static Parameter<Integer> integer(String name, Integer defaultValue) {
    return of(name, ValueType.INTEGER, defaultValue);
  }

  /** A number parameter; see {@link #of}. */
  public static Parameter<Double> number(String name, Double defaultValue) {
    return of(name, ValueType.FLOAT, defaultValue);
  }

  /** A text parameter; see {@link #of}. */
  public static Parameter<String> text(String name, String defaultValue) {
    return of(name, ValueType.STRING, defaultValue);
  }

  /**
   * A parameter whose value is one of several texts.
   *
   * @param name as in parameter files
   * @param defaultValue one of the choices, or null
   * @param choices all that are accepted
   */
  public static Parameter<String> choice(String name, String defaultValue, String... choices) {
    return of(name, ValueType.choice(choices), defaultValue);
  }

  /** One value for each resolution is accepted. */
  public Parameter<T> perResolution() {
    return new Parameter<>(
        name,
        type,
        defaultValue,
        defaultText,
        Arity.PER_RESOLUTION,
        unit,
        doc,
        rangeText,
        range,
        aliases);
  }

  /** A list of values is accepted; the doc says what each means. */
  public Parameter<T> list() {
    return new Parameter<>(
        name, type, defaultValue, defaultText, Arity.LIST, unit, doc, rangeText, range, aliases);
  }

  /**
   * What the default is, in words, when the component computes it.
   *
   * @param words for example "the mean voxel spacing"
   */
  public Parameter<T> defaultsTo(String words) {
    return new Parameter<>(
        name, type, defaultValue, words, arity, unit, doc, rangeText, range, aliases);
  }

  /**
   * The unit of the values.
   *
   * @param text mm, voxels, radians, …
   */
  public Parameter<T> unit(String text) {
    return new Parameter<>(
        name, type, defaultValue, defaultText, arity, text, doc, rangeText, range, aliases);
  }

  /**
   * The meaning, in sentences for the reference pages.
   *
   * @param sentences what it does, what large and small values cause, when it has no effect
   */
  public Parameter<T> doc(String sentences) {
    return new Parameter<>(
        name, type, defaultValue, defaultText, arity, unit, sentences, rangeText, range, aliases);
  }

  /**
   * Older spellings that are read when the name itself is absent.
   *
   * @param names in order of preference
   */
  public Parameter<T> aliases(String... names) {
    return new Parameter<>(
        name, type, defaultValue, defaultText, arity, unit, doc, rangeText, range, List.of(names));
  }

  /**
   * A restriction of the values.
   *
   * @param accepted true for allowed values
   * @param text what is allowed, for messages and reference: "above 0"
   */
  public Parameter<T> range(Predicate<T> accepted, String text) {
    return new Parameter<>(
        name, type, defaultValue, defaultText, arity, unit, doc, text, accepted, aliases);
  }

  /**
   * Numbers only: the smallest allowed value.
   *
   * @param min included
   */
  public Parameter<T> atLeast(double min) {
    return range(v -> ((Number) v).doubleValue() >= min, "at least " + shortest(min));
  }

  /**
   * Numbers only: a lower end that is itself not allowed.
   *
   * @param min excluded
   */
  public Parameter<T> above(double min) {
    return range(v -> ((Number) v).doubleValue() > min, "above " + shortest(min));
  }

  /**
   * Numbers only: both ends, included.
   *
   * @param min smallest
   * @param max largest
   */
  public Parameter<T> between(double min, double max) {
    return range(
        v -> ((Number) v).doubleValue() >= min && ((Number) v).doubleValue() <= max,
        "between " + shortest(min) + " and " + shortest(max));
  }

  /** The name in parameter files. */
  public String name() {
    return name;
  }

  /** The type of the values. */
  public ValueType<T> type() {
    return type;
  }

  /** The default, or empty if the component computes one or the parameter is required. */
  public Optional<T> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /** The default for readers: the value, or words. */
  public String defaultText() {
    return defaultText;
  }

  /** How several values are meant. */
  public Arity arity() {
    return arity;
  }

  /** The unit, or an empty text. */
  public String unit() {
    return unit;
  }

  /** The meaning. */
  public String doc() {
    return doc;
  }

  /** The allowed range in words, or an empty text. */
  public String rangeText() {
    return rangeText;
  }

  /** Older spellings, in order of preference. */
  public List<String> aliases() {
    return aliases;
  }

  /**
   * Whether a value lies in the allowed range.
   *
   * @param value not null
   */
  public boolean allows(T value) {
    return range.test(value);
  }

  @Override
  public String toString() {
    return name + " (" + type.name() + ")";
  }

  private static String shortest(double v) {
    return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
  }
}
