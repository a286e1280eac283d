package org.jelastix.runtime.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line of elastix or transformix: names with one dash, each followed by its value.
 *
 * <p>Read as elastix does: strictly in pairs; of a name given twice the first counts; several
 * {@code -p} are kept in order; a name that nobody knows is kept, for a component may ask for it.
 *
 * @param values by name, with dash
 * @param parameterFiles all {@code -p}, in order
 * @param warnings what is odd, one line each
 */
record ElastixArguments(
    Map<String, String> values, List<String> parameterFiles, List<String> warnings) {

  private static final Set<String> NUMBERED = Set.of("-f", "-m", "-fMask", "-mMask", "-in");
  private static final Set<String> KNOWN =
      Set.of(
          "-f",
          "-m",
          "-fMask",
          "-mMask",
          "-out",
          "-p",
          "-t0",
          "-threads",
          "-priority",
          "-fp",
          "-mp",
          "-ipp",
          "-def",
          "-jac",
          "-jacmat",
          "-in",
          "-tp",
          "-labels",
          "-mtcombo",
          "-mts",
          "-useOpenMP_SSD",
          "-loglevel",
          "-mean",
          "-covariance",
          "-evectors",
          "-evalues");

  static ElastixArguments parse(List<String> arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> parameterFiles = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    int pairs = arguments.size() / 2;
    for (int i = 0; i < pairs; i++) {
      String name = arguments.get(2 * i);
      String value = arguments.get(2 * i + 1);
      if (name.equals("-p")) {
        parameterFiles.add(value);
      } else if (values.putIfAbsent(name, value) != null) {
        warnings.add(
            "option " + name + " is given twice; \"" + value + "\", the later value, is ignored");
      } else if (!isKnown(name)) {
        warnings.add("option " + name + " is not one that elastix knows" + hint(name));
      }
    }
    if (arguments.size() % 2 == 1) {
      warnings.add(
          "option " + arguments.get(arguments.size() - 1) + " has no value and is ignored");
    }
    return new ElastixArguments(Map.copyOf(values), List.copyOf(parameterFiles), warnings);
  }

  private static boolean isKnown(String name) {
    return KNOWN.contains(name)
        || NUMBERED.contains(withoutNumber(name))
        || isMesh(name, "-fmesh")
        || isMesh(name, "-mmesh");
  }

  // By hand: regular expressions would be compiled at each start.

  /** A name without the digits at its end. */
  static String withoutNumber(String name) {
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
      end--;
    }
    return name.substring(0, end);
  }

  /** Whether an option is one of meshes: it may have a letter, and then a number. */
  static boolean isMesh(String name, String meshes) {
    String bare = withoutNumber(name);
    int letter = meshes.length();
    return bare.equals(meshes)
        || (bare.startsWith(meshes)
            && bare.length() == letter + 1
            && ((bare.charAt(letter) >= 'A' && bare.charAt(letter) <= 'Z')
                || (bare.charAt(letter) >= 'a' && bare.charAt(letter) <= 'z')));
  }

  /** Most slips are of upper and lower case, or of dashes. */
  private static String hint(String name) {
    String bare = name.replaceAll("^-+", "");
    for (String known : KNOWN) {
      if (known.substring(1).equalsIgnoreCase(bare)) {
        return "; did you mean " + known + "?";
      }
    }
    return "";
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(v -> !v.isEmpty());
  }

  /** The values of an option numbered from 0 on, as far as there are; the first may lack its 0. */
  List<String> numbered(String name) {
    List<String> found = new ArrayList<>();
    get(name + 0).or(() -> get(name)).ifPresent(found::add);
    while (!found.isEmpty() && get(name + found.size()).isPresent()) {
      found.add(values.get(name + found.size()));
    }
    return found;
  }

  /** The number of threads, if given. */
  Optional<Integer> threads() {
    return get("-threads").map(text -> Threads.parse("-threads", text));
  }
}
