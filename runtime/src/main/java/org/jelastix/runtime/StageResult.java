package org.jelastix.runtime;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;

/**
 * What one parameter file came to. Immutable; the result image is made when asked for, and kept as
 * long as somebody uses it.
 */
public final class StageResult {
  /** What stands in the place of a file name where there is no initial transform. */
  public static final String NO_INITIAL_TRANSFORM = "NoInitialTransform";

  private final int stage;
  private final ParameterMap parameters;
  private final Transform transform;
  private final boolean hasInitial;
  private final Function<String, ParameterMap> transformParameters;
  private final IntFunction<Image> resample;
  private final List<IterationTable> iterations;
  private final double finalMetric;
  private final Duration elapsed;
  private WeakReference<Image> resultImage = new WeakReference<>(null);

  StageResult(
      int stage,
      ParameterMap parameters,
      Transform transform,
      boolean hasInitial,
      Function<String, ParameterMap> transformParameters,
      IntFunction<Image> resample,
      List<IterationTable> iterations,
      double finalMetric,
      Duration elapsed) {
    this.stage = stage;
    this.parameters = parameters;
    this.transform = transform;
    this.hasInitial = hasInitial;
    this.transformParameters = transformParameters;
    this.resample = resample;
    this.iterations = List.copyOf(iterations);
    this.finalMetric = finalMetric;
    this.elapsed = elapsed;
  }

  /** Number of the parameter file, from 0. */
  public int stage() {
    return stage;
  }

  /** The parameter file. */
  public ParameterMap parameters() {
    return parameters;
  }

  /** From the fixed to the moving image's world, with the initial transform if there is one. */
  public Transform transform() {
    return transform;
  }

  /**
   * Whether there is an initial transform, from the caller or from the stage before, that the
   * transform has not taken in.
   */
  public boolean hasInitialTransform() {
    return hasInitial;
  }

  /**
   * The contents of the transform parameter file.
   *
   * @param initialFileName where the initial transform's file will be, or {@link
   *     #NO_INITIAL_TRANSFORM}
   */
  public ParameterMap transformParameters(String initialFileName) {
    return transformParameters.apply(initialFileName);
  }

  /** The first moving image on the grid of the first fixed image. */
  public synchronized Image resultImage() {
    Image image = resultImage.get();
    if (image == null) {
      image = resample.apply(0);
      resultImage = new WeakReference<>(image);
    }
    return image;
  }

  /**
   * One of several moving images on the grid of the first fixed image.
   *
   * @param moving its number
   */
  public Image resultImage(int moving) {
    return moving == 0 ? resultImage() : resample.apply(moving);
  }

  /** The iterations, one table a resolution. */
  public List<IterationTable> iterations() {
    return iterations;
  }

  /** The cost function's value at the end of the last resolution. */
  public double finalMetric() {
    return finalMetric;
  }

  /** How long it took, without the result image. */
  public Duration elapsed() {
    return elapsed;
  }
}
