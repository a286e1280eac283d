package org.jelastix.conformance.replay;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jelastix.api.InputException;
import org.jelastix.conformance.replay.ReferenceCase.FirstIteration;
import org.jelastix.conformance.replay.ReferenceCase.Tolerance;

/** Reads reference registrations from folders. */
public final class ReferenceFolders {
  static final String CASE = "case.properties";
  static final String EXPECTED = "expected.properties";
  static final String RESULT = "result.json";

  private ReferenceFolders() {}

  /**
   * All cases in the folders of a folder, sorted by name.
   *
   * @param root holds one folder a case
   * @throws InputException if a case is malformed
   */
  public static List<ReferenceCase> in(Path root) {
    try (Stream<Path> folders = Files.list(root)) {
      return folders.filter(ReferenceFolders::isCase).sorted().map(ReferenceFolders::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether a folder holds a case.
   *
   * @param folder any
   */
  public static boolean isCase(Path folder) {
    return Files.exists(folder.resolve(CASE)) || Files.exists(folder.resolve(RESULT));
  }

  /**
   * One case.
   *
   * @param folder with {@code case.properties} and {@code expected.properties}, or with {@code
   *     result.json}
   * @throws InputException if it is malformed
   */
  public static ReferenceCase read(Path folder) {
    return Files.exists(folder.resolve(CASE)) ? fromProperties(folder) : fromJson(folder);
  }

  static Properties properties(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
      }
    }
    return properties;
  }

  private static ReferenceCase fromProperties(Path folder) {
    Properties given = properties(folder.resolve(CASE));
    Map<String, String> inputs = new HashMap<>();
    for (String key : given.stringPropertyNames()) {
      if (key.startsWith("input.")) {
        inputs.put(key.substring("input.".length()), given.getProperty(key).strip());
      }
    }
    List<Path> parameters = new ArrayList<>();
    for (String name : given.getProperty("parameters", "parameters.txt").split(" +", -1)) {
      parameters.add(folder.resolve(name));
    }
    Properties expected = properties(folder.resolve(EXPECTED));
    List<Path> transforms = new ArrayList<>();
    String chain = expected.getProperty("transforms", "");
    for (String name : chain.isBlank() ? new String[0] : chain.split(" +", -1)) {
      transforms.add(folder.resolve(name));
    }
    Path file = folder.getFileName();
    return new ReferenceCase(
        String.valueOf(file),
        folder,
        inputs,
        parameters,
        first(expected),
        transforms,
        tolerance(given));
  }

  private static List<FirstIteration> first(Properties expected) {
    List<FirstIteration> first = new ArrayList<>();
    int decimals = Integer.parseInt(expected.getProperty("decimals", "17"));
    for (int stage = 0; stage < 20; stage++) {
      for (int resolution = 0; resolution < 20; resolution++) {
        String prefix = "stage." + stage + ".resolution." + resolution + ".";
        String metric = expected.getProperty(prefix + "metric");
        if (metric != null) {
          double gradient = Double.parseDouble(expected.getProperty(prefix + "gradient", "NaN"));
          first.add(
              new FirstIteration(
                  stage, resolution, Double.parseDouble(metric), gradient, decimals));
        }
      }
    }
    return first;
  }

  private static Tolerance tolerance(Properties given) {
    return new Tolerance(
        number(given, "tolerance.metric", Tolerance.USUAL.metric()),
        number(given, "tolerance.gradient", Tolerance.USUAL.gradient()),
        number(given, "tolerance.later", Tolerance.USUAL.later()),
        number(given, "tolerance.transform", Tolerance.USUAL.transform()),
        given.getProperty("tolerance.reason", ""));
  }

  private static double number(Properties given, String key, double otherwise) {
    return Double.parseDouble(given.getProperty(key, Double.toString(otherwise)));
  }

  /** A run of elastix as {@code result.json} tells it: its command line and its tables. */
  private static ReferenceCase fromJson(Path folder) {
    Map<String, Object> result = Json.object(folder.resolve(RESULT));
    Map<String, String> inputs = new HashMap<>();
    Path root = folder.toAbsolutePath().normalize().getParent().getParent();
    if (result.get("command") instanceof String command) {
      String[] words = command.split(" +", -1);
      for (int i = 1; i + 1 < words.length; i += 2) {
        inputs.put(words[i].substring(1), words[i + 1]);
      }
    } else {
      inputs.put("f", String.valueOf(result.get("fixed")));
      inputs.put("m", String.valueOf(result.get("moving")));
    }
    inputs.keySet().retainAll(List.of("f", "m", "fMask", "mMask", "t0", "fp", "mp"));
    Path transform = folder.resolve("TransformParameters.0.txt");
    return new ReferenceCase(
        String.valueOf(folder.getFileName()),
        root,
        inputs,
        List.of(folder.resolve("parameters.txt")),
        firstRows(result.get("tables")),
        Files.exists(transform) ? List.of(transform) : List.of(),
        Tolerance.USUAL);
  }

  private static List<FirstIteration> firstRows(Object tables) {
    List<FirstIteration> first = new ArrayList<>();
    if (tables instanceof List<?> all) {
      for (int resolution = 0; resolution < all.size(); resolution++) {
        List<?> lines = (List<?>) all.get(resolution);
        if (lines.size() >= 2) {
          ElastixTable table =
              new ElastixTable(String.valueOf(lines.get(0)), String.valueOf(lines.get(1)));
          first.add(
              new FirstIteration(
                  0, resolution, table.metric(), table.gradient(), table.decimals()));
        }
      }
    }
    return first;
  }
}
