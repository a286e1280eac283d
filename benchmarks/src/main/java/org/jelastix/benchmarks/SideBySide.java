package org.jelastix.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jelastix.api.image.ImageGrid;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs jelastix and the installed elastix in turn, as whole processes, on one generated image pair,
 * and reports wall time, CPU time and peak memory, their ratios, and how well either registers. JVM
 * start is included.
 */
@Command(
    name = "side-by-side",
    description = "Compares jelastix and the installed elastix as whole processes.",
    mixinStandardHelpOptions = true)
public final class SideBySide implements Callable<Integer> {
  private static final ImageGrid LARGE = ImageGrid.ofSize(181, 217, 181);
  private static final ImageGrid SMALL = ImageGrid.ofSize(64, 64, 64);
  private static final ImageGrid SMALL_FLAT = ImageGrid.ofSize(128, 128);
  private static final ImageGrid FLAT = ImageGrid.ofSize(256, 256);
  private static final int LEVELS = 4;
  private static final String THREE_STAGE = "rigid + affine + bspline, 181×217×181";
  private static final String BSPLINE = "bspline alone, 181×217×181";
  private static final String RESAMPLING = "resampling, affine∘bspline, order 3";
  private static final String FIELD = "transformix -def all";
  private static final String JACOBIAN = "transformix -jac all";
  private static final String PYRAMIDS = "smoothing pyramids, 4 levels";
  private static final String FLAT_RIGID = "rigid, 256×256";
  private static final String FLAT_BSPLINE = "bspline, 256×256";
  private static final String ESTIMATION = "step-size estimation, finest level";

  /** How many times faster than elastix each piece of work is meant to be, at least. */
  private static final Map<String, String> GOALS =
      Map.of(
          THREE_STAGE, "5×",
          BSPLINE, "6×",
          RESAMPLING, "8×",
          FIELD, "8×",
          JACOBIAN, "8×",
          PYRAMIDS, "4×",
          FLAT_RIGID, "1.5×",
          FLAT_BSPLINE, "1.5×",
          ESTIMATION, "20×");

  @Parameters(
      index = "0",
      split = ",",
      paramLabel = "CASE",
      description =
          "One or several, with commas: all, three-stage, bspline, transformix (resample, deformation-field and jacobian),"
              + " pyramids, flat-rigid, flat-bspline, small")
  private List<String> names;

  @Parameters(
      index = "1",
      paramLabel = "PAIRS",
      defaultValue = "5",
      description = "Pairs of runs; ${DEFAULT-VALUE} if left out.")
  private int pairs;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "For images and results; a temporary one if left out.")
  private Path folder;

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "SEED",
      description =
          "Random seeds, one a pair of runs; quality is then given as mean and deviation over"
              + " them.")
  private int[] seeds = {};

  @Option(
      names = "--record",
      description =
          "Write the figures to benchmarks/results and the tables into docs/performance.md.")
  private boolean record;

  private final Report report = new Report();
  private final Programs programs = Programs.ofThisProject();
  private Contest contest;
  private Path transform;

  private SideBySide() {}

  /** A piece of the benchmark. */
  private interface Case {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Runs cases.
   *
   * @param args see the help
   */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  /** Runs cases and returns the exit code. */
  static int execute(String... args) {
    return new CommandLine(new SideBySide()).execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<String, Case> cases = cases();
    List<String> chosen = new ArrayList<>();
    for (String part : names) {
      switch (part) {
        case "all" ->
            chosen.addAll(cases.keySet().stream().filter(c -> !c.equals("small")).toList());
        case "transformix" -> chosen.addAll(List.of("resample", "deformation-field", "jacobian"));
        default -> chosen.add(part);
      }
    }
    if (!cases.keySet().containsAll(chosen)) {
      System.err.println("no such case in " + names + "; there are " + cases.keySet());
      return 2;
    }
    if (folder == null) {
      folder = Files.createTempDirectory("jelastix-benchmark");
    }
    Files.createDirectories(folder);
    GOALS.forEach(report::setGoal);
    contest = new Contest(programs, folder, pairs, seeds, report);
    programs.startJelastixOnce(folder.resolve("start.log"));
    String machine = Machine.description();
    System.out.println(machine);
    for (String c : chosen) {
      int before = report.comparisons().size();
      cases.get(c).run();
      report.print(before, System.out);
    }
    report.writeCsv(folder.resolve("side-by-side.csv"));
    Files.writeString(folder.resolve("side-by-side.md"), report.markdown(machine));
    System.out.println("tables: " + folder.resolve("side-by-side.md"));
    if (record) {
      String section = seeds.length > 0 ? "seeds" : "side-by-side";
      Path results = programs.root().resolve("benchmarks/results");
      report.writeCsv(Files.createDirectories(results).resolve(section + ".csv"));
      MarkedSection.replace(
          programs.root().resolve("docs/performance.md"), section, report.markdown(machine));
    }
    return 0;
  }

  private Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put(
        "three-stage",
        () -> contest.register(THREE_STAGE, LARGE, ESTIMATION, "rigid", "affine", "bspline"));
    cases.put("bspline", () -> contest.register(BSPLINE, LARGE, null, "bspline"));
    cases.put(
        "resample",
        () ->
            contest.transform(
                RESAMPLING, transform(), "-in", contest.pair(LARGE).moving().toString()));
    cases.put("deformation-field", () -> contest.transform(FIELD, transform(), "-def", "all"));
    cases.put("jacobian", () -> contest.transform(JACOBIAN, transform(), "-jac", "all"));
    cases.put("pyramids", () -> contest.pyramids(PYRAMIDS, LARGE, LEVELS));
    cases.put("flat-rigid", () -> contest.register(FLAT_RIGID, FLAT, null, "rigid"));
    cases.put("flat-bspline", () -> contest.register(FLAT_BSPLINE, FLAT, null, "bspline"));
    cases.put(
        "small",
        () -> {
          contest.register("rigid + affine, 64³", SMALL, null, "rigid", "affine");
          contest.register("affine + bspline, 128×128", SMALL_FLAT, null, "affine", "bspline");
        });
    return cases;
  }

  /** An affine∘bspline transform of the large pair, made once by jelastix. */
  private Path transform() throws IOException, InterruptedException {
    if (transform == null) {
      BenchmarkPair pair = contest.pair(LARGE);
      Path out = Files.createDirectories(folder.resolve("transform"));
      List<String> maps = contest.writeParameters(0, "affine", "bspline");
      ProcessMeter.run(
          programs.jelastix().registration(pair.fixed(), pair.moving(), maps, out),
          folder.resolve("registration.log"));
      transform = out.resolve("TransformParameters.1.txt");
    }
    return transform;
  }
}
