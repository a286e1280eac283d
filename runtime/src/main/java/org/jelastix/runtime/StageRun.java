package org.jelastix.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jelastix.api.component.CombinedTransform;
import org.jelastix.api.component.Iteration;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.OptimizerSettings;
import org.jelastix.api.component.RegistrationObserver;
import org.jelastix.api.component.RegistrationStrategy;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.Components;
import org.jelastix.api.spi.RegistrationContext;
import org.jelastix.api.spi.RegistrationProvider;
import org.jelastix.runtime.registry.GeneralParameters;

/** One parameter file being run: prepares the images, runs the strategy, keeps the tables. */
final class StageRun implements RegistrationObserver {
  private static final String NUMBER = "1:ItNr";
  private static final String TIME = "Time[ms]";

  private final Jelastix jelastix;
  private final ParameterMap map;
  private final StageInputs inputs;
  private final int stage;
  private final RegistrationListener listener;
  private final ProgressMeter meter;
  private final Runnable checkCancelled;
  private final TransformDescription description;
  private final boolean directions;
  private final PixelType movingType;
  private final List<IterationTable> tables = new ArrayList<>();
  private List<String> header = List.of();
  private List<List<Object>> rows = new ArrayList<>();
  private Transform current;
  private int resolution;
  private int resolutions;
  private long iterationStart;
  private double lastMetric = Double.NaN;
  private OptimizerSettings settings;

  /**
   * @param jelastix components and threads
   * @param map the parameter file
   * @param inputs images and what belongs to them
   * @param stage number of the file
   * @param listener told what happens
   * @param meter of the whole run
   * @param checkCancelled throws if the run is to stop
   */
  StageRun(
      Jelastix jelastix,
      ParameterMap map,
      StageInputs inputs,
      int stage,
      RegistrationListener listener,
      ProgressMeter meter,
      Runnable checkCancelled) {
    this.jelastix = jelastix;
    this.map = map;
    this.inputs = inputs;
    this.stage = stage;
    this.listener = listener;
    this.meter = meter;
    this.checkCancelled = checkCancelled;
    this.directions = Resampling.usesDirections(map);
    this.movingType =
        InputChecks.internalType(
            new ComponentParameters(map, "", 0),
            GeneralParameters.MOVING_INTERNAL_IMAGE_PIXEL_TYPE);
    this.description =
        new TransformDescription(
            map, fixedGrid(), inputs.moving().get(0).grid().dimension(), jelastix.components());
  }

  private ImageGrid fixedGrid() {
    return inputs.fixed().get(0).grid();
  }

  StageResult run() {
    long start = System.nanoTime();
    Components components = jelastix.components().choicesOf(map);
    RegistrationStrategy strategy =
        components
            .provider(
                RegistrationProvider.class, components.chosen(ComponentType.REGISTRATION).get(0))
            .create(context(components));
    resolutions = strategy.resolutions();
    noteComponentsForGpus(components);
    Transform transform = strategy.run(this);
    return new StageResult(
        stage,
        map,
        transform,
        transform instanceof CombinedTransform,
        initialName -> description.of(transform, initialName),
        moving -> resample(moving, transform),
        tables,
        lastMetric,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private void noteComponentsForGpus(Components components) {
    for (ComponentType type : ComponentType.values()) {
      for (String name : components.chosen(type)) {
        if (name.startsWith("OpenCL")) {
          listener.note(name + " runs on the CPU, as all components do here.");
        }
      }
    }
  }

  private RegistrationContext context(Components components) {
    ComponentParameters parameters = new ComponentParameters(map, "Registration0", 0);
    PixelType fixedType =
        InputChecks.internalType(parameters, GeneralParameters.FIXED_INTERNAL_IMAGE_PIXEL_TYPE);
    return new RegistrationContext(
        parameters,
        inputs.fixed().stream().map(i -> InputChecks.prepared(i, fixedType, directions)).toList(),
        inputs.moving().stream().map(this::preparedMoving).toList(),
        inputs.fixedMasks().stream().map(m -> InputChecks.prepared(m, directions)).toList(),
        inputs.movingMasks().stream().map(m -> InputChecks.prepared(m, directions)).toList(),
        Optional.ofNullable(inputs.initial()),
        components,
        inputs.extras(),
        inputs.random(),
        jelastix.parallel());
  }

  private Image preparedMoving(Image image) {
    return InputChecks.prepared(image, movingType, directions);
  }

  private Image resample(int moving, Transform transform) {
    ImageGrid grid = Resampling.withDirection(fixedGrid(), directions);
    return new Resampling(map, jelastix.components(), jelastix.parallel())
        .apply(preparedMoving(inputs.moving().get(moving)), transform, grid)
        .onGrid(Resampling.fromIndexZero(fixedGrid()));
  }

  @Override
  public void resolutionStarted(int number) {
    checkCancelled.run();
    resolution = number;
    rows = new ArrayList<>();
    header = List.of();
    settings = null;
    listener.resolutionStarted(stage, number, resolutions);
    iterationStart = System.nanoTime();
  }

  @Override
  public void resolutionPrepared(
      int number, Transform transform, List<Image> fixed, List<Image> moving) {
    current = transform;
    listener.pyramidImages(stage, number, fixed, moving);
    iterationStart = System.nanoTime();
  }

  @Override
  public void transformFiltered(Transform transform) {
    current = transform;
  }

  @Override
  public void iteration(Iteration iteration) {
    checkCancelled.run();
    Map<String, Object> sorted = new TreeMap<>(iteration.columns());
    sorted.putIfAbsent(NUMBER, iteration.number());
    long now = System.nanoTime();
    sorted.putIfAbsent(TIME, (now - iterationStart) * 1e-6);
    if (header.isEmpty()) {
      header = List.copyOf(sorted.keySet());
    }
    List<Object> row = new ArrayList<>(header.size());
    for (String column : header) {
      row.add(sorted.getOrDefault(column, ""));
    }
    rows.add(row);
    lastMetric = iteration.value();
    listener.iteration(
        meter.at(stage, resolution, iteration.number(), iteration.value()),
        new Iteration(
            iteration.number(),
            iteration.value(),
            iteration.parameters(),
            new LinkedHashMap<>(sorted)),
        new State(() -> current.withParameters(iteration.parameters())));
    iterationStart = System.nanoTime();
  }

  @Override
  public void resolutionFinished(int number, Transform transform, OptimizationResult result) {
    IterationTable table = new IterationTable(stage, number, header, rows, result.stopCondition());
    tables.add(table);
    lastMetric = result.value();
    listener.resolutionFinished(
        new ResolutionReport(
            stage,
            number,
            table,
            result,
            Optional.ofNullable(settings),
            transform,
            new State(() -> transform)));
  }

  @Override
  public void settings(OptimizerSettings used) {
    settings = used;
  }

  @Override
  public void note(String line) {
    listener.note(line);
  }

  @Override
  public void image(String name, Image image) {
    listener.optimizerImage(stage, resolution, name, image);
  }

  @Override
  public void warning(String line) {
    listener.warning(line);
  }

  /** A transform, made when it is asked for, and what can be made of it. */
  private final class State implements IterationState {
    private final Supplier<Transform> maker;
    private Transform transform;

    State(Supplier<Transform> maker) {
      this.maker = maker;
    }

    @Override
    public Transform transform() {
      if (transform == null) {
        transform = maker.get();
      }
      return transform;
    }

    @Override
    public ParameterMap transformParameters(String initialFileName) {
      return description.of(transform(), initialFileName);
    }

    @Override
    public Image resultImage() {
      return resample(0, transform());
    }
  }
}
