package org.jelastix.runtime.cli;

import java.util.Optional;

/**
 * What to transform, and where to write.
 *
 * @param transform file of the transform parameters
 * @param image moving image
 * @param labels whether the image is of labels: nearest neighbour instead of what the file says
 * @param points file of points of the fixed image
 * @param field whether to write the deformation field
 * @param jacobian whether to write the determinant of the spatial Jacobian
 * @param jacobianMatrix whether to write the spatial Jacobian
 * @param out where to write
 * @param settings of the runtime
 */
record TransformJob(
    String transform,
    Optional<String> image,
    boolean labels,
    Optional<String> points,
    boolean field,
    boolean jacobian,
    boolean jacobianMatrix,
    OutputFolder out,
    Settings settings) {}
