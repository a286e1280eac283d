package org.jelastix.conformance.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.conformance.replay.ReferenceCase.FirstIteration;
import org.jelastix.runtime.IterationTable;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Registration;
import org.jelastix.runtime.RegistrationResult;
import org.jelastix.runtime.Transformation;

/** Runs reference registrations again. */
public final class Replay {
  private static final int MOST_POINTS = 40_000;

  private final Jelastix jelastix;

  /**
   * @param jelastix whose components run
   */
  public Replay(Jelastix jelastix) {
    this.jelastix = jelastix;
  }

  /**
   * The components that a case asks for and that are not there.
   *
   * @param reference the case
   * @return kind and name of each
   */
  public List<String> missing(ReferenceCase reference) {
    List<String> missing = new ArrayList<>();
    for (ParameterMap map : parameters(reference)) {
      for (ComponentType type : ComponentType.values()) {
        for (String name : map.values(type.parameterName())) {
          Optional<ComponentInfo> found = jelastix.components().find(type, name);
          if (found.isEmpty()) {
            missing.add(type.parameterName() + " " + name);
          }
        }
      }
    }
    return missing;
  }

  private List<ParameterMap> parameters(ReferenceCase reference) {
    return reference.parameterFiles().stream().map(jelastix.parameterMaps()::read).toList();
  }

  /**
   * Runs a case.
   *
   * @param reference the case
   * @return what came out, or why it was not run
   */
  public ReplayOutcome run(ReferenceCase reference) {
    List<String> missing = missing(reference);
    if (!missing.isEmpty()) {
      return ReplayOutcome.skipped(reference, "needs " + String.join(", ", missing));
    }
    RegistrationResult result = register(reference);
    return compare(reference, result);
  }

  /**
   * Runs the registration of a case.
   *
   * @param reference the case
   */
  RegistrationResult register(ReferenceCase reference) {
    CaseImages images = new CaseImages(jelastix.images(), reference.base());
    Registration.Builder builder =
        Registration.builder()
            .jelastix(jelastix)
            .fixed(images.image(reference.input("f").orElseThrow()))
            .moving(images.image(reference.input("m").orElseThrow()))
            .parameters(parameters(reference));
    reference.input("fMask").map(images::image).map(Mask::of).ifPresent(builder::fixedMask);
    reference.input("mMask").map(images::image).map(Mask::of).ifPresent(builder::movingMask);
    reference
        .input("t0")
        .map(file -> Transformation.of(jelastix, reference.base().resolve(file)))
        .ifPresent(builder::initialTransform);
    for (String option : List.of("fp", "mp")) {
      reference
          .input(option)
          .map(
              file ->
                  jelastix
                      .points()
                      .read(
                          reference.base().resolve(file),
                          images.image(reference.input("f").orElseThrow()).grid().dimension()))
          .ifPresent(points -> builder.points(option, points));
    }
    return builder.build().run();
  }

  private ReplayOutcome compare(ReferenceCase reference, RegistrationResult result) {
    double metric = Double.NaN;
    double gradient = Double.NaN;
    double later = Double.NaN;
    List<String> wrong = new ArrayList<>();
    for (FirstIteration expected : reference.first()) {
      Optional<IterationTable> table =
          result.iterations().stream()
              .filter(t -> t.stage() == expected.stage() && t.resolution() == expected.resolution())
              .findFirst();
      if (table.isEmpty() || table.get().rows().isEmpty()) {
        wrong.add(
            "no iterations in stage " + expected.stage() + ", resolution " + expected.resolution());
        continue;
      }
      double value = number(table.get(), ElastixTable.METRIC);
      double slope = gradient(table.get());
      boolean start = expected.stage() == 0 && expected.resolution() == 0;
      if (start) {
        metric = difference(expected.metric(), value, expected.decimals());
        gradient = difference(expected.gradient(), slope, expected.decimals());
      } else {
        later = max(later, difference(expected.metric(), value, expected.decimals()));
      }
    }
    double distance = reference.transforms().isEmpty() ? Double.NaN : distance(reference, result);
    ReplayOutcome outcome =
        new ReplayOutcome(reference, metric, gradient, later, distance, wrong, "");
    return outcome.judged();
  }

  private static double max(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
  }

  /** Relative difference, as far as it is not explained by the printed digits. */
  private static double difference(double expected, double actual, int decimals) {
    if (Double.isNaN(expected)) {
      return Double.NaN;
    }
    double printed = decimals >= 17 ? 0 : 0.5000001 * Math.pow(10, -decimals);
    double off = Math.max(0, Math.abs(expected - actual) - printed);
    return off == 0 ? 0 : off / Math.max(Math.abs(expected), 1e-300);
  }

  private static double number(IterationTable table, String column) {
    return table.value(0, column) instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  static double gradient(IterationTable table) {
    for (String column : table.header()) {
      if (column.endsWith(ElastixTable.GRADIENT)) {
        return number(table, column);
      }
    }
    return Double.NaN;
  }

  /** Mean distance of where both transforms map voxel centres of the fixed image, in voxels. */
  private double distance(ReferenceCase reference, RegistrationResult result) {
    List<ParameterMap> chain = new ArrayList<>();
    for (var file : reference.transforms()) {
      List<ParameterMap> read = jelastix.transformFiles().read(file);
      String initial = chain.isEmpty() ? "NoInitialTransform" : "" + (chain.size() - 1);
      chain.add(
          read.get(read.size() - 1).toBuilder()
              .remove("InitialTransformParametersFileName")
              .put("InitialTransformParameterFileName", initial)
              .build());
    }
    Transform expected = Transformation.of(jelastix, chain).transform();
    Image fixed =
        new CaseImages(jelastix.images(), reference.base())
            .image(reference.input("f").orElseThrow());
    return distance(fixed.grid(), expected, result.transform());
  }

  /**
   * Mean distance of two transforms over the voxel centres of a grid.
   *
   * @param grid of the fixed image
   * @param a one
   * @param b the other
   * @return in voxels
   */
  static double distance(ImageGrid grid, Transform a, Transform b) {
    int dim = grid.dimension();
    int step = Math.max(1, grid.voxelCount() / MOST_POINTS);
    if (step > 1 && step % 2 == 0) {
      step++;
    }
    TransformKernel kernelA = a.kernel();
    TransformKernel kernelB = b.kernel();
    PointBatch points = new PointBatch(dim, 1);
    PointBatch mappedA = new PointBatch(dim, 1);
    PointBatch mappedB = new PointBatch(dim, 1);
    points.resize(1);
    double[] x = new double[dim];
    double[] va = new double[dim];
    double[] vb = new double[dim];
    double sum = 0;
    int count = 0;
    for (int i = 0; i < grid.voxelCount(); i += step) {
      int rest = i;
      for (int d = 0; d < dim; d++) {
        x[d] = rest % grid.size(d);
        rest /= grid.size(d);
      }
      grid.voxelToWorld(x, x);
      for (int d = 0; d < dim; d++) {
        points.axis(d)[0] = x[d];
      }
      kernelA.forward(points, mappedA);
      kernelB.forward(points, mappedB);
      for (int d = 0; d < dim; d++) {
        va[d] = mappedA.axis(d)[0];
        vb[d] = mappedB.axis(d)[0];
      }
      grid.worldToVoxel(va, va);
      grid.worldToVoxel(vb, vb);
      double squares = 0;
      for (int d = 0; d < dim; d++) {
        squares += (va[d] - vb[d]) * (va[d] - vb[d]);
      }
      sum += Math.sqrt(squares);
      count++;
    }
    return sum / count;
  }

  /**
   * A table of outcomes, one line a case.
   *
   * @param outcomes in any order
   */
  public static String table(List<ReplayOutcome> outcomes) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-52s %10s %10s %10s %10s %10s  %s%n",
            "case",
            "metric",
            "gradient",
            "later",
            "voxels",
            "allowed",
            "verdict"));
    for (ReplayOutcome outcome : outcomes) {
      text.append(outcome.line()).append(System.lineSeparator());
    }
    return text.toString();
  }
}
