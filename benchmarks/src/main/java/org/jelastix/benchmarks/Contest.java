package org.jelastix.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.benchmarks.Comparison.Quantity;
import org.jelastix.runtime.ParameterMaps;

/** Runs the same work with both programs, in turn, and reports what it took. */
final class Contest {
  private final Programs programs;
  private final Path folder;
  private final int pairs;
  private final int[] seeds;
  private final Report report;
  private BenchmarkPair pair;
  private ImageGrid pairGrid;

  /**
   * @param programs how to start both
   * @param folder for images and results
   * @param pairs runs of either, each a pair
   * @param seeds of the random numbers, one a pair; empty to leave them as they are
   * @param report takes the figures
   */
  Contest(Programs programs, Path folder, int pairs, int[] seeds, Report report) {
    this.programs = programs;
    this.folder = folder;
    this.pairs = seeds.length > 0 ? seeds.length : pairs;
    this.seeds = seeds.clone();
    this.report = report;
  }

  /** Figures of the runs of one program. */
  private static final class Runs {
    private final List<ProcessMeter.Usage> usages = new ArrayList<>();
    private final List<Double> dice = new ArrayList<>();
    private final List<Double> information = new ArrayList<>();
    private final List<Double> metric = new ArrayList<>();
    private final List<Double> jacobianTerms = new ArrayList<>();
    private final List<Double> estimation = new ArrayList<>();
    private final List<Double> pyramids = new ArrayList<>();
  }

  /**
   * Registers.
   *
   * @param work title of the row
   * @param grid of the images
   * @param estimation title of the row for the step-size estimation at the last map's finest level,
   *     or null for none
   * @param maps default parameter maps
   */
  void register(String work, ImageGrid grid, String estimation, String... maps)
      throws IOException, InterruptedException {
    BenchmarkPair images = pair(grid);
    List<Runs> all = List.of(new Runs(), new Runs());
    for (int r = 0; r < pairs; r++) {
      List<String> parameterFiles = writeParameters(r, maps);
      for (int i = 0; i < 2; i++) {
        Programs.Program program = programs.both().get(i);
        Path result = resultFolder(program);
        Runs runs = all.get(i);
        runs.usages.add(
            ProcessMeter.run(
                program.registration(images.fixed(), images.moving(), parameterFiles, result),
                logOf(program)));
        RunLog log = RunLog.in(result);
        runs.metric.add(log.finalMetric());
        runs.jacobianTerms.add(log.jacobianTerms());
        runs.estimation.add(log.jacobianTerms() + log.gradients());
        if (r == 0 || seeds.length > 0) {
          Path transform = result.resolve("TransformParameters." + (maps.length - 1) + ".txt");
          runs.dice.add(Judge.dice(images, transform));
          runs.information.add(Judge.information(images, transform));
        }
      }
    }
    addUsages(work, all);
    addFigures(work, Quantity.DICE, all, r -> r.dice);
    addFigures(work, Quantity.METRIC, all, r -> r.metric);
    addFigures(work, Quantity.INFORMATION, all, r -> r.information);
    if (estimation != null) {
      addFigures(estimation, Quantity.WALL, all, r -> r.estimation);
      addFigures("of it, Jacobian terms", Quantity.WALL, all, r -> r.jacobianTerms);
    }
  }

  /**
   * Transforms.
   *
   * @param work title of the row
   * @param transform parameter file
   * @param task flags of transformix
   */
  void transform(String work, Path transform, String... task)
      throws IOException, InterruptedException {
    List<Runs> all = List.of(new Runs(), new Runs());
    for (int r = 0; r < pairs; r++) {
      for (int i = 0; i < 2; i++) {
        Programs.Program program = programs.both().get(i);
        List<String> command = program.transformation(transform, resultFolder(program), task);
        all.get(i).usages.add(ProcessMeter.run(command, logOf(program)));
      }
    }
    addUsages(work, all);
  }

  /**
   * Makes the smoothing pyramids of both images: elastix as its log says of a registration that
   * does little else, jelastix in a JVM that does nothing else.
   *
   * @param work title of the row
   * @param grid of the images
   * @param levels of the pyramids
   */
  void pyramids(String work, ImageGrid grid, int levels) throws IOException, InterruptedException {
    BenchmarkPair images = pair(grid);
    ParameterMap map =
        ParameterMaps.defaults("translation").toBuilder()
            .put("NumberOfResolutions", levels)
            .put("MaximumNumberOfIterations", 1)
            .put("WriteResultImage", "false")
            .build();
    Path file = folder.resolve("pyramids.txt");
    ParameterMaps.standard().write(map, file);
    List<Runs> all = List.of(new Runs(), new Runs());
    for (int r = 0; r < pairs; r++) {
      Programs.Program elastix = programs.elastix();
      Path result = resultFolder(elastix);
      ProcessMeter.run(
          elastix.registration(images.fixed(), images.moving(), List.of(file.toString()), result),
          logOf(elastix));
      all.get(0).pyramids.add(RunLog.in(result).pyramids());
      Path log = logOf(programs.jelastix());
      ProcessMeter.run(
          programs.pyramids(images.fixed(), images.moving(), levels, Programs.ALL_THREADS), log);
      all.get(1).pyramids.add(PyramidRun.seconds(log));
    }
    addFigures(work, Quantity.WALL, all, r -> r.pyramids);
  }

  /** The pair on that grid; made again only if the last one was on another. */
  BenchmarkPair pair(ImageGrid grid) {
    if (!grid.equals(pairGrid)) {
      pair = BenchmarkPair.generate(grid, folder);
      pairGrid = grid;
    }
    return pair;
  }

  private void addUsages(String work, List<Runs> all) {
    addUsages(work, Quantity.WALL, all, ProcessMeter.Usage::wallSeconds);
    addUsages(work, Quantity.CPU, all, ProcessMeter.Usage::cpuSeconds);
    addUsages(work, Quantity.MEMORY, all, ProcessMeter.Usage::peakMegabytes);
  }

  private void addUsages(
      String work, Quantity quantity, List<Runs> all, ToDoubleFunction<ProcessMeter.Usage> figure) {
    report.add(
        new Comparison(
            work,
            quantity,
            all.get(0).usages.stream().mapToDouble(figure).toArray(),
            all.get(1).usages.stream().mapToDouble(figure).toArray()));
  }

  private void addFigures(String work, Quantity quantity, List<Runs> all, Figures figures) {
    report.add(
        new Comparison(
            work, quantity, array(figures.of(all.get(0))), array(figures.of(all.get(1)))));
  }

  private interface Figures {
    List<Double> of(Runs runs);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  List<String> writeParameters(int run, String... names) {
    List<String> files = new ArrayList<>();
    for (String name : names) {
      ParameterMap map = ParameterMaps.defaults(name);
      if (seeds.length > 0) {
        map = map.toBuilder().put("RandomSeed", seeds[run]).build();
      }
      Path file = folder.resolve(name + ".txt");
      ParameterMaps.standard().write(map, file);
      files.add(file.toString());
    }
    return files;
  }

  /** Empty: to write over the large results of a run before takes both programs some time. */
  private Path resultFolder(Programs.Program program) throws IOException {
    Path results = Files.createDirectories(folder.resolve(program.name()));
    try (Stream<Path> earlier = Files.list(results)) {
      for (Path file : earlier.toList()) {
        Files.delete(file);
      }
    }
    return results;
  }

  private Path logOf(Programs.Program program) {
    return folder.resolve(program.name() + ".log");
  }
}
