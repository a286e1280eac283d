package org.jelastix.io.transform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.OutputException;
import org.jelastix.api.parameter.ParameterMap;

/** The transforms of one file to be written, led by a composite where there are several. */
final class ItkTransformList {
  private ItkTransformList() {}

  static List<ItkTransform> of(List<ParameterMap> maps, Path file) {
    if (maps.isEmpty()) {
      throw new OutputException(file + ": there is no transform to write");
    }
    List<ItkTransform> transforms = new ArrayList<>();
    for (ParameterMap map : maps) {
      transforms.add(ElastixToItk.transform(map));
    }
    if (transforms.size() > 1) {
      int dim = transforms.get(0).dimension();
      transforms.add(
          0, new ItkTransform(ItkTransform.COMPOSITE, dim, 0, new double[0], new double[0]));
    }
    return transforms;
  }
}
