package org.jelastix.runtime.cli;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.IntSupplier;
import org.jelastix.runtime.command.Invocation;
import org.jelastix.runtime.command.Subcommand;
import picocli.CommandLine;

/** Runs the commands whose options picocli reads: our own, and those of other jars. */
final class PicocliRunner {
  private static final List<String> NAMES =
      List.of(
          "demo",
          "register",
          "transform",
          "invert",
          "components",
          "parameters",
          "new-plugin",
          "conformance");

  private PicocliRunner() {}

  static int run(String name, List<String> arguments, Terminal terminal) {
    Command own = create(name);
    if (own != null) {
      CommandLine line = new CommandLine(own);
      return run(
          name,
          arguments,
          terminal,
          line,
          own.common(),
          () -> {
            own.run(terminal);
            return ExitCode.FINE;
          });
    }
    String longer = name + (arguments.isEmpty() ? "" : " " + arguments.get(0));
    Optional<Subcommand> ofTwoWords = subcommand(longer);
    if (ofTwoWords.isPresent()) {
      List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
      return run(longer, rest, terminal, ofTwoWords.get());
    }
    Optional<Subcommand> other = subcommand(name);
    if (other.isPresent()) {
      return run(name, arguments, terminal, other.get());
    }
    return Main.guarded(
        false,
        terminal,
        () -> {
          throw new UsageException(unknown(name));
        });
  }

  private static int run(
      String name, List<String> arguments, Terminal terminal, Subcommand subcommand) {
    CommonOptions common = new CommonOptions();
    CommandLine line = new CommandLine(subcommand);
    line.addMixin("common", common);
    return run(
        name,
        arguments,
        terminal,
        line,
        common,
        () -> {
          Settings settings = common.settings(false);
          return subcommand.run(
              new Invocation(
                  settings.threads(), settings.plugins(), terminal.out(), terminal.err()));
        });
  }

  private static String unknown(String name) {
    return name.equals("conformance")
        ? "the conformance kit is not on the module path; bin/jelastix puts it there, and so does"
            + " org.jelastix:conformance-tests among an application's jars"
        : "there is no command \""
            + name
            + "\""
            + Nearest.phrase(name, NAMES)
            + "; see jelastix --help";
  }

  private static int run(
      String name,
      List<String> arguments,
      Terminal terminal,
      CommandLine line,
      CommonOptions common,
      IntSupplier work) {
    line.setCommandName("jelastix " + name);
    line.setUsageHelpAutoWidth(false);
    try {
      line.parseArgs(arguments.toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      return Main.guarded(
          common.debug(),
          terminal,
          () -> {
            throw new UsageException(e.getMessage() + "; see jelastix " + name + " --help");
          });
    }
    if (line.isUsageHelpRequested()) {
      line.usage(terminal.out());
      return ExitCode.FINE;
    }
    return Main.guardedCode(common.debug(), terminal, work);
  }

  private static Command create(String name) {
    return switch (name) {
      case "demo" -> new DemoCommand();
      case "register" -> new RegisterCommand();
      case "transform" -> new TransformCommand();
      case "invert" -> new InvertCommand();
      case "components" -> new ComponentsCommand();
      case "parameters" -> new ParametersCommand();
      case "new-plugin" -> new NewPluginCommand();
      default -> null;
    };
  }

  private static Optional<Subcommand> subcommand(String name) {
    return ServiceLoader.load(Subcommand.class, PicocliRunner.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(s -> s.name().equals(name))
        .findFirst();
  }
}
