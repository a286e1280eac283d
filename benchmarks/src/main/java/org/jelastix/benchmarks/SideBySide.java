package org.jelastix.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.conformance.phantom.Dice;
import org.jelastix.runtime.Images;
import org.jelastix.runtime.ParameterMaps;
import org.jelastix.runtime.Transformation;

/**
 * Runs jelastix and the installed elastix in turn, as whole processes, on one generated image pair,
 * and prints the medians of wall time, CPU time and peak memory, their ratios, and the label
 * overlap that each reaches. JVM start is included.
 *
 * <pre>SideBySide CASE [RUNS] [FOLDER]</pre>
 *
 * <p>Cases: {@code three-stage} (rigid, affine, bspline default maps on 181×217×181), {@code
 * bspline} (the last of them alone), {@code flat-rigid} and {@code flat-bspline} (256×256), {@code
 * resample}, {@code deformation-field} and {@code jacobian} (transformix through affine∘bspline on
 * 181×217×181), {@code small} (all three stages on 64³, for continuous integration).
 */
public final class SideBySide {
  private static final ImageGrid LARGE = ImageGrid.ofSize(181, 217, 181);
  private static final ImageGrid SMALL =
      new ImageGrid(
          new int[] {64, 64, 64},
          new double[] {3, 3, 3},
          new double[3],
          new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
  private static final ImageGrid FLAT = ImageGrid.ofSize(256, 256);

  private final Path root;
  private final Path folder;
  private final int runs;
  private final PrintStream out;

  private SideBySide(Path root, Path folder, int runs, PrintStream out) {
    this.root = root;
    this.folder = folder;
    this.runs = runs;
    this.out = out;
  }

  /** One of the two programs. */
  private record Contender(String name, String register, String transform) {}

  /**
   * Runs one case.
   *
   * @param args case, and optionally the number of runs and the working folder
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 1 || args.length > 3) {
      System.err.println("usage: SideBySide CASE [RUNS] [FOLDER]");
      System.exit(2);
    }
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Path folder =
        args.length > 2 ? Path.of(args[2]) : Files.createTempDirectory("jelastix-benchmark");
    Files.createDirectories(folder);
    new SideBySide(projectRoot(), folder, runs, System.out).run(args[0]);
  }

  private void run(String name) throws IOException, InterruptedException {
    switch (name) {
      case "three-stage":
        compareRegistrations(name, LARGE, "rigid", "affine", "bspline");
        break;
      case "bspline":
        compareRegistrations(name, LARGE, "bspline");
        break;
      case "small":
        compareRegistrations(name, SMALL, "rigid", "affine", "bspline");
        break;
      case "flat-rigid":
        compareRegistrations(name, FLAT, "rigid");
        break;
      case "flat-bspline":
        compareRegistrations(name, FLAT, "bspline");
        break;
      case "resample":
        compareTransformix(name, "-in", folder.resolve("moving.mha").toString());
        break;
      case "deformation-field":
        compareTransformix(name, "-def", "all");
        break;
      case "jacobian":
        compareTransformix(name, "-jac", "all");
        break;
      default:
        throw new IllegalArgumentException("no case named " + name);
    }
  }

  private void compareRegistrations(String title, ImageGrid grid, String... maps)
      throws IOException, InterruptedException {
    BenchmarkPair pair = BenchmarkPair.generate(grid, folder);
    List<String> parameterFiles = writeParameters(maps);
    List<List<ProcessMeter.Usage>> usages = new ArrayList<>();
    double[] dice = new double[2];
    for (int i = 0; i < 2; i++) {
      usages.add(new ArrayList<>());
    }
    List<Contender> contenders = contenders();
    for (int r = 0; r < runs; r++) {
      for (int i = 0; i < 2; i++) {
        Contender contender = contenders.get(i);
        Path result = Files.createDirectories(folder.resolve(contender.name()));
        List<String> command = new ArrayList<>(List.of(contender.register()));
        command.addAll(List.of("-f", pair.fixed().toString(), "-m", pair.moving().toString()));
        parameterFiles.forEach(file -> command.addAll(List.of("-p", file)));
        command.addAll(List.of("-out", result.toString()));
        usages.get(i).add(ProcessMeter.run(command, folder.resolve(contender.name() + ".log")));
        if (r == 0) {
          dice[i] = dice(pair, result.resolve("TransformParameters." + (maps.length - 1) + ".txt"));
        }
      }
    }
    report(title, usages);
    Image unregistered = Images.standard().read(pair.movingLabels());
    out.printf(
        Locale.ROOT,
        "  mean label Dice: elastix %.4f, jelastix %.4f (before registration %.4f)%n",
        dice[0],
        dice[1],
        Dice.ofBrain(pair.fixedLabels(), unregistered));
  }

  private void compareTransformix(String title, String... task)
      throws IOException, InterruptedException {
    BenchmarkPair pair = BenchmarkPair.generate(LARGE, folder);
    List<String> parameterFiles = writeParameters("affine", "bspline");
    Path transforms = Files.createDirectories(folder.resolve("transform"));
    List<String> register =
        new ArrayList<>(
            List.of(
                contenders().get(1).register(),
                "-f",
                pair.fixed().toString(),
                "-m",
                pair.moving().toString(),
                "-out",
                transforms.toString()));
    parameterFiles.forEach(file -> register.addAll(List.of("-p", file)));
    ProcessMeter.run(register, folder.resolve("registration.log"));
    List<List<ProcessMeter.Usage>> usages = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      usages.add(new ArrayList<>());
    }
    for (int r = 0; r < runs; r++) {
      for (int i = 0; i < 2; i++) {
        Contender contender = contenders().get(i);
        Path result = Files.createDirectories(folder.resolve(contender.name()));
        List<String> command = new ArrayList<>(List.of(contender.transform()));
        command.addAll(List.of(task));
        command.addAll(
            List.of(
                "-tp",
                transforms.resolve("TransformParameters.1.txt").toString(),
                "-out",
                result.toString()));
        usages.get(i).add(ProcessMeter.run(command, folder.resolve(contender.name() + ".log")));
      }
    }
    report(title, usages);
  }

  private void report(String title, List<List<ProcessMeter.Usage>> usages) {
    out.printf(Locale.ROOT, "%s, medians of %d runs:%n", title, runs);
    out.printf(Locale.ROOT, "  %-12s %10s %10s %10s%n", "", "elastix", "jelastix", "ratio");
    line("wall [s]", usages, ProcessMeter.Usage::wallSeconds);
    line("CPU [s]", usages, ProcessMeter.Usage::cpuSeconds);
    line("memory [MB]", usages, ProcessMeter.Usage::peakMegabytes);
  }

  private void line(
      String what,
      List<List<ProcessMeter.Usage>> usages,
      ToDoubleFunction<ProcessMeter.Usage> figure) {
    double elastix = median(usages.get(0), figure);
    double jelastix = median(usages.get(1), figure);
    out.printf(
        Locale.ROOT, "  %-12s %10.2f %10.2f %9.2fx%n", what, elastix, jelastix, elastix / jelastix);
  }

  private static double median(
      List<ProcessMeter.Usage> usages, ToDoubleFunction<ProcessMeter.Usage> figure) {
    double[] values = usages.stream().mapToDouble(figure).sorted().toArray();
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  /** Both results are judged by the same code: labels carried over by nearest neighbour. */
  private static double dice(BenchmarkPair pair, Path transformParameters) {
    Transformation transformation = Transformation.of(transformParameters);
    List<ParameterMap> maps = new ArrayList<>(transformation.parameterMaps());
    int top = maps.size() - 1;
    maps.set(
        top,
        maps.get(top).toBuilder()
            .put("ResampleInterpolator", "FinalNearestNeighborInterpolator")
            .build());
    Image labels = Images.standard().read(pair.movingLabels());
    return Dice.ofBrain(pair.fixedLabels(), Transformation.of(maps).apply(labels));
  }

  private List<String> writeParameters(String... names) throws IOException {
    List<String> files = new ArrayList<>();
    for (String name : names) {
      Path file = folder.resolve(name + ".txt");
      ParameterMaps.standard().write(ParameterMaps.defaults(name), file);
      files.add(file.toString());
    }
    return files;
  }

  private List<Contender> contenders() {
    return List.of(
        new Contender("elastix", "elastix", "transformix"),
        new Contender(
            "jelastix",
            root.resolve("bin/elastix").toString(),
            root.resolve("bin/transformix").toString()));
  }

  /** The folder with bin/, from where the program was started or above. */
  private static Path projectRoot() {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      if (Files.isExecutable(p.resolve("bin/elastix"))) {
        return p;
      }
    }
    throw new IllegalStateException("start the benchmark inside the project");
  }
}
