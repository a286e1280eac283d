package org.jelastix.metrics;

import java.util.List;
import org.jelastix.api.parameter.Parameter;

/** Parameters of the metrics that have meshes, about writing them. */
final class MeshParameters {
  private static final Parameter<Boolean> EACH_ITERATION =
      Parameter.bool("WriteResultMeshAfterEachIteration", false)
          .perResolution()
          .doc("Whether the mapped meshes are written after every iteration.");

  private static final Parameter<Boolean> EACH_RESOLUTION =
      Parameter.bool("WriteResultMeshAfterEachResolution", false)
          .perResolution()
          .doc("Whether the mapped meshes are written after every resolution.");

  private static final Parameter<String> FORMAT =
      Parameter.text("ResultMeshFormat", "vtk")
          .doc("Extension, and so format, of the meshes written.");

  /** All of them. */
  static final List<Parameter<?>> ALL = List.of(EACH_ITERATION, FORMAT, EACH_RESOLUTION);

  private MeshParameters() {}
}
