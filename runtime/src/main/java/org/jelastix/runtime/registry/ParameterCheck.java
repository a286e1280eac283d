package org.jelastix.runtime.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jelastix.api.ParameterException;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.Components;

/**
 * Reads a whole parameter file before anything runs: every value that a chosen component declares
 * is parsed for all resolutions, and names that nobody declares are found.
 */
public final class ParameterCheck {
  private static final String NUMBER = "<i>";

  private final ComponentRegistry registry;

  /**
   * @param registry of the components that files may choose
   */
  public ParameterCheck(ComponentRegistry registry) {
    this.registry = registry;
  }

  /**
   * Checks one file.
   *
   * @param map the file
   * @return a line for each name that has no effect, in the order of the file
   * @throws ParameterException at the first value that is malformed or out of range, or if a chosen
   *     component does not exist
   */
  public List<String> check(ParameterMap map) {
    Set<String> declared = new HashSet<>();
    Set<String> plain = new HashSet<>();
    Components components = registry.choicesOf(map);
    for (Parameter<?> parameter : GeneralParameters.all()) {
      parse(map, "", parameter);
      declare(parameter, "", declared);
      declare(parameter, "", plain);
    }
    for (ComponentType type : ComponentType.values()) {
      List<String> names = components.chosen(type);
      for (int i = 0; i < names.size(); i++) {
        String label = type.parameterName() + i;
        ComponentInfo info = require(map, type, names.get(i));
        for (Parameter<?> parameter : info.parameters()) {
          parse(map, label, parameter);
          declare(parameter, label, declared);
          declare(parameter, "", plain);
        }
        for (Parameter<?> parameter : GeneralParameters.all()) {
          declare(parameter, label, declared);
        }
      }
    }
    return withoutEffect(map, declared, plain);
  }

  private ComponentInfo require(ParameterMap map, ComponentType type, String name) {
    return registry
        .find(type, name)
        .orElseThrow(
            () -> {
              try {
                registry.choicesOf(map).provider(kindOf(type), name);
              } catch (ParameterException e) {
                return e;
              }
              return new IllegalStateException(type + " " + name);
            });
  }

  @SuppressWarnings("unchecked")
  private static <P extends org.jelastix.api.spi.ComponentProvider<?, ?>> Class<P> kindOf(
      ComponentType type) {
    return (Class<P>)
        ProviderKinds.all().stream()
            .filter(kind -> ProviderKinds.typeOf(kind) == type)
            .findFirst()
            .orElseThrow();
  }

  private static void parse(ParameterMap map, String label, Parameter<?> parameter) {
    if (parameter.name().contains(NUMBER)) {
      for (String name : map.names()) {
        if (matches(name, parameter.name())) {
          parseNamed(map, name, parameter);
        }
      }
      return;
    }
    ComponentParameters view = new ComponentParameters(map, label, 0);
    if (parameter.arity() == Parameter.Arity.SINGLE) {
      view.find(parameter);
    } else {
      view.list(parameter);
    }
  }

  private static <T> void parseNamed(ParameterMap map, String name, Parameter<T> parameter) {
    for (String text : map.values(name)) {
      T value = parameter.type().parse(text);
      if (value == null) {
        throw new ParameterException(
            map.locate(name)
                + ": "
                + name
                + " is \""
                + text
                + "\"; expected "
                + parameter.type().accepts());
      }
      if (!parameter.allows(value)) {
        throw new ParameterException(
            map.locate(name) + ": " + name + " is " + text + "; must be " + parameter.rangeText());
      }
    }
  }

  private static void declare(Parameter<?> parameter, String label, Set<String> declared) {
    List<String> names = new ArrayList<>(parameter.aliases());
    names.add(parameter.name());
    for (String name : names) {
      declared.add(name);
      if (!label.isEmpty()) {
        declared.add(label + name);
      }
    }
  }

  private List<String> withoutEffect(ParameterMap map, Set<String> declared, Set<String> plain) {
    List<String> lines = new ArrayList<>();
    Map<String, Set<String>> owners = null;
    Set<String> patterns = new HashSet<>();
    declared.stream().filter(d -> d.contains(NUMBER)).forEach(patterns::add);
    for (String name : map.names()) {
      if (declared.contains(name) || patterns.stream().anyMatch(p -> matches(name, p))) {
        continue;
      }
      if (owners == null) {
        owners = owners();
      }
      lines.add(map.locate(name) + ": " + name + " has no effect here" + why(name, owners, plain));
    }
    return lines;
  }

  private static String why(String name, Map<String, Set<String>> owners, Set<String> plain) {
    Set<String> owner = owners.get(withoutLabel(name));
    if (owner != null) {
      return ": only " + String.join(", ", owner) + (owner.size() == 1 ? " reads it" : " read it");
    }
    return Suggestions.phrase(name, plain);
  }

  /** Which components declare a name. */
  private Map<String, Set<String>> owners() {
    Map<String, Set<String>> owners = new HashMap<>();
    for (ComponentInfo info : registry.list()) {
      for (Parameter<?> parameter : info.parameters()) {
        owners.computeIfAbsent(parameter.name(), n -> new TreeSet<>()).add(info.name());
        for (String alias : parameter.aliases()) {
          owners.computeIfAbsent(alias, n -> new TreeSet<>()).add(info.name());
        }
      }
    }
    return owners;
  }

  private static String withoutLabel(String name) {
    for (ComponentType type : ComponentType.values()) {
      String rest =
          name.startsWith(type.parameterName())
              ? name.substring(type.parameterName().length())
              : "";
      String bare = rest.replaceFirst("^[0-9]+", "");
      if (!rest.equals(bare) && !bare.isEmpty()) {
        return bare;
      }
    }
    return name;
  }

  /** Whether a name is a pattern with a number in the place of {@code <i>}. */
  static boolean matches(String name, String pattern) {
    int at = pattern.indexOf(NUMBER);
    if (at < 0) {
      return name.equals(pattern);
    }
    String before = pattern.substring(0, at);
    String after = pattern.substring(at + NUMBER.length());
    return name.length() > before.length() + after.length()
        && name.startsWith(before)
        && name.endsWith(after)
        && name.substring(before.length(), name.length() - after.length())
            .chars()
            .allMatch(c -> c >= '0' && c <= '9');
  }
}
