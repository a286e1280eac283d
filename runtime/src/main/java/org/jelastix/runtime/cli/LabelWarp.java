package org.jelastix.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Transformation;

/** Resamples label images and masks, whose values must not be mixed. */
final class LabelWarp {
  private LabelWarp() {}

  /**
   * The labels where a transform puts them: the nearest voxel's, in the pixel type of their file.
   */
  static Image apply(Jelastix jelastix, Transformation transformation, Image labels) {
    List<ParameterMap> maps = new ArrayList<>(transformation.parameterMaps());
    ParameterMap top = maps.remove(maps.size() - 1);
    maps.add(
        top.toBuilder()
            .put("ResampleInterpolator", "FinalNearestNeighborInterpolator")
            .put("ResultImagePixelType", labels.storedType().elastixName())
            .build());
    return Transformation.of(jelastix, maps).apply(labels);
  }
}
