package org.jelastix.conformance.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jelastix.api.InputException;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Outcome;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.fixture.Cases;
import org.jelastix.conformance.report.ConformanceReport;
import org.jelastix.conformance.suite.Discovery;
import org.jelastix.conformance.suite.Result;
import org.jelastix.conformance.suite.Subject;
import org.jelastix.runtime.Jelastix;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the kit against the jars of a folder, and writes a report. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    description = "Check that the components of plug-in jars keep their contract.",
    subcommands = RecordCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all checks passed", "1:some failed", "2:wrong usage"})
public final class ConformanceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Check the components of the jars in this folder (default: all on the path).")
  private Path plugins;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Check only components whose kind and name match, as Metric.MyMetric.",
      defaultValue = ".*")
  private String only;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write conformance.xml (JUnit) and conformance.html there.")
  private Path report;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the randomised cases, as printed with a failure.")
  private Long seed;

  /** For picocli. */
  public ConformanceCommand() {}

  /**
   * The kit as a program of its own.
   *
   * @param arguments as of {@code jelastix conformance}
   */
  public static void main(String[] arguments) {
    CommandLine line =
        new CommandLine(new ConformanceCommand())
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  command.getErr().println(e.getMessage());
                  return 1;
                });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (seed != null) {
      System.setProperty(Cases.SEED_PROPERTY, Long.toString(seed));
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Result> results = new ArrayList<>();
    try (URLClassLoader loader = loader()) {
      List<Subject> subjects =
          Discovery.onClassPath(loader, wanted(loader)).stream()
              .filter(subject -> subject.id().matches(only))
              .toList();
      if (subjects.isEmpty()) {
        throw new InputException(
            (plugins == null ? "the path" : plugins.toString())
                + ": no component found; a jar lists its providers in META-INF/services and in"
                + " module-info");
      }
      for (Subject subject : subjects) {
        results.addAll(check(subject, out));
      }
    }
    String title = plugins == null ? "all components" : plugins.getFileName() + "";
    ConformanceReport all = new ConformanceReport(title, results);
    write(all, out);
    out.printf(
        Locale.ROOT,
        "%d passed, %d failed, %d do not apply, %d waived%n",
        all.count(Outcome.Status.PASSED),
        all.count(Outcome.Status.FAILED),
        all.count(Outcome.Status.SKIPPED),
        all.count(Outcome.Status.WAIVED));
    out.flush();
    return all.isAcceptable() ? 0 : 1;
  }

  private static List<Result> check(Subject subject, PrintWriter out) {
    List<Result> results = new ArrayList<>();
    out.println(subject.id());
    out.flush();
    for (Check check : subject.checks()) {
      Result result = subject.run(check);
      results.add(result);
      if (!result.outcome().isAcceptable()) {
        out.println("  FAILED " + result.title() + " [" + result.checkId() + "]");
        result.outcome().findings().forEach(f -> out.println("    " + f));
        out.flush();
      }
    }
    return results;
  }

  /** A loader of the jars, which sees the api and all else through the kit's own. */
  private URLClassLoader loader() {
    return new URLClassLoader(
        plugins == null ? new URL[0] : jars(), Settings.class.getClassLoader());
  }

  private URL[] jars() {
    try (Stream<Path> files = Files.list(plugins)) {
      List<Path> jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
      URL[] urls = new URL[jars.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = jars.get(i).toUri().toURL();
      }
      return urls;
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new InputException(plugins + ": the folder cannot be read", e);
    }
  }

  private Predicate<Class<?>> wanted(ClassLoader loader) {
    return plugins == null ? type -> true : type -> type.getClassLoader() == loader;
  }

  private void write(ConformanceReport all, PrintWriter out) throws IOException {
    if (report == null) {
      return;
    }
    Files.createDirectories(report);
    try (Jelastix jelastix = Jelastix.standard()) {
      jelastix.textFiles().write(report.resolve("conformance.xml"), all.toJUnitXml());
      jelastix.textFiles().write(report.resolve("conformance.html"), all.toHtml());
    }
    out.println("report: " + report.resolve("conformance.html"));
  }
}
