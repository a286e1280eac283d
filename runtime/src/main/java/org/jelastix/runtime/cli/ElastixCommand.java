package org.jelastix.runtime.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The elastix command: its own flags, its messages, its files. */
final class ElastixCommand {
  private static final Set<String> IMAGES = Set.of("-f", "-m", "-fMask", "-mMask");
  private static final Set<String> OF_THE_RUN =
      Set.of("-out", "-p", "-t0", "-threads", "-priority", "-loglevel");
  private static final Set<String> HELP = Set.of("-help", "--help", "-h");

  private ElastixCommand() {}

  static void run(List<String> arguments, Settings settings, Terminal terminal) {
    if (arguments.size() == 1 && HELP.contains(arguments.get(0))) {
      terminal.out().println(HelpTexts.ELASTIX);
      return;
    }
    if (arguments.size() == 1 && isVersion(arguments.get(0))) {
      terminal
          .out()
          .println("elastix version: " + Version.COMPATIBLE + " (jelastix " + Version.of() + ")");
      return;
    }
    if (arguments.size() <= 1) {
      terminal.out().println("Use \"elastix --help\" for information about elastix-usage.");
      return;
    }
    ElastixArguments given = ElastixArguments.parse(arguments);
    given.warnings().forEach(w -> terminal.err().println("WARNING: " + w));
    run(given, settings, terminal);
  }

  private static void run(ElastixArguments given, Settings settings, Terminal terminal) {
    if (given.parameterFiles().isEmpty()) {
      throw new UsageException("No CommandLine option \"-p\" given!");
    }
    OutputFolder out =
        OutputFolder.existing(
            given
                .get("-out")
                .orElseThrow(() -> new UsageException("No CommandLine option \"-out\" given!")));
    RegistrationJob job =
        new RegistrationJob(
            required(given, "-f"),
            required(given, "-m"),
            given.numbered("-fMask"),
            given.numbered("-mMask"),
            given.get("-t0"),
            given.parameterFiles(),
            false,
            pointSets(given),
            otherOptions(given),
            out,
            settings.withThreads(given.threads()));
    long start = System.nanoTime();
    boolean bar = terminal.interactive();
    try (RunLog log = RunLog.open(out.file("elastix.log"), bar ? null : terminal.out());
        ProgressDisplay display = bar ? ProgressDisplay.on(terminal) : ProgressDisplay.none()) {
      ElastixLog.appendStart(log, "elastix", Version.of());
      appendOptions(log, job, given);
      given.warnings().forEach(w -> log.fileOnly("WARNING: " + w));
      RegistrationRun.run(job, log, display);
      log.line(ElastixLog.RULE);
      log.line("Total time elapsed: " + Clock.span(Clock.secondsSince(start), 1) + ".\n");
      display.line("results are in " + out.prefix());
    }
  }

  private static List<String> required(ElastixArguments given, String name) {
    List<String> files = given.numbered(name);
    if (files.isEmpty()) {
      throw new UsageException(
          "No CommandLine option \"" + name + "\" or \"" + name + "0\" given!");
    }
    return files;
  }

  private static Map<String, String> pointSets(ElastixArguments given) {
    Map<String, String> files = new HashMap<>();
    given
        .values()
        .forEach(
            (name, value) -> {
              if (name.equals("-fp")
                  || name.equals("-mp")
                  || ElastixArguments.isMesh(name, "-fmesh")) {
                files.put(name.substring(1), value);
              }
            });
    return files;
  }

  private static Map<String, String> otherOptions(ElastixArguments given) {
    Map<String, String> options = new HashMap<>();
    given
        .values()
        .forEach(
            (name, value) -> {
              if (name.startsWith("-")
                  && !IMAGES.contains(ElastixArguments.withoutNumber(name))
                  && !OF_THE_RUN.contains(name)) {
                options.put(name.substring(1), value);
              }
            });
    return options;
  }

  private static void appendOptions(RunLog log, RegistrationJob job, ElastixArguments given) {
    log.line("\nCommand line options:");
    ElastixLog.appendOptions(log, "-f", job.fixed(), "");
    ElastixLog.appendOptions(log, "-m", job.moving(), "");
    ElastixLog.appendOptions(log, "-fMask", job.fixedMasks(), "unspecified, so no fixed mask used");
    ElastixLog.appendOptions(
        log, "-mMask", job.movingMasks(), "unspecified, so no moving mask used");
    ElastixLog.appendOption(log, "-out", job.out().prefix());
    job.parameters().forEach(p -> ElastixLog.appendOption(log, "-p", p));
    ElastixLog.appendOption(
        log,
        "-threads",
        given.get("-threads").orElse("unspecified, so all available threads are used"));
    ElastixLog.appendOption(
        log, "-t0", given.get("-t0").orElse("unspecified, so no initial transform used"));
  }

  static boolean isVersion(String argument) {
    return argument.equals("--version") || argument.equals("--extended-version");
  }
}
