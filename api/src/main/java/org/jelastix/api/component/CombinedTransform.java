package org.jelastix.api.component;

import java.util.Map;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;

/**
 * Two transforms as one: a fixed one, made earlier, and the one that is being optimised. The
 * parameters are those of the current one alone. Made by {@link Combination}.
 */
public interface CombinedTransform extends Transform {

  /** T₀, which does not change. */
  Transform initial();

  /** T₁, whose parameters are the parameters of the whole. */
  Transform current();

  /** How the two become one. */
  Combination rule();

  @Override
  default int dimension() {
    return current().dimension();
  }

  @Override
  default int parameterCount() {
    return current().parameterCount();
  }

  @Override
  default double[] parameters() {
    return current().parameters();
  }

  @Override
  default JacobianStructure jacobianStructure() {
    return current().jacobianStructure();
  }

  /** The description of {@link #current()}; files name the initial transform beside it. */
  @Override
  default ParameterMap describe() {
    return current().describe();
  }

  @Override
  default Map<String, Image> images() {
    return current().images();
  }

  @Override
  CombinedTransform withParameters(double[] parameters);
}
