package org.jelastix.runtime;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jelastix.api.component.OptimizationResult;
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
 * @param transform found so far, combined with the initial transform if there is one
 * @param transformParameters makes its transform parameter map, given the name of the initial
 *     transform's file or {@link StageResult#NO_INITIAL_TRANSFORM}
 * @param resultImage makes the moving image that it gives
 */
public record ResolutionReport(
    int stage,
    int resolution,
    IterationTable table,
    OptimizationResult result,
    Transform transform,
    Function<String, ParameterMap> transformParameters,
    Supplier<Image> resultImage) {

  /** Why the optimizer stopped, one sentence. */
  public String stopCondition() {
    return result.stopCondition();
  }
}
