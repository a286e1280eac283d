package org.jelastix.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.ParameterMaps;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How time and memory grow with the size of the images, the number of parameters and the number of
 * threads, of whole processes of jelastix and the installed elastix.
 *
 * <p>By size: the default bspline map with 50 instead of 256 iterations on each of 4 resolutions
 * and a sixteenth of the image as grid spacing, so that the parameters stay some 20,000; the
 * resampling of the moving image through the result; the smoothing pyramids. By parameters: one
 * resolution of 64 iterations on 128³ (64³ with {@code --quick}).
 */
@Command(
    name = "scaling",
    description = "Measures how time and memory grow with images, parameters and threads.",
    mixinStandardHelpOptions = true)
public final class Scaling implements Callable<Integer> {
  private static final int LEVELS = 4;
  private static final int CELLS = 16;

  @Option(names = "--quick", description = "Small sizes only, a minute or two.")
  private boolean quick;

  @Option(
      names = "--sides",
      split = ",",
      paramLabel = "SIDE",
      description = "Sizes of the images, voxels along each axis.")
  private int[] sides;

  @Option(
      names = "--points",
      split = ",",
      paramLabel = "COUNT",
      description = "Control points along each axis, where their number is varied.")
  private int[] points;

  @Option(
      names = "--elastix-largest",
      paramLabel = "SIDE",
      defaultValue = "512",
      description = "Largest images for elastix; ${DEFAULT-VALUE} if left out.")
  private int elastixLargest;

  @Option(
      names = "--elastix-parameters",
      paramLabel = "COUNT",
      defaultValue = "350000",
      description = "Most parameters for elastix; ${DEFAULT-VALUE} if left out.")
  private int elastixParameters;

  @Option(
      names = "--folder",
      description = "For images and results; a temporary one if left out. 512³ needs 2 GB.")
  private Path folder;

  @Option(
      names = "--record",
      description =
          "Write the figures to benchmarks/results, the tables into docs/performance.md, and the"
              + " plots to docs/images.")
  private boolean record;

  private final Programs programs = Programs.ofThisProject();
  private final List<Figure> figures = new ArrayList<>();

  private Scaling() {}

  /** What is drawn as a curve each. */
  private enum Work {
    REGISTRATION("registration"),
    RESAMPLING("resampling"),
    PYRAMIDS("pyramids"),
    ITERATION("an iteration"),
    ESTIMATION("step-size estimation"),
    WHOLE("whole registration");

    private final String title;

    Work(String title) {
      this.title = title;
    }
  }

  /** Who did it. */
  private enum Contender {
    BOTH_THREADS("jelastix", 0),
    ONE_THREAD("jelastix, 1 thread", 1),
    ELASTIX("elastix", 2);

    private final String title;
    private final int style;

    Contender(String title, int style) {
      this.title = title;
      this.style = style;
    }
  }

  private record Figure(Work work, Contender contender, double x, double seconds, double peak) {}

  /**
   * Runs them.
   *
   * @param args see the help
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Scaling()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean temporary = folder == null;
    if (temporary) {
      folder = Files.createTempDirectory("jelastix-scaling");
    }
    Files.createDirectories(folder);
    if (sides == null) {
      sides = quick ? new int[] {32, 48, 64} : new int[] {64, 128, 192, 256, 384, 512};
    }
    if (points == null) {
      points = quick ? new int[] {7, 10, 15} : new int[] {7, 10, 15, 22, 32, 47, 69};
    }
    programs.startJelastixOnce(log());
    for (int side : sides) {
      measureSize(side);
    }
    measureParameters(quick ? 64 : 128);
    if (temporary) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }
    report();
    return 0;
  }

  private void measureSize(int side) throws IOException, InterruptedException {
    WavePair pair = WavePair.generate(ImageGrid.ofSize(side, side, side), folder);
    ParameterMap map =
        ParameterMaps.defaults("bspline").toBuilder()
            .put("MaximumNumberOfIterations", 50)
            .put("FinalGridSpacingInPhysicalUnits", (side - 1.0) / CELLS)
            .build();
    for (Contender contender : contenders(side <= elastixLargest)) {
      Path out = Files.createDirectories(folder.resolve("out"));
      ProcessMeter.Usage registration = register(contender, pair, map, out);
      add(Work.REGISTRATION, contender, side, registration);
      Path transform = out.resolve("TransformParameters.0.txt");
      List<String> command =
          threads(
              contender,
              program(contender).transformation(transform, out, "-in", pair.moving().toString()));
      add(Work.RESAMPLING, contender, side, ProcessMeter.run(command, log()));
      if (contender == Contender.ELASTIX) {
        add(Work.PYRAMIDS, contender, side, RunLog.in(out).pyramids(), Double.NaN);
      } else {
        int threads = contender == Contender.ONE_THREAD ? 1 : Programs.ALL_THREADS;
        ProcessMeter.Usage usage =
            ProcessMeter.run(
                programs.pyramids(pair.fixed(), pair.moving(), LEVELS, threads), log());
        double seconds = PyramidRun.seconds(log());
        add(Work.PYRAMIDS, contender, side, seconds, usage.peakMegabytes());
      }
    }
  }

  private void measureParameters(int side) throws IOException, InterruptedException {
    WavePair pair = WavePair.generate(ImageGrid.ofSize(side, side, side), folder);
    for (int n : points) {
      ParameterMap map =
          ParameterMaps.defaults("bspline").toBuilder()
              .put("NumberOfResolutions", 1)
              .put("GridSpacingSchedule", 1.0)
              .put("MaximumNumberOfIterations", 64)
              .put("FinalGridSpacingInPhysicalUnits", (side - 1.0) / (n - 3))
              .put("WriteResultImage", "false")
              .build();
      for (Contender contender : contenders(3 * n * n * n <= elastixParameters)) {
        Path out = Files.createDirectories(folder.resolve("out"));
        ProcessMeter.Usage usage = register(contender, pair, map, out);
        RunLog log = RunLog.in(out);
        double count = parameters(out.resolve("TransformParameters.0.txt"));
        add(Work.ITERATION, contender, count, log.iteration(), Double.NaN);
        add(Work.ESTIMATION, contender, count, log.jacobianTerms() + log.gradients(), Double.NaN);
        add(Work.WHOLE, contender, count, usage);
      }
    }
  }

  private static double parameters(Path file) throws IOException {
    String start = "(NumberOfParameters ";
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      String line = lines.filter(l -> l.startsWith(start)).findFirst().orElseThrow();
      return Double.parseDouble(line.substring(start.length(), line.length() - 1));
    }
  }

  private static List<Contender> contenders(boolean withElastix) {
    return withElastix && Machine.has("elastix")
        ? List.of(Contender.values())
        : List.of(Contender.BOTH_THREADS, Contender.ONE_THREAD);
  }

  private Programs.Program program(Contender contender) {
    return contender == Contender.ELASTIX ? programs.elastix() : programs.jelastix();
  }

  private static List<String> threads(Contender contender, List<String> command) {
    List<String> more = new ArrayList<>(command);
    if (contender == Contender.ONE_THREAD) {
      more.addAll(List.of("-threads", "1"));
    }
    return more;
  }

  private ProcessMeter.Usage register(
      Contender contender, WavePair pair, ParameterMap map, Path out)
      throws IOException, InterruptedException {
    Path file = folder.resolve("scaling.txt");
    ParameterMaps.standard().write(map, file);
    List<String> files = List.of(file.toString());
    return ProcessMeter.run(
        threads(
            contender, program(contender).registration(pair.fixed(), pair.moving(), files, out)),
        log());
  }

  private Path log() {
    return folder.resolve("process.log");
  }

  private void add(Work work, Contender contender, double x, ProcessMeter.Usage usage) {
    add(work, contender, x, usage.wallSeconds(), usage.peakMegabytes());
  }

  private void add(Work work, Contender contender, double x, double seconds, double peak) {
    Figure figure = new Figure(work, contender, x, seconds, peak);
    figures.add(figure);
    System.out.printf(
        Locale.ROOT,
        "%-22s %-20s %10.0f %10.4f s %8.0f MB%n",
        work.title,
        contender.title,
        x,
        seconds,
        peak);
  }

  private void report() throws IOException, InterruptedException {
    Path root = programs.root();
    Path images = record ? root.resolve("docs/images") : folder;
    draw(
        "Time by size of the images",
        "voxels",
        "s",
        images.resolve("scaling-size-time.png"),
        false,
        Work.REGISTRATION,
        Work.RESAMPLING,
        Work.PYRAMIDS);
    draw(
        "Peak memory by size of the images",
        "voxels",
        "MB",
        images.resolve("scaling-size-memory.png"),
        true,
        Work.REGISTRATION,
        Work.RESAMPLING);
    draw(
        "Time by number of B-spline parameters",
        "parameters",
        "s",
        images.resolve("scaling-parameters-time.png"),
        false,
        Work.ITERATION,
        Work.ESTIMATION);
    draw(
        "Peak memory by number of B-spline parameters",
        "parameters",
        "MB",
        images.resolve("scaling-parameters-memory.png"),
        true,
        Work.WHOLE);
    String text =
        "Measured on: "
            + Machine.description()
            + ".\n\n"
            + table("side", "%.0f³", Work.REGISTRATION, Work.RESAMPLING, Work.PYRAMIDS)
            + "\n"
            + table("parameters", "%,.0f", Work.ITERATION, Work.ESTIMATION, Work.WHOLE);
    System.out.println(text);
    System.out.println("plots: " + images);
    if (record) {
      Path results = Files.createDirectories(root.resolve("benchmarks/results"));
      Files.writeString(results.resolve("scaling.csv"), csv(), StandardCharsets.UTF_8);
      MarkedSection.replace(root.resolve("docs/performance.md"), "scaling", text);
    }
  }

  private void draw(String title, String x, String unit, Path file, boolean memory, Work... works)
      throws IOException {
    Plots.Plot plot = Plots.logarithmic(title, x, unit);
    boolean bySize = works[0] == Work.REGISTRATION;
    for (int i = 0; i < works.length; i++) {
      for (Contender contender : Contender.values()) {
        List<Figure> curve = curve(works[i], contender);
        if (!curve.isEmpty() && !(memory && contender == Contender.ONE_THREAD)) {
          plot.curve(
              works[i].title + ", " + contender.title,
              i,
              contender.style,
              curve.stream().mapToDouble(f -> bySize ? f.x * f.x * f.x : f.x).toArray(),
              curve.stream().mapToDouble(f -> memory ? f.peak : f.seconds).toArray());
        }
      }
    }
    plot.save(file);
  }

  private List<Figure> curve(Work work, Contender contender) {
    return figures.stream().filter(f -> f.work == work && f.contender == contender).toList();
  }

  /** One row an x: seconds of elastix, jelastix, jelastix on one thread, and peak memory. */
  private String table(String x, String format, Work... works) {
    StringBuilder text = new StringBuilder("| ").append(x);
    for (Work work : works) {
      text.append(" | ").append(work.title).append(", s: elastix / jelastix / 1 thread");
    }
    text.append(" | peak memory, MB: elastix / jelastix |\n|---");
    text.append("|---".repeat(works.length + 1)).append("|\n");
    double[] all = figures.stream().filter(f -> f.work == works[0]).mapToDouble(f -> f.x).toArray();
    for (double value : DoubleStream.of(all).distinct().sorted().toArray()) {
      text.append("| ").append(String.format(Locale.ROOT, format, value));
      for (Work work : works) {
        text.append(" | ").append(seconds(work, Contender.ELASTIX, value));
        text.append(" / ").append(seconds(work, Contender.BOTH_THREADS, value));
        text.append(" / ").append(seconds(work, Contender.ONE_THREAD, value));
      }
      Work withMemory = Arrays.asList(works).contains(Work.WHOLE) ? Work.WHOLE : Work.REGISTRATION;
      text.append(" | ").append(peak(withMemory, Contender.ELASTIX, value));
      text.append(" / ").append(peak(withMemory, Contender.BOTH_THREADS, value)).append(" |\n");
    }
    return text.toString();
  }

  private String seconds(Work work, Contender contender, double x) {
    return figures.stream()
        .filter(f -> f.work == work && f.contender == contender && f.x == x)
        .map(f -> digits(f.seconds))
        .findFirst()
        .orElse("–");
  }

  private static String digits(double seconds) {
    String format = seconds < 0.1 ? "%.4f" : seconds < 10 ? "%.2f" : "%.1f";
    return String.format(Locale.ROOT, format, seconds);
  }

  private String peak(Work work, Contender contender, double x) {
    return figures.stream()
        .filter(f -> f.work == work && f.contender == contender && f.x == x)
        .map(f -> String.format(Locale.ROOT, "%.0f", f.peak))
        .findFirst()
        .orElse("–");
  }

  private String csv() {
    StringBuilder text = new StringBuilder("work,program,x,seconds,peak MB\n");
    for (Figure f : figures) {
      text.append(f.work.title).append(",\"").append(f.contender.title).append("\",");
      text.append(f.x).append(',').append(f.seconds).append(',');
      text.append(Double.isNaN(f.peak) ? "" : Double.toString(f.peak)).append('\n');
    }
    return text.toString();
  }
}
