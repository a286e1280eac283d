package org.jelastix.runtime.strategy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jelastix.api.ParameterException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Combination;
import org.jelastix.api.component.FilteredTransform;
import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.component.RegistrationObserver;
import org.jelastix.api.component.RegistrationStrategy;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.FixedPyramidProvider;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.InterpolatorProvider;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.MovingPyramidProvider;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;
import org.jelastix.api.spi.PyramidContext;
import org.jelastix.api.spi.RegistrationContext;
import org.jelastix.api.spi.SamplerContext;
import org.jelastix.api.spi.SamplerProvider;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.runtime.registry.GeneralParameters;

/**
 * From coarse to fine: at each resolution, one optimizer makes the (sum of) metric(s) of that level
 * of the pyramids small, and the next resolution starts from what it found.
 */
final class MultiResolution implements RegistrationStrategy {
  private static final Parameter<Boolean> USE_RANDOM_SAMPLE_REGION =
      Parameter.bool("UseRandomSampleRegion", false).perResolution();

  /** How the names of metrics end that look at the transform and not at the images. */
  private static final String PENALTY = "Penalty";

  private final RegistrationContext context;
  private final Wiring wiring;
  private final int resolutions;
  private final List<ImagePyramid> fixedPyramids = new ArrayList<>();
  private final List<ImagePyramid> movingPyramids = new ArrayList<>();
  private final TransformProvider transforms;
  private final OptimizerProvider optimizers;
  private final Combination combination;
  private final Set<Image> seenContrast = new HashSet<>();

  /**
   * @param context images and components
   * @param wiring which of them belong together
   */
  MultiResolution(RegistrationContext context, Wiring wiring) {
    this.context = context;
    this.wiring = wiring;
    this.resolutions = context.parameters().get(GeneralParameters.NUMBER_OF_RESOLUTIONS);
    this.transforms =
        context.components().provider(TransformProvider.class, required(ComponentType.TRANSFORM));
    this.optimizers =
        context.components().provider(OptimizerProvider.class, required(ComponentType.OPTIMIZER));
    this.combination =
        "Compose".equals(context.parameters().get(GeneralParameters.HOW_TO_COMBINE_TRANSFORMS))
            ? Combination.COMPOSE
            : Combination.ADD;
    makePyramids();
    passOverGeneratorsOfMetrics();
  }

  /**
   * In elastix every metric, and the sum of metrics too, makes a random generator of its own when
   * it is made, and never uses it; the generators that samplers make are counted on from there.
   */
  private void passOverGeneratorsOfMetrics() {
    int generators = wiring.metrics().size() + (wiring.combined() ? 1 : 0);
    for (int i = 0; i < generators; i++) {
      context.random().fork();
    }
  }

  private String required(ComponentType type) {
    List<String> names = context.components().chosen(type);
    if (names.isEmpty()) {
      throw new ParameterException(
          context.parameters().map().locate(type.parameterName())
              + ": parameter "
              + type.parameterName()
              + " is required");
    }
    return names.get(0);
  }

  private void makePyramids() {
    for (int i = 0; i < wiring.fixedPyramids().size(); i++) {
      fixedPyramids.add(
          context
              .components()
              .provider(FixedPyramidProvider.class, wiring.fixedPyramids().get(i))
              .create(
                  new PyramidContext(
                      parameters("FixedImagePyramid" + i, 0),
                      context.fixed().get(wiring.fixedImageOf(i)),
                      context.parallel())));
    }
    for (int i = 0; i < wiring.movingPyramids().size(); i++) {
      movingPyramids.add(
          context
              .components()
              .provider(MovingPyramidProvider.class, wiring.movingPyramids().get(i))
              .create(
                  new PyramidContext(
                      parameters("MovingImagePyramid" + i, 0),
                      context.moving().get(wiring.movingImageOf(i)),
                      context.parallel())));
    }
  }

  @Override
  public int resolutions() {
    return resolutions;
  }

  @Override
  public Transform run(RegistrationObserver observer) {
    Transform own = null;
    Transform whole = null;
    double[] scales = null;
    for (int resolution = 0; resolution < resolutions; resolution++) {
      observer.resolutionStarted(resolution);
      TransformContext transformContext = transformContext(resolution, own);
      Transform start = transforms.create(transformContext);
      if (start != own) {
        scales = transforms.scales(transformContext, start);
      }
      Level level = new Level(resolution);
      CurrentTransform current =
          new CurrentTransform(start, takesInInitial(own) ? t -> t : this::combine);
      MetricSum cost = level.cost(current);
      warnAboutSamples(cost, resolution, observer);
      observer.resolutionPrepared(resolution, current.whole(), level.allFixed(), level.allMoving());
      IterationColumns listener =
          new IterationColumns(
              cost,
              wiring.combined(),
              context.parameters().map(),
              resolution,
              context.dimension(),
              new FilteringBetweenIterations(current, observer));
      OptimizationResult result =
          optimizer(level, current.whole(), scales, resolution)
              .optimize(cost, start.parameters(), listener);
      requireFinite(result, resolution);
      own = current.finish(result.parameters());
      whole = current.whole();
      observer.resolutionFinished(
          resolution,
          whole,
          new OptimizationResult(own.parameters(), result.value(), result.stopCondition()));
    }
    return whole;
  }

  /** Each resolution ends with a filter, which takes the initial transform in. */
  private static boolean takesInInitial(Transform previous) {
    return previous instanceof FilteredTransform;
  }

  private Transform combine(Transform own) {
    return context.initial().<Transform>map(initial -> combination.of(initial, own)).orElse(own);
  }

  private Optimizer optimizer(Level level, Transform whole, double[] scales, int resolution) {
    Image fixed = level.fixed(0);
    Mask mask = level.fixedMasks.of(0);
    return optimizers.create(
        new OptimizerContext(
            parameters("Optimizer0", resolution),
            whole,
            scales,
            fixed,
            Optional.ofNullable(mask),
            context.fixed().get(0).grid(),
            context.moving().get(0).grid(),
            level::gridSamples,
            context.random(),
            context.parallel()));
  }

  private TransformContext transformContext(int resolution, Transform previous) {
    return new TransformContext(
        parameters("Transform0", resolution),
        context.fixed().get(0),
        context.moving().get(0),
        context.fixedMasks().stream().findFirst(),
        context.movingMasks().stream().findFirst(),
        fixedPyramids.get(0),
        Optional.ofNullable(previous),
        context.initial(),
        context.extras(),
        context.parallel());
  }

  private void warnAboutSamples(MetricSum cost, int resolution, RegistrationObserver observer) {
    if (resolution == 0
        && parameters("Optimizer0", resolution).get(GeneralParameters.NEW_SAMPLES_EVERY_ITERATION)
        && !cost.isStochastic()) {
      observer.warning(
          context.parameters().map().locate("NewSamplesEveryIteration")
              + ": NewSamplesEveryIteration has no effect: no ImageSampler here is random");
    }
  }

  private static void requireFinite(OptimizationResult result, int resolution) {
    for (double p : result.parameters()) {
      if (!Double.isFinite(p)) {
        throw new RegistrationException(
            "the registration diverged at resolution "
                + resolution
                + ": a transform parameter became "
                + p
                + "; smaller steps may help (MaximumStepLength, SP_a)");
      }
    }
  }

  /** An image without contrast tells a metric nothing, and makes some of them divide by 0. */
  private void requireContrast(String which, Image image) {
    double first = image.value(0);
    if (seenContrast.contains(image)) {
      return;
    }
    for (int i = 1; i < image.length(); i++) {
      if (image.value(i) != first) {
        seenContrast.add(image);
        return;
      }
    }
    throw new RegistrationException(
        "the " + which + " image is constant: all its voxels are " + first);
  }

  private ComponentParameters parameters(String label, int resolution) {
    return context.parameters().labelled(label).at(resolution);
  }

  /** The images, masks, interpolators and samplers of one resolution, each made once. */
  private final class Level {
    private final int resolution;
    private final MaskChoice fixedMasks;
    private final MaskChoice movingMasks;
    private final Image[] fixedLevels = new Image[fixedPyramids.size()];
    private final Image[] movingLevels = new Image[movingPyramids.size()];
    private final Map<List<Integer>, Interpolator> interpolators = new HashMap<>();
    private final Map<List<Object>, SampleSource> sources = new HashMap<>();

    Level(int resolution) {
      this.resolution = resolution;
      makeImages();
      ComponentParameters plain = parameters("", resolution);
      this.fixedMasks =
          new MaskChoice(
              context.fixedMasks().subList(0, wiring.fixedMasks()),
              wiring.fixedImages(),
              fixedPyramids,
              false,
              plain,
              context.parallel());
      this.movingMasks =
          new MaskChoice(
              context.movingMasks().subList(0, wiring.movingMasks()),
              wiring.movingImages(),
              movingPyramids,
              true,
              plain,
              context.parallel());
    }

    /** All at once: each pyramid has steps that only one thread can do. */
    private void makeImages() {
      context
          .parallel()
          .run(
              fixedLevels.length + movingLevels.length,
              i -> {
                if (i < fixedLevels.length) {
                  fixedLevels[i] = fixedPyramids.get(i).level(resolution);
                } else {
                  int k = i - fixedLevels.length;
                  movingLevels[k] = movingPyramids.get(k).level(resolution);
                }
              });
    }

    Image fixed(int metric) {
      return fixedLevels[wiring.fixedPyramidOf(metric)];
    }

    List<Image> allFixed() {
      return List.of(fixedLevels);
    }

    List<Image> allMoving() {
      return List.of(movingLevels);
    }

    private ImageGrid fullGrid(int metric) {
      return context.fixed().get(wiring.fixedImageOf(wiring.fixedPyramidOf(metric))).grid();
    }

    private Image moving(int metric) {
      return movingLevels[wiring.movingPyramidOf(metric)];
    }

    private Interpolator interpolator(int metric) {
      return interpolator(wiring.interpolatorOf(metric), wiring.movingPyramidOf(metric));
    }

    private List<Interpolator> allInterpolators() {
      return IntStream.range(0, movingPyramids.size()).mapToObj(i -> interpolator(i, i)).toList();
    }

    private Interpolator interpolator(int number, int pyramid) {
      return interpolators.computeIfAbsent(
          List.of(number, pyramid),
          key ->
              context
                  .components()
                  .provider(InterpolatorProvider.class, wiring.interpolators().get(number))
                  .create(
                      new InterpolatorContext(
                          parameters("Interpolator" + number, resolution),
                          movingLevels[pyramid],
                          context.parallel())));
    }

    MetricSum cost(CurrentTransform current) {
      int count = wiring.metrics().size();
      List<MetricTerm> terms = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        terms.add(term(i, count));
      }
      boolean relative =
          wiring.combined()
              && parameters("", resolution)
                  .get(MultiMetricMultiResolutionRegistrationProvider.USE_RELATIVE_WEIGHTS);
      return new MetricSum(current, terms, relative, usesSampleRegions());
    }

    private boolean usesSampleRegions() {
      for (int i = 0; i < wiring.samplers().size(); i++) {
        if (parameters("ImageSampler" + i, resolution).get(USE_RANDOM_SAMPLE_REGION)) {
          return true;
        }
      }
      return false;
    }

    private MetricTerm term(int i, int count) {
      Mask fixedMask = fixedMasks.of(i);
      Metric metric =
          context
              .components()
              .provider(MetricProvider.class, wiring.metrics().get(i))
              .create(
                  new MetricContext(
                      parameters("Metric" + i, resolution),
                      wiring.features() ? allFixed() : List.of(fixed(i)),
                      wiring.features() ? allMoving() : List.of(moving(i)),
                      wiring.features() ? allInterpolators() : List.of(interpolator(i)),
                      Optional.ofNullable(fixedMask),
                      Optional.ofNullable(movingMasks.of(i)),
                      context.extras(),
                      context.parallel()));
      if (metric.usesSamples() && !wiring.metrics().get(i).endsWith(PENALTY)) {
        requireContrast(
            "fixed", context.fixed().get(wiring.fixedImageOf(wiring.fixedPyramidOf(i))));
        requireContrast(
            "moving", context.moving().get(wiring.movingImageOf(wiring.movingPyramidOf(i))));
      }
      SampleSource source =
          metric.usesSamples() ? source(i, fixedMask) : new SampleSource(noSamples());
      if (!wiring.combined()) {
        return new MetricTerm(metric, source, 1, 1, true);
      }
      ComponentParameters plain = parameters("", resolution);
      double weight = 1.0 / count;
      return new MetricTerm(
          metric,
          source,
          plain.get(Parameter.number("Metric" + i + "Weight", weight).perResolution()),
          plain.get(Parameter.number("Metric" + i + "RelativeWeight", weight).perResolution()),
          plain.get(Parameter.bool("Metric" + i + "Use", true).perResolution()));
    }

    private SampleSource source(int metric, Mask mask) {
      int number = wiring.samplerOf(metric, context);
      List<Object> key = new ArrayList<>();
      key.add(number);
      key.add(wiring.fixedPyramidOf(metric));
      key.add(mask == null ? "none" : mask);
      return sources.computeIfAbsent(
          key,
          k ->
              new SampleSource(
                  (name, overrides) -> sampler(number, metric, mask, name, overrides)));
    }

    private ImageSampler sampler(
        int number, int metric, Mask mask, String name, Map<String, List<String>> overrides) {
      String label = "ImageSampler" + number;
      ParameterMap.Builder map = context.parameters().map().toBuilder();
      overrides.forEach((parameter, value) -> map.put(label + parameter, value));
      return context
          .components()
          .provider(SamplerProvider.class, name != null ? name : wiring.samplers().get(number))
          .create(
              new SamplerContext(
                  new ComponentParameters(map.build(), label, resolution),
                  wiring.features() ? allFixed() : List.of(fixed(metric)),
                  List.of(Optional.ofNullable(mask)),
                  context.random(),
                  context.parallel(),
                  fullGrid(metric)));
    }

    /**
     * About so many samples on a regular grid over the fixed image and mask of the first metric.
     */
    ImageSamples gridSamples(int samples) {
      Map<String, List<String>> count =
          Map.of("NumberOfGridSamples", List.of(Integer.toString(samples)));
      return sampler(0, 0, fixedMasks.of(0), "Grid", count).draw();
    }

    private ImageSamples noSamples() {
      return new ImageSamples(new double[context.dimension()][0], new double[0]);
    }
  }
}
