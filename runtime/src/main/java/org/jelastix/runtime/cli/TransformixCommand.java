package org.jelastix.runtime.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The transformix command: its own flags, its messages, its files. */
final class TransformixCommand {
  private static final Set<String> HELP = Set.of("-help", "--help", "-h");

  private TransformixCommand() {}

  static void run(List<String> arguments, Settings settings, Terminal terminal) {
    if (arguments.size() == 1 && HELP.contains(arguments.get(0))) {
      terminal.out().println(HelpTexts.TRANSFORMIX);
      return;
    }
    if (arguments.size() == 1 && ElastixCommand.isVersion(arguments.get(0))) {
      terminal
          .out()
          .println(
              "transformix version: " + Version.COMPATIBLE + " (jelastix " + Version.of() + ")");
      return;
    }
    if (arguments.size() <= 1) {
      terminal.out().println("Use \"transformix --help\" for information about transformix-usage.");
      return;
    }
    ElastixArguments given = ElastixArguments.parse(arguments);
    given.warnings().forEach(w -> terminal.err().println("WARNING: " + w));
    run(given, settings, terminal);
  }

  private static void run(ElastixArguments given, Settings settings, Terminal terminal) {
    String transform =
        given
            .get("-tp")
            .orElseThrow(() -> new UsageException("No CommandLine option \"-tp\" given!"));
    Optional<String> def = given.get("-def").or(() -> given.get("-ipp"));
    List<String> images = given.numbered("-in");
    boolean jacobian = all(given, "-jac");
    boolean matrix = all(given, "-jacmat");
    if (images.isEmpty() && def.isEmpty() && !jacobian && !matrix) {
      throw new UsageException(
          "At least one of the CommandLine options \"-in\", \"-def\", \"-jac\", or \"-jacmat\""
              + " should be given!");
    }
    OutputFolder out =
        OutputFolder.existing(
            given
                .get("-out")
                .orElseThrow(() -> new UsageException("No CommandLine option \"-out\" given!")));
    TransformJob job =
        new TransformJob(
            transform,
            images.stream().findFirst(),
            false,
            def.filter(text -> !text.equals("all")),
            def.equals(Optional.of("all")),
            jacobian,
            matrix,
            out,
            settings.withThreads(given.threads()));
    long start = System.nanoTime();
    try (RunLog log = RunLog.open(out.file("transformix.log"), terminal.out())) {
      ElastixLog.appendStart(log, "transformix", Version.of());
      log.line("Running transformix with parameter file \"" + transform + "\".\n");
      appendOptions(log, job, given);
      TransformRun.run(job, log);
      log.line("\ntransformix has finished at " + Clock.now() + ".");
      log.line("Total time elapsed: " + Clock.span(Clock.secondsSince(start), 1) + ".\n");
    }
  }

  /** Whether an option is given that knows only the value "all". */
  private static boolean all(ElastixArguments given, String option) {
    Optional<String> value = given.get(option);
    if (value.isPresent() && !value.get().equals("all")) {
      throw new UsageException(
          "option " + option + " is \"" + value.get() + "\"; the only choice is \"all\"");
    }
    return value.isPresent();
  }

  private static void appendOptions(RunLog log, TransformJob job, ElastixArguments given) {
    log.line("Command line options:");
    ElastixLog.appendOption(
        log, "-in", job.image().orElse("unspecified, so no input image specified"));
    ElastixLog.appendOption(log, "-out", job.out().prefix());
    ElastixLog.appendOption(
        log,
        "-threads",
        given.get("-threads").orElse("unspecified, so all available threads are used"));
    ElastixLog.appendOption(log, "-tp", job.transform());
    ElastixLog.appendOption(
        log, "-def", given.get("-def").orElse("unspecified, so no input points transformed"));
    ElastixLog.appendOption(
        log, "-jac", job.jacobian() ? "all" : "unspecified, so no det(dT/dx) computed");
    ElastixLog.appendOption(
        log, "-jacmat", job.jacobianMatrix() ? "all" : "unspecified, so no dT/dx computed");
  }
}
