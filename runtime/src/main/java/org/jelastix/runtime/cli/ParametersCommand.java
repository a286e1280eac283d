package org.jelastix.runtime.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.JelastixException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.ParameterMaps;
import org.jelastix.runtime.registry.LegacyParameters;
import org.jelastix.runtime.registry.ParameterCheck;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints default parameter files, and checks those of users. */
@CommandLine.Command(
    name = "parameters",
    description =
        "Prints default parameter files, and checks parameter files without running them.",
    footer = {
      "",
      "Examples:",
      "  jelastix parameters defaults bspline > bspline.txt",
      "  jelastix parameters check bspline.txt"
    },
    sortOptions = false)
final class ParametersCommand implements Command {
  @Parameters(index = "0", paramLabel = "defaults|check", description = "What to do.")
  private String action;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "NAME|FILE",
      description = "For defaults, the name of a map; for check, parameter files.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--toml", description = "Print in TOML rather than in elastix's own format.")
  private boolean toml;

  @Option(
      names = "--resolutions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Number of resolutions of the default map; ${DEFAULT-VALUE} if not given.")
  private int resolutions;

  @Option(
      names = "--grid-spacing",
      paramLabel = "MM",
      defaultValue = "10",
      description =
          "Final distance of B-spline control points, in mm; ${DEFAULT-VALUE} if not given.")
  private double gridSpacing;

  @Option(
      names = "--strict",
      description = "Parameters that have no effect are errors, not warnings.")
  private boolean strict;

  @Mixin private CommonOptions common;

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public void run(Terminal terminal) {
    try (Jelastix jelastix = common.settings(strict).open()) {
      switch (action) {
        case "defaults" -> printDefaults(jelastix, terminal);
        case "check" -> check(jelastix, terminal);
        default ->
            throw new UsageException("\"" + action + "\" is not an action; use defaults or check");
      }
    }
  }

  private void printDefaults(Jelastix jelastix, Terminal terminal) {
    if (names.size() != 1) {
      throw new UsageException(
          "defaults needs one name of " + String.join(", ", ParameterMaps.defaultNames()));
    }
    ParameterMap map = ParameterMaps.defaults(names.get(0), resolutions, gridSpacing);
    terminal.out().print(jelastix.parameterMaps().format(map, toml ? "TOML" : ElastixLog.FORMAT));
  }

  private void check(Jelastix jelastix, Terminal terminal) {
    if (names.isEmpty()) {
      throw new UsageException("check needs at least one parameter file");
    }
    ParameterCheck check = new ParameterCheck(jelastix.components());
    int bad = 0;
    for (String name : names) {
      Path file = RegistrationRun.path(name);
      try {
        LegacyParameters legacy = LegacyParameters.of(jelastix.parameterMaps().read(file));
        legacy.notes().forEach(note -> terminal.out().println("note: " + note));
        List<String> warnings = check.check(legacy.map());
        warnings.forEach(w -> terminal.out().println("warning: " + w));
        bad += strict && !warnings.isEmpty() ? 1 : 0;
        terminal
            .out()
            .println(
                name
                    + (warnings.isEmpty() ? ": fine" : ": " + warnings.size() + " without effect"));
      } catch (JelastixException e) {
        terminal.out().println("error: " + e.getMessage());
        bad++;
      }
    }
    if (bad > 0) {
      throw new ParameterException(bad + " of " + names.size() + " files cannot be used");
    }
  }
}
