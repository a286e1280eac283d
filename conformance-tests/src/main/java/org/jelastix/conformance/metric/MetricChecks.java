package org.jelastix.conformance.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jelastix.api.JelastixException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.facts.FactChecks;
import org.jelastix.conformance.fixture.BasisTransform;
import org.jelastix.conformance.fixture.BasisTransform.Kind;
import org.jelastix.conformance.fixture.Bits;
import org.jelastix.conformance.fixture.Cases;
import org.jelastix.conformance.fixture.Concurrent;
import org.jelastix.conformance.fixture.Difference;
import org.jelastix.conformance.fixture.Workers;

/** Checks of a metric. */
public final class MetricChecks {
  private static final double GRADIENT_TOLERANCE = 1e-4;

  private final MetricProvider provider;
  private final Settings settings;
  private final List<Integer> dimensions;

  private MetricChecks(MetricProvider provider, Settings settings) {
    this.provider = provider;
    this.settings = settings;
    this.dimensions = settings.dimensions(2, 3, 4);
  }

  /**
   * All checks of one metric.
   *
   * @param provider makes it
   * @param settings what to know about it; {@code images} may be {@code intensities}, {@code
   *     labels} (0 and 1) or {@code series} (the last axis is time); {@code points = true} gives it
   *     two point sets; {@code aligns}, {@code ignores-moving-image} and {@code masks} say what it
   *     does not do
   */
  public static List<Check> of(MetricProvider provider, Settings settings) {
    MetricChecks metric = new MetricChecks(provider, settings);
    List<Check> checks = new ArrayList<>(FactChecks.of(provider, ComponentType.METRIC));
    checks.add(
        FactChecks.refusals(
            withoutShared(provider.info()),
            map -> metric.scene(metric.plain(1)).metric(provider, map)));
    checks.add(
        new Check("metric.finite", "values and gradients are finite numbers", metric::finite));
    checks.add(
        new Check(
            "metric.same-value",
            "value() and valueAndGradient() give the same value",
            metric::sameValue));
    checks.add(
        new Check(
            "metric.gradient-overwritten",
            "the gradient is overwritten, not added to, and every entry set",
            metric::gradientOverwritten));
    checks.add(
        new Check(
            "metric.inputs-untouched",
            "samples and earlier gradients are not written to",
            metric::inputsUntouched));
    checks.add(
        new Check(
            "metric.pure", "what was evaluated before does not change the result", metric::pure));
    checks.add(
        new Check(
            "metric.threads", "results are bit-identical on 1, 2 and 7 threads", metric::threads));
    checks.add(
        new Check(
            "metric.concurrent", "one object serves several threads at once", metric::concurrent));
    checks.add(
        new Check("metric.all-samples", "every sample counts, in any order", metric::allSamples));
    checks.add(
        new Check(
            "metric.moving-mask",
            "values of the moving image beyond its mask do not matter",
            metric::movingMask));
    checks.add(
        new Check(
            "metric.too-few-samples",
            "a transform that maps all samples away is refused in words",
            metric::tooFew));
    checks.add(
        new Check(
            "metric.gradient-length",
            "a gradient array that is too short is refused",
            metric::shortGradient));
    checks.add(
        new Check(
            "metric.capabilities",
            "a transform without spatial derivatives works, or is refused in words",
            metric::capabilities));
    checks.add(
        new Check(
            "metric.constant-images",
            "constant images give finite numbers, or are refused in words",
            metric::constantImages));
    checks.add(
        new Check(
            "metric.alignment",
            "the value is lower where images match than where they do not",
            metric::alignment));
    for (int dimension : metric.dimensions) {
      checks.add(
          new Check(
              "metric.gradient",
              "the gradient agrees with central differences in " + dimension + "-D",
              findings -> metric.gradient(findings, dimension)));
    }
    return checks;
  }

  /** Without the parameters of all metrics, which the framework reads. */
  private static ComponentInfo withoutShared(ComponentInfo info) {
    return new ComponentInfo(
        info.type(),
        info.name(),
        info.aliases(),
        info.summary(),
        info.reference(),
        info.parameters().stream().filter(p -> !MetricParameters.ALL.contains(p)).toList());
  }

  private MetricScene scene(MetricCase situation) {
    return new MetricScene(situation, settings);
  }

  private MetricCase plain(long seed) {
    return new MetricCase(seed, dimensions.get(0), 600, Kind.AFFINE, 0.02, false, false);
  }

  private void forCases(String purpose, int tries, Findings findings, Violation violation) {
    Cases.forAll(
        findings,
        purpose,
        tries,
        random -> MetricCase.draw(random, dimensions),
        situation -> violation.in(scene(situation)));
  }

  private interface Violation {
    Optional<String> in(MetricScene scene);
  }

  private Metric metric(MetricScene scene) {
    return scene.metric(provider, Parallel.sequential());
  }

  private static double[] all(Metric metric, Transform transform, ImageSamples samples) {
    double[] result = new double[transform.parameterCount() + 1];
    double[] gradient = new double[transform.parameterCount()];
    result[0] = metric.valueAndGradient(transform, samples, gradient);
    System.arraycopy(gradient, 0, result, 1, gradient.length);
    return result;
  }

  private void finite(Findings findings) {
    forCases(
        "metric.finite",
        12,
        findings,
        scene -> {
          double[] result = all(metric(scene), scene.pose(), scene.samples());
          return Bits.finite(result)
              ? Optional.empty()
              : Optional.of("value and gradient are " + Bits.text(result));
        });
  }

  private void sameValue(Findings findings) {
    forCases(
        "metric.same-value",
        8,
        findings,
        scene -> {
          Metric metric = metric(scene);
          double alone = metric.value(scene.pose(), scene.samples());
          double with = all(metric, scene.pose(), scene.samples())[0];
          double scale = Math.max(Math.abs(alone), Math.abs(with));
          return Math.abs(alone - with) <= 1e-10 * scale
              ? Optional.empty()
              : Optional.of("value() is " + alone + ", valueAndGradient() " + with);
        });
  }

  private void gradientOverwritten(Findings findings) {
    forCases(
        "metric.overwritten",
        4,
        findings,
        scene -> {
          Metric metric = metric(scene);
          int n = scene.pose().parameterCount();
          double[] clean = new double[n];
          double[] dirty = new double[n];
          Arrays.fill(dirty, 1234.5);
          metric.valueAndGradient(scene.pose(), scene.samples(), clean);
          metric.valueAndGradient(scene.pose(), scene.samples(), dirty);
          return Bits.difference(clean, dirty)
              .map(d -> "with 1234.5 in the array before the call, " + d);
        });
  }

  private void inputsUntouched(Findings findings) {
    MetricScene scene = scene(plain(2));
    Metric metric = metric(scene);
    ImageSamples samples = scene.samples();
    ImageSamples before = Bits.copy(samples);
    double[] mu = scene.pose().parameters();
    double[] first = new double[mu.length];
    metric.valueAndGradient(scene.pose(), samples, first);
    double[] kept = first.clone();
    Bits.difference(before, samples).ifPresent(d -> findings.add("samples were changed: " + d));
    metric.valueAndGradient(shifted(scene.pose()), samples, new double[mu.length]);
    metric.value(shifted(scene.pose()), samples);
    Bits.difference(kept, first)
        .ifPresent(d -> findings.add("a later call wrote into the first call's gradient: " + d));
    Bits.difference(mu, scene.pose().parameters())
        .ifPresent(d -> findings.add("the transform's parameters were changed: " + d));
    double[] reused = first.clone();
    metric.valueAndGradient(scene.pose(), samples, reused);
    Arrays.fill(reused, Double.NaN);
    Bits.difference(kept, Arrays.copyOfRange(all(metric, scene.pose(), samples), 1, mu.length + 1))
        .ifPresent(d -> findings.add("the caller's gradient array was kept: " + d));
  }

  private static Transform shifted(Transform pose) {
    double[] mu = pose.parameters();
    for (int j = 0; j < mu.length; j++) {
      mu[j] += 0.3;
    }
    return pose.withParameters(mu);
  }

  private void pure(Findings findings) {
    forCases(
        "metric.pure",
        4,
        findings,
        scene -> {
          Metric metric = metric(scene);
          double[] first = all(metric, scene.pose(), scene.samples());
          metric.value(shifted(scene.pose()), scene.matchingSamples());
          all(metric, shifted(scene.pose()), scene.shuffledSamples());
          Optional<String> again =
              Bits.difference(first, all(metric, scene.pose(), scene.samples()))
                  .map(d -> "after other evaluations, " + d);
          return again.isPresent()
              ? again
              : Bits.difference(first, all(metric(scene), scene.pose(), scene.samples()))
                  .map(d -> "with a fresh object of the same context, " + d);
        });
  }

  private void threads(Findings findings) {
    for (int dimension : dimensions) {
      MetricScene scene =
          scene(new MetricCase(3, dimension, 2500, Kind.WAVES, 0.02, false, dimension == 2));
      double[] expected = all(metric(scene), scene.pose(), scene.samples());
      for (int n : new int[] {1, 2, 7}) {
        try (Workers workers = new Workers(n)) {
          Metric metric = scene.metric(provider, workers);
          for (int repeat = 0; repeat < 3; repeat++) {
            Bits.difference(expected, all(metric, scene.pose(), scene.samples()))
                .ifPresent(
                    d ->
                        findings.add(
                            n + " thread(s) against a plain loop in " + dimension + "-D: " + d));
          }
        }
      }
    }
  }

  private void concurrent(Findings findings) {
    MetricScene scene = scene(plain(4));
    Metric metric = scene.restlessMetric(provider);
    List<double[]> results =
        Concurrent.many(
            6,
            thread -> {
              List<double[]> mine = new ArrayList<>();
              for (int k = 0; k < 6; k++) {
                boolean other = (k + thread) % 2 == 1;
                Transform pose = other ? shifted(scene.pose()) : scene.pose();
                double[] result = all(metric, pose, scene.samples());
                if (!other) {
                  mine.add(result);
                }
              }
              return mine;
            });
    double[] expected = all(metric(scene), scene.pose(), scene.samples());
    for (double[] result : results) {
      Bits.difference(expected, result).ifPresent(findings::add);
    }
  }

  private void allSamples(Findings findings) {
    for (int samples : new int[] {60, 255, 256, 257, 300, 1025}) {
      MetricScene scene =
          scene(new MetricCase(5, dimensions.get(0), samples, Kind.AFFINE, 0.02, false, false));
      Metric metric = metric(scene);
      double[] ordered = all(metric, scene.pose(), scene.samples());
      double[] shuffled = all(metric, scene.pose(), scene.shuffledSamples());
      for (int k = 0; k < ordered.length; k++) {
        double allowed = 1e-7 * (Math.abs(ordered[k]) + (k == 0 ? 0 : Bits.largest(ordered)));
        if (!(Math.abs(ordered[k] - shuffled[k]) <= allowed)) {
          findings.add(
              String.format(
                  Locale.ROOT,
                  "%d samples in another order: %s is %s against %s",
                  samples,
                  k == 0 ? "the value" : "gradient entry " + (k - 1),
                  ordered[k],
                  shuffled[k]));
          break;
        }
      }
    }
  }

  private void movingMask(Findings findings) {
    if (!settings.flag("masks", true)) {
      findings.skip("does not look at masks");
    }
    for (int dimension : dimensions) {
      MetricScene scene = scene(new MetricCase(6, dimension, 500, Kind.AFFINE, 0.02, false, true));
      double[] expected = all(metric(scene), scene.pose(), scene.samples());
      double[] actual =
          all(
              scene.metric(provider, scene.interpolatorWithOtherValuesBeyondMask()),
              scene.pose(),
              scene.samples());
      for (int k = 0; k < expected.length; k++) {
        if (Math.abs(expected[k] - actual[k]) > 1e-9 * Bits.largest(expected)) {
          findings.add(
              "in "
                  + dimension
                  + "-D, entry "
                  + k
                  + " of value and gradient is "
                  + expected[k]
                  + ", and "
                  + actual[k]
                  + " with other values beyond the mask");
          break;
        }
      }
    }
  }

  private void tooFew(Findings findings) {
    MetricScene scene = scene(plain(7));
    Metric metric = metric(scene);
    if (!metric.usesSamples()) {
      findings.skip("does not use samples");
    }
    Transform away = scene.farAway();
    if (settings.flag("ignores-moving-image", false)) {
      findings.skip("does not look at the moving image");
    }
    findings.expectThrown(
        "value() with all samples mapped away",
        RegistrationException.class,
        () -> metric.value(away, scene.samples()));
    findings.expectThrown(
        "valueAndGradient() with all samples mapped away",
        RegistrationException.class,
        () -> all(metric, away, scene.samples()));
  }

  private void shortGradient(Findings findings) {
    MetricScene scene =
        scene(new MetricCase(8, dimensions.get(0), 600, Kind.WAVES, 0.02, false, false));
    Metric metric = metric(scene);
    double[] tooShort = new double[scene.pose().parameterCount() - 1];
    try {
      metric.valueAndGradient(scene.pose(), scene.samples(), tooShort);
      findings.add(
          "a gradient of "
              + tooShort.length
              + " entries for "
              + scene.pose().parameterCount()
              + " parameters was accepted");
    } catch (RuntimeException expected) {
      // Any exception will do: this is a mistake of the caller, not of a user.
    }
  }

  private void capabilities(Findings findings) {
    MetricScene scene = scene(plain(9));
    Transform plainTransform = new WithoutCapabilities(scene.pose());
    try {
      double[] result = all(metric(scene), plainTransform, scene.samples());
      findings.expect(Bits.finite(result), () -> "value and gradient are " + Bits.text(result));
    } catch (JelastixException e) {
      findings.expect(
          e.getMessage() != null && !e.getMessage().isBlank(), () -> "is refused without words");
    }
  }

  private void constantImages(Findings findings) {
    MetricScene scene = scene(plain(10));
    Metric metric = metric(scene);
    double[] same = new double[scene.samples().size()];
    Arrays.fill(same, 42);
    double[][] points = new double[scene.samples().dimension()][];
    for (int d = 0; d < points.length; d++) {
      points[d] = scene.samples().axis(d);
    }
    try {
      double[] result = all(metric, scene.pose(), new ImageSamples(points, same));
      findings.expect(
          Bits.finite(result),
          () -> "with constant fixed values, value and gradient are " + Bits.text(result));
    } catch (JelastixException refused) {
      // In words, which is fine.
    }
  }

  private void alignment(Findings findings) {
    if (!settings.flag("aligns", true)) {
      findings.skip("does not compare the images");
    }
    SplittableRandom random = Cases.random("metric.alignment");
    for (int dimension : dimensions) {
      MetricScene scene =
          scene(
              new MetricCase(
                  random.nextInt(1000), dimension, 1500, Kind.TRANSLATION, 0, false, false));
      Metric metric = metric(scene);
      BasisTransform identity = BasisTransform.identity(Kind.TRANSLATION, scene.fixedGrid());
      double matched = metric.value(identity, scene.matchingSamples());
      for (int d = 0; d < dimension; d++) {
        double[] mu = new double[dimension];
        mu[d] = 0.12 * (scene.fixedGrid().size(d) - 1) * scene.fixedGrid().spacing(d);
        double off = metric.value(identity.withParameters(mu), scene.matchingSamples());
        int axis = d;
        findings.expect(
            off > matched,
            () ->
                String.format(
                    Locale.ROOT,
                    "in %d-D, %s where the images match and %s when shifted %.3g mm along axis %d",
                    dimension,
                    matched,
                    off,
                    mu[axis],
                    axis));
      }
    }
  }

  private void gradient(Findings findings, int dimension) {
    double tolerance = settings.number("tolerance.gradient", GRADIENT_TOLERANCE);
    int tries = dimension == 2 ? 24 : dimension == 3 ? 12 : 6;
    // The samples keep away from borders of masks; patches around them cannot.
    boolean masks = !settings.flag("patches", false);
    int[] judged = new int[1];
    Cases.forAll(
        findings,
        "metric.gradient." + dimension,
        tries,
        random -> {
          MetricCase drawn = MetricCase.draw(random, List.of(dimension));
          return masks ? drawn : drawn.withoutMasks();
        },
        situation -> {
          MetricScene scene = scene(situation);
          return gradientViolation(scene, metric(scene), tolerance, judged);
        });
    findings.expect(
        judged[0] > 0 || !findings.isEmpty(),
        () -> "nowhere smooth enough for differences to judge the gradient");
  }

  private static Optional<String> gradientViolation(
      MetricScene scene, Metric metric, double tolerance, int[] judged) {
    Transform pose = scene.pose();
    ImageSamples samples = scene.samples();
    int n = pose.parameterCount();
    double[] mu = pose.parameters();
    double[] gradient = new double[n];
    metric.valueAndGradient(pose, samples, gradient);
    double scale = Bits.largest(gradient);
    // All parameters of the kit's transforms are displacements in mm.
    double h = 2e-3;
    SplittableRandom random = new SplittableRandom(scene.situation().seed() + 1);
    int axes = Math.min(n, 24);
    for (int k = 0; k < axes + 2; k++) {
      double[] direction = new double[n];
      int axis = axes == n ? k : random.nextInt(n);
      if (k < axes) {
        direction[axis] = 1;
      } else {
        for (int j = 0; j < n; j++) {
          direction[j] = 2 * random.nextDouble() - 1;
        }
      }
      Difference difference =
          Difference.of(
              t -> metric.value(pose.withParameters(moved(mu, direction, t)), samples), h);
      double claimed = 0;
      for (int j = 0; j < n; j++) {
        claimed += gradient[j] * direction[j];
      }
      if (difference.conclusive(Math.max(scale, 1e-300))) {
        judged[0]++;
        if (!difference.agrees(claimed, tolerance, scale)) {
          return Optional.of(
              String.format(
                  Locale.ROOT,
                  "derivative along %s is %.10g by the gradient and %.10g by differences",
                  k < axes ? "parameter " + axis : "a random direction",
                  claimed,
                  difference.value()));
        }
      }
    }
    return Optional.empty();
  }

  private static double[] moved(double[] mu, double[] direction, double t) {
    double[] moved = mu.clone();
    for (int j = 0; j < mu.length; j++) {
      moved[j] += t * direction[j];
    }
    return moved;
  }

  /** A transform with all but what every transform has hidden. */
  private record WithoutCapabilities(Transform hidden) implements Transform {
    @Override
    public int dimension() {
      return hidden.dimension();
    }

    @Override
    public int parameterCount() {
      return hidden.parameterCount();
    }

    @Override
    public double[] parameters() {
      return hidden.parameters();
    }

    @Override
    public Transform withParameters(double[] parameters) {
      return new WithoutCapabilities(hidden.withParameters(parameters));
    }

    @Override
    public TransformKernel kernel() {
      return hidden.kernel();
    }

    @Override
    public JacobianStructure jacobianStructure() {
      return JacobianStructure.dense(hidden.parameterCount());
    }

    @Override
    public ParameterMap describe() {
      return hidden.describe();
    }
  }
}
