package org.jelastix.conformance.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jelastix.conformance.replay.Recorder;
import org.jelastix.conformance.replay.ReferenceFolders;
import org.jelastix.runtime.Jelastix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a reference registration from a run. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    description = {
      "Run a registration, and keep its numbers as a reference to be replayed.",
      "Without -f and -m, a case that is there already is recorded anew."
    })
public final class RecordCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "The case, made if it is not there.")
  private Path folder;

  @Option(names = "-f", paramLabel = "IMAGE", description = "Fixed image.")
  private String fixed;

  @Option(names = "-m", paramLabel = "IMAGE", description = "Moving image.")
  private String moving;

  @Option(names = "-fMask", paramLabel = "IMAGE", description = "Mask of the fixed image.")
  private String fixedMask;

  @Option(names = "-mMask", paramLabel = "IMAGE", description = "Mask of the moving image.")
  private String movingMask;

  @Option(names = "-t0", paramLabel = "FILE", description = "Initial transform.")
  private String initial;

  @Option(names = "-p", paramLabel = "FILE", description = "Parameter file, one a stage.")
  private List<Path> parameters = List.of();

  @Option(
      names = "--with",
      paramLabel = "ELASTIX",
      description = "Run this elastix instead of jelastix.")
  private String elastix;

  /** For picocli. */
  public RecordCommand() {}

  @Override
  public Integer call() throws IOException {
    boolean there = Files.exists(folder.resolve("case.properties"));
    boolean given = fixed != null && moving != null && !parameters.isEmpty();
    if (!given && !there) {
      throw new ParameterException(
          spec.commandLine(), folder + " holds no case: give -f, -m and -p");
    }
    try (Jelastix jelastix = Jelastix.standard()) {
      if (given) {
        make(jelastix);
      }
      Recorder recorder = new Recorder(jelastix);
      if (elastix == null) {
        recorder.record(folder);
      } else {
        recorder.recordWith(folder, elastix);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("recorded " + ReferenceFolders.read(folder).name());
    out.flush();
    return 0;
  }

  private void make(Jelastix jelastix) throws IOException {
    Files.createDirectories(folder);
    StringBuilder text = new StringBuilder();
    Map<String, String> inputs = new LinkedHashMap<>();
    inputs.put("f", fixed);
    inputs.put("m", moving);
    inputs.put("fMask", fixedMask);
    inputs.put("mMask", movingMask);
    inputs.put("t0", initial);
    inputs.forEach(
        (option, source) -> {
          if (source != null) {
            text.append("input.").append(option).append(" = ").append(named(source)).append('\n');
          }
        });
    text.append("parameters =");
    for (int stage = 0; stage < parameters.size(); stage++) {
      String name = parameters.size() == 1 ? "parameters.txt" : "parameters." + stage + ".txt";
      Files.copy(parameters.get(stage), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      text.append(' ').append(name);
    }
    jelastix.textFiles().write(folder.resolve("case.properties"), text.append('\n'));
  }

  /** Recipes stay as they are; files are named as seen from the folder. */
  private String named(String source) {
    if (source.startsWith("phantom ")) {
      return source;
    }
    Path base = folder.toAbsolutePath().normalize();
    return base.relativize(Path.of(source).toAbsolutePath().normalize())
        .toString()
        .replace('\\', '/');
  }
}
