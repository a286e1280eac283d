package org.jelastix.conformance.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.ParameterMaps;

/**
 * Makes the folder of a case, with copies of all that it needs; a {@link Recorder} then fills it.
 */
public final class CaseMaker {
  private static final String INITIAL = "initial";

  private final Jelastix jelastix;

  /**
   * What to record.
   *
   * @param inputs as in {@link ReferenceCase#inputs}: names of files, or recipes of phantoms
   * @param parameters parameter files, or names of default maps
   * @param voxels mean distance of the final transforms that a replay may have; NaN for the usual
   * @param reason why, if it is not the usual one
   * @param note one line about the case
   */
  public record Request(
      Map<String, String> inputs,
      List<String> parameters,
      double voxels,
      String reason,
      String note) {

    /** Copies. */
    public Request {
      inputs = Map.copyOf(inputs);
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * @param jelastix whose formats read and write
   */
  public CaseMaker(Jelastix jelastix) {
    this.jelastix = jelastix;
  }

  /**
   * Writes the inputs, the parameter files and {@code case.properties}.
   *
   * @param request what to run
   * @param folder new or empty
   * @throws InputException if an input cannot be read
   * @throws OutputException if the folder holds something, or cannot be written
   */
  public void make(Request request, Path folder) {
    Map<String, String> inputs = new TreeMap<>(request.inputs());
    List<ParameterMap> parameters = request.parameters().stream().map(this::parameters).toList();
    prepare(folder);
    inputs.replaceAll((option, source) -> keepInput(option, source, folder));
    writeCase(request, inputs, keepParameters(parameters, folder), folder);
  }

  private static void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new OutputException(folder + ": there is something in this folder already");
        }
      }
    } catch (IOException e) {
      throw new OutputException(folder + ": the folder cannot be made: " + e.getMessage(), e);
    }
  }

  /** Everything that the case needs goes into its folder, under a name of its own. */
  private String keepInput(String option, String source, Path folder) {
    return switch (option) {
      case "fp" -> keepPoints(Path.of(source), "fixed-points", folder);
      case "mp" -> keepPoints(Path.of(source), "moving-points", folder);
      case "t0" -> keepTransform(Path.of(source), folder);
      default -> keepImage(source, imageName(option), folder);
    };
  }

  private static String imageName(String option) {
    return switch (option) {
      case "f" -> "fixed.mha";
      case "m" -> "moving.mha";
      case "fMask" -> "fixed-mask.mha";
      default -> "moving-mask.mha";
    };
  }

  private String keepImage(String source, String name, Path folder) {
    if (source.startsWith(PhantomRecipe.START)) {
      return source.strip();
    }
    jelastix.images().write(jelastix.images().read(Path.of(source)), folder.resolve(name), true);
    return name;
  }

  private static String keepPoints(Path file, String name, Path folder) {
    String from = String.valueOf(file.getFileName());
    int dot = from.lastIndexOf('.');
    String kept = name + (dot < 0 ? ".txt" : from.substring(dot));
    try {
      Files.copy(file, folder.resolve(kept));
      return kept;
    } catch (IOException e) {
      throw new InputException(file + ": cannot be copied: " + e.getMessage(), e);
    }
  }

  private String keepTransform(Path file, Path folder) {
    List<ParameterMap> chain = jelastix.transformFiles().read(file);
    String previous = "NoInitialTransform";
    for (int k = 0; k < chain.size(); k++) {
      boolean last = k == chain.size() - 1;
      String name = INITIAL + (last ? "" : "." + k) + ".txt";
      jelastix.transformFiles().write(after(chain.get(k), previous), folder.resolve(name), false);
      previous = name;
    }
    return previous;
  }

  /** With another initial transform, under the name that all versions of elastix know. */
  private static ParameterMap after(ParameterMap map, String initial) {
    return map.toBuilder()
        .remove("InitialTransformParameterFileName")
        .put("InitialTransformParametersFileName", initial)
        .build();
  }

  private List<String> keepParameters(List<ParameterMap> maps, Path folder) {
    List<String> names = new ArrayList<>();
    for (int stage = 0; stage < maps.size(); stage++) {
      String name = maps.size() == 1 ? "parameters.txt" : "parameters." + stage + ".txt";
      jelastix.parameterMaps().write(maps.get(stage), folder.resolve(name));
      names.add(name);
    }
    return names;
  }

  private ParameterMap parameters(String given) {
    Path file = Path.of(given);
    return !Files.exists(file) && ParameterMaps.defaultNames().contains(given)
        ? ParameterMaps.defaults(given)
        : jelastix.parameterMaps().read(file);
  }

  private void writeCase(
      Request request, Map<String, String> inputs, List<String> parameters, Path folder) {
    StringBuilder text = new StringBuilder();
    if (!request.note().isBlank()) {
      text.append("# ").append(oneLine(request.note())).append('\n');
    }
    inputs.forEach((option, source) -> put(text, "input." + option, source));
    put(text, "parameters", String.join(" ", parameters));
    if (!Double.isNaN(request.voxels())) {
      put(text, "tolerance.transform", Double.toString(request.voxels()));
      put(text, "tolerance.reason", request.reason());
    }
    jelastix.textFiles().write(folder.resolve(ReferenceFolders.CASE), text);
  }

  private static void put(StringBuilder text, String key, String value) {
    text.append(key).append(" = ").append(oneLine(value).replace("\\", "\\\\")).append('\n');
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
