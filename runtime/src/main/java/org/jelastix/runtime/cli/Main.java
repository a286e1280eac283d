package org.jelastix.runtime.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The program: {@code jelastix COMMAND …}.
 *
 * <p>The commands elastix and transformix read their own flags; picocli, which costs some time to
 * load, is left to the others.
 */
public final class Main {
  private Main() {}

  /**
   * Runs a command and ends the process with its exit code: 0 fine, 1 failed, 2 wrong usage.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    System.exit(run(List.of(arguments), Terminal.ofProcess()));
  }

  /** Runs a command within this process. */
  static int run(List<String> arguments, Terminal terminal) {
    String command = arguments.isEmpty() ? "--help" : arguments.get(0);
    List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
    return switch (command) {
      case "elastix" -> runCompatible(rest, terminal, ElastixCommand::run);
      case "transformix" -> runCompatible(rest, terminal, TransformixCommand::run);
      case "-h", "--help", "help" -> {
        terminal.out().println(HelpTexts.JELASTIX);
        yield ExitCode.FINE;
      }
      case "--version", "-V" -> {
        terminal.out().println("jelastix " + Version.of());
        yield ExitCode.FINE;
      }
      default -> PicocliRunner.run(command, rest, terminal);
    };
  }

  private interface CompatibleCommand {
    void run(List<String> arguments, Settings settings, Terminal terminal);
  }

  /** Takes our own options with two dashes out of a command line of elastix. */
  private static int runCompatible(
      List<String> arguments, Terminal terminal, CompatibleCommand command) {
    List<String> theirs = new ArrayList<>();
    boolean debug = false;
    boolean strict = false;
    Path plugins = null;
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "--debug" -> debug = true;
        case "--strict" -> strict = true;
        case "--plugins" -> {
          i++;
          plugins = i < arguments.size() ? RegistrationRun.path(arguments.get(i)) : Path.of("");
        }
        default -> theirs.add(arguments.get(i));
      }
    }
    Settings settings = new Settings(Optional.empty(), Optional.ofNullable(plugins), strict, debug);
    return guarded(debug, terminal, () -> command.run(theirs, settings, terminal));
  }

  /** Runs, and turns what is thrown into a message and an exit code. */
  static int guarded(boolean debug, Terminal terminal, Runnable work) {
    return guardedCode(
        debug,
        terminal,
        () -> {
          work.run();
          return ExitCode.FINE;
        });
  }

  /** Runs what has an exit code of its own, and turns what is thrown into a message and a code. */
  @SuppressWarnings("CatchingUnchecked") // the last stop before the user
  static int guardedCode(boolean debug, Terminal terminal, IntSupplier work) {
    try {
      return work.getAsInt();
    } catch (Exception | OutOfMemoryError | StackOverflowError e) {
      Failure failure = Failure.of(e);
      failure.print(terminal.err(), debug);
      return failure.exitCode();
    } finally {
      terminal.out().flush();
    }
  }
}
