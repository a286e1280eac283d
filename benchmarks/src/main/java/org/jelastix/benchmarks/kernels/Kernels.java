package org.jelastix.benchmarks.kernels;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jelastix.benchmarks.Machine;
import org.jelastix.benchmarks.MarkedSection;
import org.jelastix.benchmarks.Plots;
import org.jelastix.benchmarks.Programs;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs the benchmarks of kernels with JMH, on one thread, in JVMs with the launcher's options, and
 * sets what they reach against what the machine can do: the roofline.
 */
@Command(
    name = "kernels",
    description = "Measures kernels with JMH and draws the roofline.",
    mixinStandardHelpOptions = true)
public final class Kernels implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILTER",
      defaultValue = "",
      description = "Measure only benchmarks whose name holds this, and print them.")
  private String filter;

  @Option(names = "--quick", description = "Short measurements: less than a minute and less sure.")
  private boolean quick;

  @Option(
      names = "--record",
      description =
          "Write the figures to benchmarks/results, the table into docs/performance.md, and the"
              + " plot to docs/images.")
  private boolean record;

  private final Map<String, Double> nanoseconds = new HashMap<>();

  private Kernels() {}

  /**
   * Runs them.
   *
   * @param args see the help
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Kernels()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, RunnerException {
    int cores = Runtime.getRuntime().availableProcessors();
    if (!filter.isEmpty()) {
      measure(".*" + filter + ".*", 1);
      nanoseconds.forEach((name, ns) -> System.out.printf(Locale.ROOT, "%-60s %.2f%n", name, ns));
      return 0;
    }
    measure("MachineBenchmark", 1);
    if (cores > 1) {
      measure("MachineBenchmark", cores);
    }
    for (HotLoop loop : HotLoop.values()) {
      measure(loop.benchmark() + "$", 1);
      System.out.printf(Locale.ROOT, "%-32s %.2f ns%n", loop.title(), fast(loop));
    }
    Roofline one = roofline(1);
    String text =
        "Measured on: " + Machine.description() + ".\n\n" + machineTable(cores) + "\n" + table(one);
    System.out.println(text);
    Path root = Programs.ofThisProject().root();
    if (record) {
      Path results = Files.createDirectories(root.resolve("benchmarks/results"));
      Files.writeString(results.resolve("kernels.csv"), csv(), StandardCharsets.UTF_8);
      MarkedSection.replace(root.resolve("docs/performance.md"), "kernels", text);
      draw(one, root.resolve("docs/images/roofline.png"));
    } else {
      Path plot = Files.createTempDirectory("jelastix-kernels").resolve("roofline.png");
      draw(one, plot);
      System.out.println("plot: " + plot);
    }
    return 0;
  }

  private void measure(String pattern, int threads) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(pattern)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .threads(threads)
            .forks(1)
            .warmupIterations(quick ? 2 : 4)
            .warmupTime(TimeValue.milliseconds(quick ? 150 : 500))
            .measurementIterations(quick ? 2 : 5)
            .measurementTime(TimeValue.milliseconds(quick ? 150 : 500))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .jvmArgsAppend(Programs.ofThisProject().launcherOptions().toArray(String[]::new));
    Collection<RunResult> results = new Runner(options.build()).run();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      String method = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
      String[] parameters =
          result.getParams().getParamsKeys().stream()
              .map(key -> result.getParams().getParam(key))
              .toArray(String[]::new);
      nanoseconds.put(key(method, threads, parameters), result.getPrimaryResult().getScore());
    }
  }

  private static String key(String method, int threads, String... parameters) {
    return method + " " + String.join(" ", parameters) + " " + threads;
  }

  private double fast(HotLoop loop) {
    Double twin = nanoseconds.get(key(loop.benchmark(), 1, "fast"));
    return twin != null ? twin : nanoseconds.get(key(loop.benchmark(), 1));
  }

  /** GB/s of all threads together. */
  private double bandwidth(String place, int threads) {
    double entries = place.equals("memory") ? MachineBenchmark.MEMORY : MachineBenchmark.LEVEL_2;
    double ns = nanoseconds.get(key("MachineBenchmark.triad", threads, place));
    return threads * 24 * entries / ns;
  }

  /** Gflop/s of all threads together. */
  private double rate(String method, int threads) {
    return threads / nanoseconds.get(key("MachineBenchmark." + method, threads));
  }

  private Roofline roofline(int threads) {
    return new Roofline(
        bandwidth("memory", threads),
        bandwidth("level2", threads),
        rate("scalarDoubles", threads),
        rate("vectorDoubles", threads),
        rate("vectorFusedDoubles", threads));
  }

  private String machineTable(int cores) {
    StringBuilder text = new StringBuilder("| what Java reaches on this machine | 1 thread |");
    int[] counts = cores > 1 ? new int[] {1, cores} : new int[] {1};
    text.append(cores > 1 ? " " + cores + " threads |\n|---|---|---|\n" : "\n|---|---|\n");
    row(text, "triad beyond all caches, GB/s", counts, t -> bandwidth("memory", t));
    row(text, "triad in the second-level cache, GB/s", counts, t -> bandwidth("level2", t));
    row(text, "multiply and add, one by one, Gflop/s", counts, t -> rate("scalarDoubles", t));
    row(text, "the same in vectors, double, Gflop/s", counts, t -> rate("vectorDoubles", t));
    row(text, "the same in vectors, float, Gflop/s", counts, t -> rate("vectorFloats", t));
    row(text, "fused, in vectors, double, Gflop/s", counts, t -> rate("vectorFusedDoubles", t));
    return text.toString();
  }

  private interface ByThreads {
    double at(int threads);
  }

  private static void row(StringBuilder text, String title, int[] threads, ByThreads figure) {
    text.append("| ").append(title);
    for (int t : threads) {
      text.append(String.format(Locale.ROOT, " | %.1f", figure.at(t)));
    }
    text.append(" |\n");
  }

  private String table(Roofline roofline) {
    StringBuilder text =
        new StringBuilder(
            """
            | hot loop | ns | plain twin, ns | flops | bytes | Gflop/s | GB/s | limit | of it | of one by one |
            |---|---|---|---|---|---|---|---|---|---|
            """);
    for (HotLoop loop : HotLoop.values()) {
      double ns = fast(loop);
      Double plain = nanoseconds.get(key(loop.benchmark(), 1, "plain"));
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s a %s | %s | %.0f | %.0f | %.2f | %.2f | %s | %.0f %% | %.0f %% |%n",
              loop.title(),
              digits(ns),
              loop.unit(),
              plain == null ? "" : digits(plain),
              loop.flops(),
              loop.bytes(),
              loop.flops() / ns,
              loop.bytes() / ns,
              roofline.limitName(loop),
              100 * loop.flops() / ns / roofline.limit(loop),
              100 * loop.flops() / ns / roofline.scalar()));
    }
    return text.toString();
  }

  private static String digits(double ns) {
    return String.format(Locale.ROOT, ns < 10 ? "%.2f" : ns < 100 ? "%.1f" : "%.0f", ns);
  }

  private String csv() {
    StringBuilder text = new StringBuilder("benchmark,parameter,threads,nanoseconds\n");
    nanoseconds.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            e ->
                text.append(e.getKey().replace("  ", " - ").replace(' ', ','))
                    .append(',')
                    .append(e.getValue())
                    .append('\n'));
    return text.toString();
  }

  private void draw(Roofline roof, Path file) throws IOException {
    double[] x = new double[61];
    Arrays.setAll(x, i -> 0.1 * Math.pow(10, i / 20.0));
    Plots.Plot plot =
        Plots.logarithmic(
            "Hot loops on one thread, and what the machine allows", "flops a byte", "Gflop/s");
    plot.line(
        "memory bandwidth, vectors", x, at(x, v -> Math.min(roof.vector(), v * roof.memory())));
    plot.line(
        "second-level cache, vectors", x, at(x, v -> Math.min(roof.vector(), v * roof.cache())));
    plot.line(
        "memory bandwidth, one by one", x, at(x, v -> Math.min(roof.scalar(), v * roof.memory())));
    for (HotLoop loop : HotLoop.values()) {
      plot.point(loop.title(), loop.intensity(), loop.flops() / fast(loop));
    }
    plot.save(file);
  }

  private static double[] at(double[] x, java.util.function.DoubleUnaryOperator f) {
    return Arrays.stream(x).map(f).toArray();
  }
}
