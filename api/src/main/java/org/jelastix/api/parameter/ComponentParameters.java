package org.jelastix.api.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jelastix.api.ParameterException;

/**
 * A parameter map as one component sees it at one resolution: values have types, defaults are
 * filled in, and a name with the component's label in front wins over the plain one.
 *
 * <p>With label {@code Metric1}, {@code Metric1NumberOfHistogramBins} is taken before {@code
 * NumberOfHistogramBins}. Of a parameter with one value a resolution, the value of this resolution
 * is taken, or the first if there are fewer. Immutable.
 */
public final class ComponentParameters {
  private final ParameterMap map;
  private final String label;
  private final int resolution;

  /**
   * @param map the whole file
   * @param label what may stand in front of names, for example {@code Metric0}; empty for none
   * @param resolution from 0 (coarsest) on
   */
  public ComponentParameters(ParameterMap map, String label, int resolution) {
    this.map = Objects.requireNonNull(map, "map");
    this.label = Objects.requireNonNull(label, "label");
    this.resolution = resolution;
  }

  /**
   * No file: every parameter has its default.
   *
   * @return a view of the empty map at resolution 0
   */
  public static ComponentParameters defaults() {
    return new ComponentParameters(ParameterMap.empty(), "", 0);
  }

  /** The whole file. */
  public ParameterMap map() {
    return map;
  }

  /** What may stand in front of names. */
  public String label() {
    return label;
  }

  /** The resolution, from 0 (coarsest) on. */
  public int resolution() {
    return resolution;
  }

  /**
   * The same component at another resolution.
   *
   * @param newResolution from 0 on
   */
  public ComponentParameters at(int newResolution) {
    return new ComponentParameters(map, label, newResolution);
  }

  /**
   * Another component of the same file.
   *
   * @param newLabel for example {@code Metric1}
   */
  public ComponentParameters labelled(String newLabel) {
    return new ComponentParameters(map, newLabel, resolution);
  }

  /**
   * The value at this resolution, or the declared default.
   *
   * @param parameter its declaration
   * @throws ParameterException if the text is malformed or out of range, or if the name is absent
   *     and has no default; the message has file and line
   */
  public <T> T get(Parameter<T> parameter) {
    Optional<T> given = find(parameter);
    Optional<T> value = given.isPresent() ? given : parameter.defaultValue();
    if (value.isEmpty()) {
      throw new ParameterException(
          map.locate("") + ": parameter " + parameter.name() + " is required");
    }
    return value.get();
  }

  /**
   * The value at this resolution, or empty if the file does not name it.
   *
   * @param parameter its declaration
   * @throws ParameterException if the text is malformed or out of range
   */
  public <T> Optional<T> find(Parameter<T> parameter) {
    String key = key(parameter);
    List<String> texts = map.values(key);
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    boolean several = parameter.arity() != Parameter.Arity.SINGLE;
    int entry = several && resolution < texts.size() ? resolution : 0;
    return Optional.of(parse(parameter, key, texts.get(entry)));
  }

  /**
   * All values in the file, empty if it does not name the parameter.
   *
   * @param parameter its declaration
   * @throws ParameterException if a text is malformed or out of range
   */
  public <T> List<T> list(Parameter<T> parameter) {
    String key = key(parameter);
    List<T> values = new ArrayList<>();
    for (String text : map.values(key)) {
      values.add(parse(parameter, key, text));
    }
    return values;
  }

  /**
   * Whether the file names the parameter, with or without the label, or by an alias.
   *
   * @param parameter its declaration
   */
  public boolean isSet(Parameter<?> parameter) {
    return map.contains(key(parameter));
  }

  /**
   * An error about a parameter, with the place in the file.
   *
   * @param parameter what it is about
   * @param problem for example "needs 3 values, not 2"
   */
  public ParameterException error(Parameter<?> parameter, String problem) {
    String key = key(parameter);
    return new ParameterException(map.locate(key) + ": " + key + " " + problem);
  }

  private String key(Parameter<?> parameter) {
    for (String name : namesOf(parameter)) {
      if (!label.isEmpty() && map.contains(label + name)) {
        return label + name;
      }
      if (map.contains(name)) {
        return name;
      }
    }
    return parameter.name();
  }

  private static List<String> namesOf(Parameter<?> parameter) {
    List<String> names = new ArrayList<>();
    names.add(parameter.name());
    names.addAll(parameter.aliases());
    return names;
  }

  private <T> T parse(Parameter<T> parameter, String key, String text) {
    T value = parameter.type().parse(text);
    if (value == null) {
      throw new ParameterException(
          map.locate(key)
              + ": "
              + key
              + " is \""
              + text
              + "\"; expected "
              + parameter.type().accepts());
    }
    if (!parameter.allows(value)) {
      throw new ParameterException(
          map.locate(key) + ": " + key + " is " + text + "; must be " + parameter.rangeText());
    }
    return value;
  }
}
