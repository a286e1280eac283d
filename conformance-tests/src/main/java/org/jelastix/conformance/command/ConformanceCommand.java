package org.jelastix.conformance.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jelastix.api.InputException;
import org.jelastix.conformance.Outcome.Status;
import org.jelastix.conformance.fixture.Cases;
import org.jelastix.conformance.report.KitRun;
import org.jelastix.conformance.report.Report;
import org.jelastix.conformance.report.ReportFiles;
import org.jelastix.conformance.suite.Result;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.command.Invocation;
import org.jelastix.runtime.command.Subcommand;
import org.jelastix.runtime.command.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Runs the kit against the jars of a folder, and writes a report. */
@CommandLine.Command(
    name = "conformance",
    description = {
      "Checks that components keep their contract: those in the jars of a folder, or all on the"
          + " path if none is given. Prints what fails, and writes a page and a JUnit file."
    },
    footer = {
      "",
      "Examples:",
      "  jelastix conformance --plugins target",
      "  jelastix conformance --plugins target --only Metric.MyMetric --seed 7",
      "  jelastix conformance record --help",
      "  jelastix conformance replay --help",
      "",
      "Exit code: 0 all checks hold, or are waived with a reason; 1 some do not; 2 wrong usage."
    },
    sortOptions = false)
public final class ConformanceCommand implements Subcommand {
  @Option(
      names = "--report",
      paramLabel = "FOLDER",
      defaultValue = "conformance-report",
      description = "Where conformance.html and conformance.xml go; ${DEFAULT-VALUE} if not given.")
  private Path folder;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      defaultValue = ".*",
      description = "Only components whose kind and name match, as Metric.MyMetric.")
  private String only;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the random cases, as printed with a failure.")
  private Long seed;

  /** Called by ServiceLoader. */
  public ConformanceCommand() {}

  @Override
  public String name() {
    return "conformance";
  }

  @Override
  public int run(Invocation invocation) {
    Predicate<String> wanted = wanted();
    if (seed != null) {
      System.setProperty(Cases.SEED_PROPERTY, Long.toString(seed));
    }
    Optional<Path> plugins = invocation.plugins();
    KitRun run = plugins.map(KitRun::ofPlugins).orElseGet(KitRun::ofThePath);
    List<String> known = run.components();
    String where = plugins.map(Path::toString).orElse("the path");
    if (known.isEmpty()) {
      throw new InputException(
          where
              + ": no component found; a jar lists its providers in META-INF/services and in"
              + " module-info");
    }
    if (known.stream().noneMatch(wanted)) {
      throw new InputException(
          where + ": no component matches " + only + "; there are " + String.join(", ", known));
    }
    Report report = run.run(wanted, part -> print(part, invocation.out()));
    try (Jelastix jelastix = Jelastix.builder().threads(1).build()) {
      ReportFiles.write(report, folder, jelastix.textFiles());
    }
    invocation.out().println(counts(report) + "; report: " + folder.resolve(ReportFiles.PAGE));
    return report.isAcceptable() ? 0 : 1;
  }

  private Predicate<String> wanted() {
    try {
      return Pattern.compile(only).asMatchPredicate();
    } catch (PatternSyntaxException e) {
      throw new UsageException("--only " + only + ": " + e.getDescription());
    }
  }

  private static String counts(Report report) {
    return String.format(
        Locale.ROOT,
        "%d passed, %d failed, %d waived, %d do not apply",
        report.count(Status.PASSED),
        report.count(Status.FAILED),
        report.count(Status.WAIVED),
        report.count(Status.SKIPPED));
  }

  private static void print(Report.Part part, PrintStream out) {
    StringBuilder line = new StringBuilder(part.id()).append(": ");
    line.append(part.count(Status.PASSED)).append(" passed");
    for (Status status : List.of(Status.FAILED, Status.WAIVED, Status.SKIPPED)) {
      if (part.count(status) > 0) {
        line.append(", ").append(part.count(status));
        line.append(' ').append(status.name().toLowerCase(Locale.ROOT));
      }
    }
    out.println(line);
    for (Result result : part.results()) {
      if (result.outcome().status() == Status.FAILED) {
        out.println("  FAILED " + result.title() + " [" + result.checkId() + "]");
        result.outcome().findings().forEach(finding -> out.println("    " + finding));
      }
    }
    out.flush();
  }
}
