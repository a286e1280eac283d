package org.jelastix.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How to start both programs. */
public final class Programs {
  /** As many threads as a program takes by itself. */
  static final int ALL_THREADS = 0;

  /** {@code tuning='-XX:…'} and {@code tuning="$tuning -XX:…"}. */
  private static final Pattern TUNING =
      Pattern.compile("\\btuning=['\"](?:\\$tuning )?([^'\"]+)['\"]");

  /** What it adds on two or three cores. */
  private static final Pattern FEW_CORES = Pattern.compile("\\bjit=(-XX:\\S+)");

  private final Path root;
  private final Program elastix;
  private final Program jelastix;

  private Programs(Path root) {
    this.root = root;
    this.elastix = new Program("elastix", "elastix", "transformix");
    this.jelastix =
        new Program(
            "jelastix",
            root.resolve("bin/elastix").toString(),
            root.resolve("bin/transformix").toString());
  }

  /** Those of this checkout, found from where the benchmark was started. */
  public static Programs ofThisProject() {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      if (Files.isExecutable(p.resolve("bin/elastix"))) {
        return new Programs(p);
      }
    }
    throw new IllegalStateException("start the benchmark inside the project");
  }

  /** The project's folder. */
  public Path root() {
    return root;
  }

  Program elastix() {
    return elastix;
  }

  Program jelastix() {
    return jelastix;
  }

  /**
   * Starts jelastix once, after a build, so that no measurement holds the making of its archive of
   * classes.
   *
   * @param log for its output
   */
  void startJelastixOnce(Path log) throws IOException, InterruptedException {
    ProcessMeter.run(List.of(root.resolve("bin/jelastix").toString(), "--version"), log);
  }

  /** elastix, jelastix. */
  List<Program> both() {
    return List.of(elastix, jelastix);
  }

  /** The JVM options that the launcher gives for large images, read from it. */
  public List<String> launcherOptions() {
    int cores = Runtime.getRuntime().availableProcessors();
    List<String> options = new ArrayList<>(options(TUNING));
    if (cores == 2 || cores == 3) {
      options.addAll(options(FEW_CORES));
    }
    return options;
  }

  private List<String> options(Pattern pattern) {
    try (Stream<String> lines = Files.lines(root.resolve("bin/jelastix"))) {
      return lines
          .map(pattern::matcher)
          .filter(Matcher::find)
          .flatMap(found -> Stream.of(found.group(1).split(" ")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command that runs {@link PyramidRun} in this JVM's class path and jelastix's options. */
  List<String> pyramids(Path fixed, Path moving, int levels, int threads) {
    int count = threads == ALL_THREADS ? Runtime.getRuntime().availableProcessors() : threads;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(launcherOptions());
    command.addAll(
        List.of(
            "-Dguice_bytecode_gen_option=DISABLED",
            "-Dslf4j.internal.verbosity=ERROR",
            "-cp",
            System.getProperty("java.class.path"),
            PyramidRun.class.getName(),
            fixed.toString(),
            moving.toString(),
            Integer.toString(levels),
            Integer.toString(count)));
    return command;
  }

  /**
   * One of the two.
   *
   * @param name for files and columns
   * @param register command that takes elastix's flags
   * @param transform command that takes transformix's flags
   */
  record Program(String name, String register, String transform) {

    List<String> registration(Path fixed, Path moving, List<String> parameterFiles, Path out) {
      List<String> command = new ArrayList<>(List.of(register));
      command.addAll(List.of("-f", fixed.toString(), "-m", moving.toString()));
      parameterFiles.forEach(file -> command.addAll(List.of("-p", file)));
      command.addAll(List.of("-out", out.toString()));
      return command;
    }

    List<String> transformation(Path transform, Path out, String... task) {
      List<String> command = new ArrayList<>(List.of(this.transform));
      command.addAll(List.of(task));
      command.addAll(List.of("-tp", transform.toString(), "-out", out.toString()));
      return command;
    }
  }
}
