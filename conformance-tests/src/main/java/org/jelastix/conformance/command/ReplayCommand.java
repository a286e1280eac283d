package org.jelastix.conformance.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.InputException;
import org.jelastix.conformance.replay.ReferenceCase;
import org.jelastix.conformance.replay.ReferenceFolders;
import org.jelastix.conformance.replay.Replay;
import org.jelastix.conformance.replay.ReplayOutcome;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.command.Invocation;
import org.jelastix.runtime.command.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** Runs reference registrations again. */
@CommandLine.Command(
    name = "replay",
    description = "Runs recorded registrations again, and compares what comes out.",
    footer = {
      "",
      "Example:",
      "  jelastix conformance replay references --plugins target",
      "",
      "Exit code: 0 all agree within their tolerances, 1 some do not, or could not be run."
    },
    sortOptions = false)
public final class ReplayCommand implements Subcommand {
  @Parameters(
      index = "0",
      paramLabel = "FOLDER",
      description = "One recorded registration, or a folder of them.")
  private Path folder;

  /** Called by ServiceLoader. */
  public ReplayCommand() {}

  @Override
  public String name() {
    return "conformance replay";
  }

  @Override
  public int run(Invocation invocation) {
    List<ReplayOutcome> outcomes = new ArrayList<>();
    try (Jelastix jelastix = invocation.open()) {
      Replay replay = new Replay(jelastix);
      cases().forEach(reference -> outcomes.add(replay.run(reference)));
    }
    invocation.out().print(Replay.table(outcomes));
    boolean fine = true;
    for (ReplayOutcome outcome : outcomes) {
      fine &= !outcome.isSkipped() && outcome.findings().isEmpty();
      outcome
          .findings()
          .forEach(
              finding -> invocation.out().println(outcome.reference().name() + ": " + finding));
    }
    return fine ? 0 : 1;
  }

  private List<ReferenceCase> cases() {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + ": no such folder");
    }
    if (ReferenceFolders.isCase(folder)) {
      return List.of(ReferenceFolders.read(folder));
    }
    List<ReferenceCase> cases = ReferenceFolders.in(folder);
    if (cases.isEmpty()) {
      throw new InputException(folder + ": there is no recorded registration in this folder");
    }
    return cases;
  }
}
