package org.jelastix.api.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jelastix.api.parameter.Parameter;

/**
 * What is known of a component before it is made: the source of listings, validation and reference
 * pages. Immutable.
 *
 * @param type its kind
 * @param name as in parameter files: a letter, then letters and digits
 * @param aliases other names that choose the same component
 * @param summary one line
 * @param reference the paper or standard that the method comes from; empty if none
 * @param parameters all that it reads
 */
public record ComponentInfo(
    ComponentType type,
    String name,
    List<String> aliases,
    String summary,
    String reference,
    List<Parameter<?>> parameters) {

  /** Checks and copies. */
  public ComponentInfo {
    Objects.requireNonNull(type, "type");
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "component name \"" + name + "\" must be a letter followed by letters and digits");
    }
    aliases = List.copyOf(aliases);
    parameters = List.copyOf(parameters);
  }

  /**
   * Starts with a name and a summary.
   *
   * @param type its kind
   * @param name as in parameter files
   * @param summary one line
   */
  public static ComponentInfo of(ComponentType type, String name, String summary) {
    return new ComponentInfo(type, name, List.of(), summary, "", List.of());
  }

  /**
   * With other names.
   *
   * @param names that choose the same component
   */
  public ComponentInfo aliases(String... names) {
    return new ComponentInfo(type, name, List.of(names), summary, reference, parameters);
  }

  /**
   * With the source of the method.
   *
   * @param citation authors, title, where, year
   */
  public ComponentInfo reference(String citation) {
    return new ComponentInfo(type, name, aliases, summary, citation, parameters);
  }

  /**
   * With more parameters.
   *
   * @param more declarations that it reads
   */
  public ComponentInfo parameters(Parameter<?>... more) {
    List<Parameter<?>> all = new ArrayList<>(parameters);
    all.addAll(List.of(more));
    return new ComponentInfo(type, name, aliases, summary, reference, all);
  }

  /**
   * With more parameters.
   *
   * @param more declarations that several components share, such as {@link MetricParameters#ALL}
   */
  public ComponentInfo parameters(List<Parameter<?>> more) {
    List<Parameter<?>> all = new ArrayList<>(parameters);
    all.addAll(more);
    return new ComponentInfo(type, name, aliases, summary, reference, all);
  }

  /** By hand: a hundred regular expressions would be a fifth of the time to find all components. */
  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      boolean digit = c >= '0' && c <= '9';
      if (!letter && (i == 0 || !digit)) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
