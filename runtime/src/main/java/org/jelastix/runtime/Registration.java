package org.jelastix.runtime;

import com.google.inject.Module;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jelastix.api.CancelledException;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.random.RandomStream;
import org.jelastix.runtime.registry.GeneralParameters;
import org.jelastix.runtime.registry.LegacyParameters;
import org.jelastix.runtime.registry.ParameterCheck;

/**
 * A registration, ready to run: finds the transform from the fixed to the moving image's world.
 *
 * <pre>{@code
 * RegistrationResult result =
 *     Registration.builder()
 *         .fixed(fixed)
 *         .moving(moving)
 *         .parameters(ParameterMaps.defaults("rigid"), ParameterMaps.defaults("bspline"))
 *         .build()
 *         .run();
 * }</pre>
 *
 * <p>All in memory: no file is touched, but those that parameters name. {@link #cancel} may be
 * called from any thread; {@link #run} from one at a time.
 */
public final class Registration {
  private final Jelastix jelastix;
  private final List<Image> fixed;
  private final List<Image> moving;
  private final List<Mask> fixedMasks;
  private final List<Mask> movingMasks;
  private final List<ParameterMap> parameters;
  private final Transformation initial;
  private final GivenInputs given;
  private final List<RegistrationListener> listeners;
  private final List<String> warnings;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private Registration(Builder builder) {
    this.fixed = List.copyOf(builder.fixed);
    this.moving = List.copyOf(builder.moving);
    this.fixedMasks = List.copyOf(builder.fixedMasks);
    this.movingMasks = List.copyOf(builder.movingMasks);
    List<LegacyParameters> files = builder.parameters.stream().map(LegacyParameters::of).toList();
    this.parameters = files.stream().map(LegacyParameters::map).toList();
    this.initial = builder.initial;
    this.listeners = List.copyOf(builder.listeners);
    if (parameters.isEmpty()) {
      throw new ParameterException("a registration needs at least one parameter map");
    }
    InputChecks.images(fixed, moving);
    InputChecks.masks("fixed", fixedMasks, fixed);
    InputChecks.masks("moving", movingMasks, moving);
    if (initial != null && initial.transform().dimension() != dimension()) {
      throw new InputException(
          "the initial transform has "
              + initial.transform().dimension()
              + " dimensions and the fixed image "
              + dimension());
    }
    this.given =
        new GivenInputs(
            builder.points,
            builder.cells,
            builder.options,
            Optional.of(fixed.get(0).grid()),
            Optional.of(moving.get(0).grid()));
    this.jelastix = builder.jelastix != null ? builder.jelastix : builder.library.build();
    List<String> lines = new ArrayList<>();
    files.forEach(file -> lines.addAll(file.notes()));
    lines.addAll(check(builder.strict));
    this.warnings = List.copyOf(lines);
  }

  private List<String> check(boolean strict) {
    ParameterCheck check = new ParameterCheck(jelastix.components());
    List<String> lines = new ArrayList<>();
    for (ParameterMap map : parameters) {
      lines.addAll(check.check(map));
      ComponentParameters view = new ComponentParameters(map, "", 0);
      InputChecks.dimension(view, GeneralParameters.FIXED_IMAGE_DIMENSION, dimension());
      InputChecks.dimension(view, GeneralParameters.MOVING_IMAGE_DIMENSION, dimension());
    }
    if (strict && !lines.isEmpty()) {
      throw new ParameterException(lines.get(0));
    }
    return lines;
  }

  private int dimension() {
    return fixed.get(0).grid().dimension();
  }

  /** Starts without anything. */
  public static Builder builder() {
    return new Builder();
  }

  /** What in the parameter files has no effect, a line each. */
  public List<String> warnings() {
    return warnings;
  }

  /** Number of parameter files. */
  public int stages() {
    return parameters.size();
  }

  /** Makes a run stop at its next iteration, with a {@link CancelledException}. */
  public void cancel() {
    cancelled.set(true);
  }

  /**
   * Runs all parameter files, each starting from the result of the one before.
   *
   * @throws ParameterException if components do not fit together
   * @throws RegistrationException if the images cannot be registered
   * @throws CancelledException if it was cancelled, or its thread interrupted
   */
  public RegistrationResult run() {
    cancelled.set(false);
    RegistrationListener listener = new AllListeners(listeners);
    warnings.forEach(listener::warning);
    ProgressMeter meter = new ProgressMeter(parameters);
    List<StageResult> stages = new ArrayList<>();
    Transform before = initial == null ? null : initial.transform();
    RandomStream random = new RandomStream(0);
    for (int stage = 0; stage < parameters.size(); stage++) {
      ParameterMap map = parameters.get(stage);
      checkCancelled();
      listener.stageStarted(stage, map);
      random =
          random.reseeded(new ComponentParameters(map, "", 0).get(GeneralParameters.RANDOM_SEED));
      StageRun run =
          new StageRun(
              jelastix,
              map,
              new StageInputs(
                  fixed,
                  moving,
                  fixedMasks,
                  movingMasks,
                  before,
                  random,
                  new FileExtras(
                      jelastix,
                      map,
                      dimension(),
                      given,
                      file -> Transformation.of(jelastix, file).transform())),
              stage,
              listener,
              meter,
              this::checkCancelled);
      StageResult result = run.run();
      stages.add(result);
      before = result.transform();
      listener.stageFinished(result);
    }
    return new RegistrationResult(
        jelastix, initial == null ? List.of() : initial.parameterMaps(), stages);
  }

  private void checkCancelled() {
    if (cancelled.get() || Thread.currentThread().isInterrupted()) {
      throw new CancelledException("the registration was cancelled");
    }
  }

  /** Collects what a {@link Registration} needs. */
  public static final class Builder {
    private final List<Image> fixed = new ArrayList<>();
    private final List<Image> moving = new ArrayList<>();
    private final List<Mask> fixedMasks = new ArrayList<>();
    private final List<Mask> movingMasks = new ArrayList<>();
    private final List<ParameterMap> parameters = new ArrayList<>();
    private final Map<String, PointSet> points = new LinkedHashMap<>();
    private final Map<String, List<int[]>> cells = new LinkedHashMap<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<RegistrationListener> listeners = new ArrayList<>();
    private final Jelastix.Builder library = Jelastix.builder();
    private Jelastix jelastix;
    private Transformation initial;
    private boolean strict;

    private Builder() {}

    /**
     * Adds fixed images.
     *
     * @param images scalar, all of one dimension
     */
    public Builder fixed(Image... images) {
      fixed.addAll(Arrays.asList(images));
      return this;
    }

    /**
     * Adds moving images.
     *
     * @param images scalar, of the fixed images' dimension
     */
    public Builder moving(Image... images) {
      moving.addAll(Arrays.asList(images));
      return this;
    }

    /**
     * Adds fixed masks: where samples may lie.
     *
     * @param masks one for all fixed images, or one each
     */
    public Builder fixedMask(Mask... masks) {
      fixedMasks.addAll(Arrays.asList(masks));
      return this;
    }

    /**
     * Adds moving masks: where mapped samples count.
     *
     * @param masks one for all moving images, or one each
     */
    public Builder movingMask(Mask... masks) {
      movingMasks.addAll(Arrays.asList(masks));
      return this;
    }

    /**
     * Sets the transform that the first stage starts from or is combined with.
     *
     * @param transformation found or read earlier
     */
    public Builder initialTransform(Transformation transformation) {
      this.initial = transformation;
      return this;
    }

    /**
     * Adds stages.
     *
     * @param maps one a stage
     */
    public Builder parameters(ParameterMap... maps) {
      return parameters(Arrays.asList(maps));
    }

    /**
     * Adds stages.
     *
     * @param maps one a stage
     */
    public Builder parameters(List<ParameterMap> maps) {
      parameters.addAll(maps);
      return this;
    }

    /**
     * Gives points that a metric or transform asks for.
     *
     * @param option elastix's option without dash: {@code fp} (fixed), {@code mp} (moving)
     * @param set world mm, or voxel indices: of the moving image for {@code mp}, of the fixed image
     *     for all others
     */
    public Builder points(String option, PointSet set) {
      points.put(option, set);
      return this;
    }

    /**
     * Gives a mesh that a metric asks for.
     *
     * @param option elastix's option without dash: {@code fmeshA0} is the first mesh of metric 0
     * @param vertices world mm
     * @param cells lines in 2-D, polygons in 3-D: the numbers of their vertices, from 0 on
     */
    public Builder mesh(String option, PointSet vertices, List<int[]> cells) {
      this.points.put(option, vertices);
      this.cells.put(option, cells.stream().map(int[]::clone).toList());
      return this;
    }

    /**
     * Gives another option that a component asks for, such as a file name.
     *
     * @param option elastix's option without dash
     * @param text its value
     */
    public Builder option(String option, String text) {
      options.put(option, text);
      return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener told how the run goes
     */
    public Builder listener(RegistrationListener listener) {
      listeners.add(listener);
      return this;
    }

    /**
     * Makes parameters without effect errors rather than warnings.
     *
     * @param on whether
     */
    public Builder strict(boolean on) {
      this.strict = on;
      return this;
    }

    /**
     * Sets the library to use, which the caller keeps and closes; without it, one is made.
     *
     * @param library with components, formats and threads
     */
    public Builder jelastix(Jelastix library) {
      this.jelastix = library;
      return this;
    }

    /**
     * Sets the number of threads, unless a library is given.
     *
     * @param count at least 1
     */
    public Builder threads(int count) {
      library.threads(count);
      return this;
    }

    /**
     * Adds Guice modules, unless a library is given.
     *
     * @param modules which may add, replace and decorate components
     */
    public Builder modules(Module... modules) {
      library.modules(modules);
      return this;
    }

    /**
     * Adds plug-in jars, unless a library is given.
     *
     * @param folder with jars
     */
    public Builder plugins(Path folder) {
      library.plugins(folder);
      return this;
    }

    /**
     * Checks images and parameters, all stages and resolutions.
     *
     * @throws InputException if images or masks are missing or do not fit
     * @throws ParameterException if a parameter is malformed or a component does not exist
     */
    public Registration build() {
      return new Registration(this);
    }
  }
}
