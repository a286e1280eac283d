package org.jelastix.conformance.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.conformance.replay.ReferenceCase.FirstIteration;
import org.jelastix.runtime.IterationTable;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.RegistrationResult;

/** Runs a case and keeps what came out as its reference. */
public final class Recorder {
  private final Jelastix jelastix;

  /**
   * @param jelastix whose components run, and whose formats write
   */
  public Recorder(Jelastix jelastix) {
    this.jelastix = jelastix;
  }

  /**
   * Runs a case with jelastix, and keeps the numbers.
   *
   * @param folder holds {@code case.properties}; gets {@code expected.properties} and the transform
   */
  public void record(Path folder) {
    ReferenceCase reference = ReferenceFolders.read(folder);
    RegistrationResult result = new Replay(jelastix).register(reference);
    List<FirstIteration> first = new ArrayList<>();
    for (IterationTable table : result.iterations()) {
      if (!table.rows().isEmpty() && table.value(0, ElastixTable.METRIC) instanceof Number metric) {
        first.add(
            new FirstIteration(
                table.stage(),
                table.resolution(),
                metric.doubleValue(),
                Replay.gradient(table),
                17));
      }
    }
    List<String> names = new ArrayList<>();
    for (ParameterMap map : result.parameterMaps()) {
      String name = "TransformParameters." + names.size() + ".txt";
      jelastix
          .parameterMaps()
          .write(
              map.toBuilder()
                  .remove("InitialTransformParameterFileName")
                  .put("InitialTransformParametersFileName", "NoInitialTransform")
                  .build(),
              folder.resolve(name));
      names.add(name);
    }
    write(folder, "jelastix", first, names);
  }

  /**
   * Runs a case with elastix, and keeps the numbers.
   *
   * @param folder holds {@code case.properties}; gets {@code expected.properties} and the transform
   * @param program elastix, as a command
   * @throws InputException if it cannot be run or fails
   */
  public void recordWith(Path folder, String program) {
    ReferenceCase reference = ReferenceFolders.read(folder);
    try {
      Path work = Files.createTempDirectory("jelastix-record");
      try {
        run(reference, program, work);
        keep(reference, folder, work);
      } finally {
        delete(work);
      }
    } catch (IOException e) {
      throw new OutputException(folder + ": cannot be recorded: " + e.getMessage(), e);
    }
  }

  private void run(ReferenceCase reference, String program, Path work) throws IOException {
    CaseImages images = new CaseImages(jelastix.images(), reference.base());
    List<String> command = new ArrayList<>(List.of(program, "-threads", "1", "-out", work + ""));
    for (String option : List.of("f", "m", "fMask", "mMask")) {
      if (reference.input(option).isPresent()) {
        boolean mask = option.endsWith("Mask");
        Path file = work.resolve(option + ".mha");
        jelastix
            .images()
            .write(
                images
                    .image(reference.input(option).get())
                    .storedAs(mask ? PixelType.UNSIGNED_CHAR : PixelType.FLOAT),
                file,
                false);
        command.addAll(List.of("-" + option, file.toString()));
      }
    }
    for (String option : List.of("t0", "fp", "mp")) {
      reference
          .input(option)
          .ifPresent(
              file ->
                  command.addAll(List.of("-" + option, reference.base().resolve(file).toString())));
    }
    for (Path parameters : reference.parameterFiles()) {
      command.addAll(List.of("-p", parameters.toString()));
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("console.txt").toFile())
            .start();
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new InputException(String.join(" ", command) + ": failed with exit code " + exit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw new InputException(program + ": interrupted", e);
    }
  }

  private void keep(ReferenceCase reference, Path folder, Path work) throws IOException {
    List<String> log = Files.readAllLines(work.resolve("elastix.log"), StandardCharsets.UTF_8);
    List<ElastixTable> tables = ElastixTable.inLog(log);
    List<FirstIteration> first = new ArrayList<>();
    List<String> names = new ArrayList<>();
    reference.input("t0").ifPresent(names::add);
    int next = 0;
    for (int stage = 0; stage < reference.parameterFiles().size(); stage++) {
      ParameterMap map = jelastix.parameterMaps().read(reference.parameterFiles().get(stage));
      int resolutions = Integer.parseInt(map.first("NumberOfResolutions", "3"));
      for (int r = 0; r < resolutions && next < tables.size(); r++) {
        ElastixTable table = tables.get(next++);
        first.add(new FirstIteration(stage, r, table.metric(), table.gradient(), table.decimals()));
      }
      String name = "TransformParameters." + stage + ".txt";
      String text = Files.readString(work.resolve(name), StandardCharsets.UTF_8);
      // The chain is the order in expected.properties: no path of this machine belongs here.
      Files.writeString(
          folder.resolve(name),
          text.replaceAll(
              "\\(InitialTransformParametersFileName .*\\)",
              "(InitialTransformParametersFileName \"NoInitialTransform\")"),
          StandardCharsets.UTF_8);
      names.add(name);
    }
    write(folder, "elastix 5.0.1, one thread", first, names);
  }

  private void write(Path folder, String maker, List<FirstIteration> first, List<String> chain) {
    StringBuilder text = new StringBuilder();
    text.append("# Recorded with ").append(maker).append('\n');
    text.append("transforms = ").append(String.join(" ", chain)).append('\n');
    if (!first.isEmpty()) {
      text.append("decimals = ").append(first.get(0).decimals()).append('\n');
    }
    for (FirstIteration row : first) {
      String prefix = "stage." + row.stage() + ".resolution." + row.resolution() + ".";
      text.append(prefix).append("metric = ").append(number(row.metric(), row.decimals()));
      text.append('\n');
      if (!Double.isNaN(row.gradient())) {
        text.append(prefix).append("gradient = ").append(number(row.gradient(), row.decimals()));
        text.append('\n');
      }
    }
    jelastix.textFiles().write(folder.resolve(ReferenceFolders.EXPECTED), text.toString());
  }

  private static String number(double v, int decimals) {
    return decimals >= 17
        ? Double.toString(v)
        : String.format(Locale.ROOT, "%." + decimals + "f", v);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
