package org.jelastix.runtime;

import java.util.Optional;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.OptimizerSettings;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;

/**
 * What a resolution came to.
 *
 * @param stage number of the parameter file, from 0
 * @param resolution from 0 (coarsest) on
 * @param table the iterations
 * @param result of the optimizer
 * @param settings of the optimizer, if it has any to tell
 * @param transform found so far, combined with the initial transform if there is one
 * @param state makes its transform parameter map and image
 */
public record ResolutionReport(
    int stage,
    int resolution,
    IterationTable table,
    OptimizationResult result,
    Optional<OptimizerSettings> settings,
    Transform transform,
    IterationState state) {

  /**
   * The transform parameter map.
   *
   * @param initialFileName where the initial transform's file will be, or {@link
   *     StageResult#NO_INITIAL_TRANSFORM}
   */
  public ParameterMap transformParameters(String initialFileName) {
    return state.transformParameters(initialFileName);
  }

  /** The first moving image on the grid of the first fixed image. */
  public Image resultImage() {
    return state.resultImage();
  }

  /** Why the optimizer stopped, one sentence. */
  public String stopCondition() {
    return result.stopCondition();
  }
}
