package org.jelastix.runtime.cli;

import java.util.List;
import picocli.CommandLine;

/** Runs the commands whose options picocli reads. */
final class PicocliRunner {
  private static final List<String> NAMES =
      List.of("demo", "register", "transform", "invert", "components", "parameters");

  private PicocliRunner() {}

  static int run(String name, List<String> arguments, Terminal terminal) {
    Command command = create(name);
    if (command == null) {
      return Main.guarded(
          false,
          terminal,
          () -> {
            throw new UsageException(
                "there is no command \""
                    + name
                    + "\""
                    + Nearest.phrase(name, NAMES)
                    + "; see jelastix --help");
          });
    }
    CommandLine line = new CommandLine(command);
    line.setCommandName("jelastix " + name);
    line.setUsageHelpAutoWidth(false);
    try {
      line.parseArgs(arguments.toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      return Main.guarded(
          command.common().debug(),
          terminal,
          () -> {
            throw new UsageException(e.getMessage() + "; see jelastix " + name + " --help");
          });
    }
    if (line.isUsageHelpRequested()) {
      line.usage(terminal.out());
      return ExitCode.FINE;
    }
    return Main.guarded(command.common().debug(), terminal, () -> command.run(terminal));
  }

  private static Command create(String name) {
    return switch (name) {
      case "demo" -> new DemoCommand();
      case "register" -> new RegisterCommand();
      case "transform" -> new TransformCommand();
      case "invert" -> new InvertCommand();
      case "components" -> new ComponentsCommand();
      case "parameters" -> new ParametersCommand();
      default -> null;
    };
  }
}
