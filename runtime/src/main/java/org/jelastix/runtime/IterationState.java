package org.jelastix.runtime;

import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;

/**
 * What a registration has come to in the middle of a resolution; made only when asked for, which is
 * to be done during the call that it comes with.
 */
public interface IterationState {

  /** The transform so far, combined with the initial transform if there is one. */
  Transform transform();

  /**
   * Its transform parameter map.
   *
   * @param initialFileName where the initial transform's file will be, or {@link
   *     StageResult#NO_INITIAL_TRANSFORM}
   */
  ParameterMap transformParameters(String initialFileName);

  /** The first moving image on the grid of the first fixed image. */
  Image resultImage();
}
