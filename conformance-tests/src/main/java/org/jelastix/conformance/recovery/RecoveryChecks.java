package org.jelastix.conformance.recovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentProvider;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.asserting.AssertingComponents;
import org.jelastix.conformance.fixture.Grids;
import org.jelastix.conformance.fixture.Landscape;
import org.jelastix.conformance.fixture.Poses;
import org.jelastix.conformance.phantom.Contrast;
import org.jelastix.conformance.phantom.HeadPhantom;
import org.jelastix.conformance.phantom.Warp;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Registration;
import org.jelastix.runtime.registry.ComponentBinder;

/**
 * Whether a known motion of a phantom is found by a registration in which the component has its
 * place, among standard components, and whether it and its callers keep their contracts meanwhile.
 */
public final class RecoveryChecks {
  /** Mean error that is allowed, in voxels. */
  private static final double ALLOWED = 0.5;

  /** Transforms of more parameters have to find a shift instead of a pose of their own. */
  private static final int MOST_PARAMETERS = 20;

  private final ComponentProvider<?, ?> provider;
  private final Settings settings;

  private RecoveryChecks(ComponentProvider<?, ?> provider, Settings settings) {
    this.provider = provider;
    this.settings = settings;
  }

  /**
   * The check of one component.
   *
   * @param provider a metric's, transform's, sampler's, interpolator's, pyramid's or strategy's
   * @param settings what to know about it; {@code recovers = false} if it cannot find a motion
   *     alone, {@code tolerance.recovery} the mean error allowed in voxels
   */
  public static List<Check> of(ComponentProvider<?, ?> provider, Settings settings) {
    RecoveryChecks recovery = new RecoveryChecks(provider, settings);
    List<Check> checks = new ArrayList<>();
    for (int dimension : settings.dimensions(2, 3)) {
      if (dimension <= 3) {
        checks.add(
            new Check(
                "recovery.phantom",
                "a registration finds the known motion of a "
                    + dimension
                    + "-D phantom with this component",
                findings -> recovery.run(findings, dimension)));
      }
    }
    return checks;
  }

  private static ParameterMap usual(int dimension) {
    return ParameterMap.builder()
        .put("Registration", "MultiResolutionRegistration")
        .put("FixedImagePyramid", "FixedSmoothingImagePyramid")
        .put("MovingImagePyramid", "MovingSmoothingImagePyramid")
        .put("Interpolator", "LinearInterpolator")
        .put("Metric", "AdvancedMeanSquares")
        .put("Optimizer", "RegularStepGradientDescent")
        .put("ImageSampler", "Full")
        .put("Transform", "TranslationTransform")
        .put("ResampleInterpolator", "FinalBSplineInterpolator")
        .put("Resampler", "DefaultResampler")
        .put("NumberOfResolutions", 2)
        .put("MaximumNumberOfIterations", dimension == 2 ? 60 : 40)
        .put("MaximumStepLength", 3, 1)
        .put("MinimumStepLength", 0.02)
        .put("NumberOfSpatialSamples", 4000)
        .put("NewSamplesEveryIteration", "false")
        .put("AutomaticScalesEstimation", "true")
        .put("WriteResultImage", "false")
        .build();
  }

  private void run(Findings findings, int dimension) {
    if (settings.flag("points", false) || settings.flag("from-file", false)) {
      findings.skip("needs more than images");
    }
    if (!settings.flag("recovers", settings.flag("aligns", true))) {
      findings.skip("does not find such a motion alone");
    }
    ComponentInfo info = provider.info();
    ParameterMap.Builder chosen = usual(dimension).toBuilder();
    if (info.type() == ComponentType.TRANSFORM) {
      // Takes its step size from the transform's Jacobian, whatever the parameters mean.
      chosen
          .put("Optimizer", "AdaptiveStochasticGradientDescent")
          .put("MaximumNumberOfIterations", 120);
    }
    chosen.put(info.type().parameterName(), info.name());
    ParameterMap map = settings.parametersFor("recovery", chosen.build());
    AssertingComponents asserting = new AssertingComponents();
    try (Jelastix jelastix = jelastix(asserting)) {
      Optional<String> missing = missing(jelastix, map);
      if (missing.isPresent()) {
        findings.skip("needs " + missing.get() + " on the path");
      }
      Motion motion = motion(dimension, map);
      Registration.Builder registration =
          Registration.builder()
              .jelastix(jelastix)
              .fixed(motion.fixed())
              .moving(motion.moving())
              .parameters(map);
      if (settings.flag("needs-mask", false)) {
        ImageGrid grid = motion.fixed().grid();
        HeadPhantom head = HeadPhantom.fitting(grid, 1);
        registration.fixedMask(Mask.of(head.brainMask(grid, Warp.identity(dimension))));
      }
      judge(findings, motion, registration.build().run().transform());
    }
    asserting.violations().forEach(findings::add);
  }

  /** A pair of images, and where a point of the fixed one is in the moving one. */
  private record Motion(Image fixed, Image moving, UnaryOperator<double[]> truth) {}

  /**
   * What is to be found: for a transform of few parameters a pose of its own, for all else a shift
   * of a head.
   */
  private Motion motion(int dimension, ParameterMap map) {
    ImageGrid grid = grid(dimension);
    if (provider instanceof TransformProvider transforms) {
      Landscape hills = Landscape.over(new SplittableRandom(3), grid);
      Image moving = hills.on(grid);
      Transform initial = Poses.initial(transforms, moving, moving, map);
      if (initial.parameterCount() <= MOST_PARAMETERS) {
        Transform truth = Poses.posed(initial, grid, 8, 0.02);
        return new Motion(seen(hills, grid, truth), moving, truth::apply);
      }
    }
    HeadPhantom head = HeadPhantom.fitting(grid, 1);
    Warp truth = shift(grid);
    return new Motion(
        image(head, grid, Warp.identity(dimension), 1),
        image(head, grid, truth, 2),
        point -> {
          double[] moved = new double[dimension];
          truth.forward(point, moved);
          return moved;
        });
  }

  /** A landscape as it is seen through a transform. */
  private static Image seen(Landscape hills, ImageGrid grid, Transform truth) {
    PointBatch voxels = Grids.voxels(grid);
    PointBatch mapped = new PointBatch(grid.dimension(), voxels.size());
    truth.kernel().forward(voxels, mapped);
    float[] values = new float[voxels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) hills.at(Grids.get(mapped, i));
    }
    return Image.of(grid, values);
  }

  private Jelastix jelastix(AssertingComponents asserting) {
    return Jelastix.builder()
        .modules(binder -> ComponentBinder.of(binder).replace(provider).decorate(asserting))
        .build();
  }

  private static Optional<String> missing(Jelastix jelastix, ParameterMap map) {
    for (ComponentType type : ComponentType.values()) {
      for (String name : map.values(type.parameterName())) {
        if (jelastix.components().find(type, name).isEmpty()) {
          return Optional.of(type.parameterName() + " " + name);
        }
      }
    }
    return Optional.empty();
  }

  private static ImageGrid grid(int dimension) {
    int[] size = dimension == 2 ? new int[] {56, 64} : new int[] {26, 28, 24};
    double[] spacing = dimension == 2 ? new double[] {3, 2.8} : new double[] {6.5, 6, 7};
    double[] origin = new double[dimension];
    Arrays.fill(origin, -80);
    return new ImageGrid(size, spacing, origin, ImageGrid.ofSize(size).direction());
  }

  /** The head, or, for components that work on labels, its brain. */
  private Image image(HeadPhantom head, ImageGrid grid, Warp warp, int noise) {
    return settings.find("images").orElse("").equals("labels")
        ? head.brainMask(grid, warp)
        : head.image(grid, Contrast.T1.withBias(0), warp, noise);
  }

  /** About two voxels along each axis. */
  private static Warp shift(ImageGrid grid) {
    int dim = grid.dimension();
    double[] shift = new double[dim];
    for (int d = 0; d < dim; d++) {
      shift[d] = (d % 2 == 0 ? 2.2 : -1.7) * grid.spacing(d);
    }
    return Warp.affine(ImageGrid.ofSize(grid.size()).direction(), new double[dim], shift);
  }

  /** Compares both maps in the middle of the image, where the head is. */
  private void judge(Findings findings, Motion motion, Transform found) {
    ImageGrid grid = motion.fixed().grid();
    PointBatch points = Grids.points(new SplittableRandom(4), grid, 250, 0.3);
    double error = 0;
    double moved = 0;
    for (int i = 0; i < points.size(); i++) {
      double[] start = Grids.get(points, i);
      double[] expected = motion.truth().apply(start);
      error += distance(grid, expected, found.apply(start)) / points.size();
      moved += distance(grid, expected, start) / points.size();
    }
    double mean = error;
    double size = moved;
    findings.expect(
        mean <= settings.number("tolerance.recovery", ALLOWED),
        () ->
            String.format(
                Locale.ROOT,
                "a motion of %.2f voxels in %d-D is found with a mean error of %.2f voxels",
                size,
                grid.dimension(),
                mean));
  }

  private static double distance(ImageGrid grid, double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      double e = (a[d] - b[d]) / grid.spacing(d);
      sum += e * e;
    }
    return Math.sqrt(sum);
  }
}
