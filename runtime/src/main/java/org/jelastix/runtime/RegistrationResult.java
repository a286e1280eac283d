package org.jelastix.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;

/**
 * What a registration came to. Immutable; images are made when asked for, and kept as long as
 * somebody uses them.
 */
public final class RegistrationResult {
  private final Jelastix jelastix;
  private final List<StageResult> stages;
  private final List<ParameterMap> parameterMaps;

  RegistrationResult(Jelastix jelastix, List<ParameterMap> initialMaps, List<StageResult> stages) {
    this.jelastix = jelastix;
    this.stages = List.copyOf(stages);
    List<ParameterMap> maps = new ArrayList<>(initialMaps);
    for (StageResult stage : stages) {
      maps.add(
          stage.transformParameters(
              stage.hasInitialTransform() && !maps.isEmpty()
                  ? Integer.toString(maps.size() - 1)
                  : StageResult.NO_INITIAL_TRANSFORM));
    }
    this.parameterMaps = List.copyOf(maps);
  }

  /** The first moving image on the grid of the first fixed image, by the last stage's transform. */
  public Image resultImage() {
    return last().resultImage();
  }

  /** From the fixed to the moving image's world, all stages and the initial transform together. */
  public Transform transform() {
    return last().transform();
  }

  /** The transform, ready to be applied to images and points. */
  public Transformation transformation() {
    return new Transformation(jelastix, parameterMaps, transform());
  }

  /**
   * The transform parameter maps: those of the initial transform, then one a stage. Each names its
   * initial transform by its number in this list.
   */
  public List<ParameterMap> parameterMaps() {
    return parameterMaps;
  }

  /** The iterations, one table a stage and resolution, in order. */
  public List<IterationTable> iterations() {
    return stages.stream().flatMap(stage -> stage.iterations().stream()).toList();
  }

  /** What each parameter file came to. */
  public List<StageResult> stages() {
    return stages;
  }

  private StageResult last() {
    return stages.get(stages.size() - 1);
  }
}
