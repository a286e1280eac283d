package org.jelastix.conformance.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jelastix.api.RegistrationException;
import org.jelastix.conformance.replay.CaseMaker;
import org.jelastix.conformance.replay.Recorder;
import org.jelastix.conformance.replay.ReferenceFolders;
import org.jelastix.conformance.replay.Replay;
import org.jelastix.conformance.replay.ReplayOutcome;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.command.Invocation;
import org.jelastix.runtime.command.Subcommand;
import org.jelastix.runtime.command.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a reference registration from a run. */
@CommandLine.Command(
    name = "record",
    description = {
      "Runs a registration, and keeps all that it needs and its numbers in a folder: a reference"
          + " that later versions can be held to. Without -f and -m, a case that is there already"
          + " is recorded anew. What jelastix records is run again, and refused if it does not"
          + " repeat itself."
    },
    footer = {
      "",
      "An image is a file, which is copied, or a recipe of a phantom, which takes no space:",
      "  jelastix conformance record references/head -f fixed.nii.gz -m moving.nii.gz -p my.txt",
      "  jelastix conformance record references/rigid \\",
      "      -f \"phantom size=64,72 spacing=2.6,2.4 head=2\" \\",
      "      -m \"phantom size=64,72 spacing=2.6,2.4 head=2 rigid=0.06,3,-4 noise=2\" -p rigid"
    },
    sortOptions = false)
public final class RecordCommand implements Subcommand {
  @Parameters(index = "0", paramLabel = "FOLDER", description = "The case: new, empty, or a case.")
  private Path folder;

  @Option(
      names = {"-f", "--fixed"},
      paramLabel = "IMAGE",
      description = "Fixed image.")
  private String fixed;

  @Option(
      names = {"-m", "--moving"},
      paramLabel = "IMAGE",
      description = "Moving image.")
  private String moving;

  @Option(
      names = {"-p", "--parameters"},
      paramLabel = "FILE|NAME",
      description = "Parameter file, or the name of a default map; one a stage.")
  private List<String> parameters = List.of();

  @Option(
      names = {"-fMask", "--fixed-mask"},
      paramLabel = "IMAGE",
      description = "Mask of the fixed image.")
  private String fixedMask;

  @Option(
      names = {"-mMask", "--moving-mask"},
      paramLabel = "IMAGE",
      description = "Mask of the moving image.")
  private String movingMask;

  @Option(
      names = {"-t0", "-t", "--initial-transform"},
      paramLabel = "FILE",
      description = "Transform to start from.")
  private String initialTransform;

  @Option(
      names = {"-fp", "--fixed-points"},
      paramLabel = "FILE",
      description = "Points of the fixed image.")
  private String fixedPoints;

  @Option(
      names = {"-mp", "--moving-points"},
      paramLabel = "FILE",
      description = "The same points in the moving image.")
  private String movingPoints;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "One line about this case.")
  private String note;

  @Option(
      names = "--tolerance",
      paramLabel = "VOXELS",
      description = "Mean distance of final transforms that is allowed; 0.01 if not given.")
  private Double tolerance;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why the tolerance is not the usual one.")
  private String reason;

  @Option(
      names = "--with",
      paramLabel = "ELASTIX",
      description = "Run this elastix instead of jelastix.")
  private String elastix;

  /** Called by ServiceLoader. */
  public RecordCommand() {}

  @Override
  public String name() {
    return "conformance record";
  }

  @Override
  public int run(Invocation invocation) {
    boolean given = fixed != null && moving != null && !parameters.isEmpty();
    if (!given && !ReferenceFolders.isCase(folder)) {
      throw new UsageException(folder + " holds no case: give -f, -m and -p");
    }
    if (tolerance != null && (tolerance.isNaN() || tolerance < 0 || reason.isBlank())) {
      throw new UsageException("--tolerance is a number of voxels, and needs a --reason");
    }
    try (Jelastix jelastix = invocation.open()) {
      if (given) {
        double voxels = tolerance == null ? Double.NaN : tolerance;
        new CaseMaker(jelastix)
            .make(new CaseMaker.Request(inputs(), parameters, voxels, reason, note), folder);
      }
      if (elastix == null) {
        new Recorder(jelastix).record(folder);
      } else {
        new Recorder(jelastix).recordWith(folder, elastix);
      }
      ReplayOutcome again = new Replay(jelastix).run(ReferenceFolders.read(folder));
      if (elastix == null && !again.findings().isEmpty()) {
        throw new RegistrationException(
            folder
                + ": run again, the same registration gives something else, so it is no reference: "
                + String.join("; ", again.findings()));
      }
      invocation.out().println("recorded " + folder);
      invocation.out().print(Replay.table(List.of(again)));
    }
    return 0;
  }

  private Map<String, String> inputs() {
    Map<String, String> inputs = new TreeMap<>();
    inputs.put("f", fixed);
    inputs.put("m", moving);
    putIfGiven(inputs, "fMask", fixedMask);
    putIfGiven(inputs, "mMask", movingMask);
    putIfGiven(inputs, "t0", initialTransform);
    putIfGiven(inputs, "fp", fixedPoints);
    putIfGiven(inputs, "mp", movingPoints);
    return inputs;
  }

  private static void putIfGiven(Map<String, String> inputs, String option, String value) {
    if (value != null) {
      inputs.put(option, value);
    }
  }
}
