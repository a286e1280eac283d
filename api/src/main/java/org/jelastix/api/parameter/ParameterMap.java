package org.jelastix.api.parameter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jelastix.api.ParameterException;
import org.jelastix.api.numeric.DecimalText;

/**
 * Names with lists of texts, in the order of the file: the contents of one parameter file or one
 * transform parameter file, before anybody gives them a type.
 *
 * <p>Remembers the file and the line of each name for error messages. Immutable.
 */
public final class ParameterMap {
  private static final ParameterMap EMPTY = new ParameterMap("", Map.of(), Map.of());

  private final String source;
  private final Map<String, List<String>> entries;
  private final Map<String, Integer> lines;

  private ParameterMap(
      String source, Map<String, List<String>> entries, Map<String, Integer> lines) {
    this.source = source;
    this.entries = entries;
    this.lines = lines;
  }

  /** The map without entries. */
  public static ParameterMap empty() {
    return EMPTY;
  }

  /**
   * A map made in memory.
   *
   * @param entries names with values, in order; copied
   */
  public static ParameterMap of(Map<String, List<String>> entries) {
    Builder builder = builder();
    entries.forEach(builder::put);
    return builder.build();
  }

  /** Starts an empty builder. */
  public static Builder builder() {
    return new Builder(EMPTY);
  }

  /** A builder that starts with this map's entries, lines and source. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** The names, in order. */
  public Set<String> names() {
    return entries.keySet();
  }

  /**
   * Whether a name is there.
   *
   * @param name case-sensitive
   */
  public boolean contains(String name) {
    return entries.containsKey(name);
  }

  /**
   * The values of a name, empty if it is absent.
   *
   * @param name case-sensitive
   * @return unmodifiable
   */
  public List<String> values(String name) {
    return entries.getOrDefault(name, List.of());
  }

  /**
   * The first value of a name, or another text if it is absent or empty.
   *
   * @param name case-sensitive
   * @param otherwise what to return then, may be null
   */
  public String first(String name, String otherwise) {
    List<String> values = values(name);
    return values.isEmpty() ? otherwise : values.get(0);
  }

  /**
   * The values of a name as numbers, none if it is absent.
   *
   * @param name case-sensitive
   * @throws ParameterException if one is not a number
   */
  public double[] numbers(String name) {
    List<String> texts = values(name);
    if (texts instanceof NumberTexts known) {
      return known.numbers();
    }
    double[] numbers = new double[texts.size()];
    for (int i = 0; i < numbers.length; i++) {
      try {
        numbers[i] = DecimalText.parse(texts.get(i));
      } catch (NumberFormatException e) {
        throw new ParameterException(
            locate(name)
                + ": value "
                + (i + 1)
                + " of "
                + name
                + " is \""
                + texts.get(i)
                + "\"; expected a number",
            e);
      }
    }
    return numbers;
  }

  /** All entries, in order, unmodifiable. */
  public Map<String, List<String>> entries() {
    return entries;
  }

  /** The file that this was read from, or an empty text. */
  public String source() {
    return source;
  }

  /**
   * Where a name stands, for messages: {@code file:line}, {@code file}, or "parameters" for a map
   * made in memory.
   *
   * @param name case-sensitive
   */
  public String locate(String name) {
    Integer line = lines.get(name);
    if (source.isEmpty()) {
      return line == null ? "parameters" : "line " + line;
    }
    return line == null ? source : source + ":" + line;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterMap && entries.equals(((ParameterMap) other).entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return "ParameterMap" + (source.isEmpty() ? "" : "[" + source + "]") + entries;
  }

  /** Collects entries for a {@link ParameterMap}. */
  public static final class Builder {
    private String source;
    private final Map<String, List<String>> entries;
    private final Map<String, Integer> lines;

    private Builder(ParameterMap from) {
      this.source = from.source;
      this.entries = new LinkedHashMap<>(from.entries);
      this.lines = new LinkedHashMap<>(from.lines);
    }

    /**
     * Names the file for messages.
     *
     * @param file as the user named it
     */
    public Builder source(String file) {
      this.source = Objects.requireNonNull(file, "file");
      return this;
    }

    /**
     * Sets a name's values; a later call replaces them, in the first one's place.
     *
     * @param name not empty
     * @param values texts without quotes; copied
     */
    public Builder put(String name, List<String> values) {
      entries.put(
          Objects.requireNonNull(name, "name"),
          values instanceof NumberTexts
              ? values
              : Collections.unmodifiableList(new ArrayList<>(values)));
      return this;
    }

    /**
     * Sets a name's values.
     *
     * @param name not empty
     * @param values texts without quotes
     */
    public Builder put(String name, String... values) {
      return put(name, List.of(values));
    }

    /**
     * Sets a name's values from numbers, written so that reading them gives the same numbers back.
     *
     * @param name not empty
     * @param values any numbers
     */
    public Builder put(String name, double... values) {
      List<String> texts = new ArrayList<>(values.length);
      for (double v : values) {
        texts.add(text(v));
      }
      return put(name, texts);
    }

    /** As elastix writes numbers: whole ones without a point, exponents with a sign. */
    private static String text(double v) {
      if (v == Math.rint(v) && Math.abs(v) < 1e15) {
        return Long.toString((long) v);
      }
      String text = Double.toString(v);
      int e = text.indexOf('E');
      if (e < 0) {
        return text;
      }
      String sign = text.charAt(e + 1) == '-' ? "" : "+";
      return text.substring(0, e) + 'e' + sign + text.substring(e + 1);
    }

    /**
     * Sets a name's values from whole numbers.
     *
     * @param name not empty
     * @param values any numbers
     */
    public Builder put(String name, int... values) {
      List<String> texts = new ArrayList<>(values.length);
      for (int v : values) {
        texts.add(Integer.toString(v));
      }
      return put(name, texts);
    }

    /**
     * Remembers where a name stands.
     *
     * @param name as in {@code put}
     * @param line counted from 1
     */
    public Builder line(String name, int line) {
      lines.put(name, line);
      return this;
    }

    /**
     * Takes a name out.
     *
     * @param name may be absent
     */
    public Builder remove(String name) {
      entries.remove(name);
      lines.remove(name);
      return this;
    }

    /** The map. */
    public ParameterMap build() {
      return new ParameterMap(
          source,
          Collections.unmodifiableMap(new LinkedHashMap<>(entries)),
          Collections.unmodifiableMap(new LinkedHashMap<>(lines)));
    }
  }
}
