package org.jelastix.transforms.affine;

import java.util.Arrays;
import java.util.Optional;
import org.jelastix.api.ParameterException;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.transforms.common.TransformFile;

/** Finds the centre of rotation in a transform parameter file, under any of its names. */
final class CenterInFile {
  private CenterInFile() {}

  static double[] of(TransformFileContext context, int dim) {
    TransformFile file = new TransformFile(context);
    Optional<double[]> point = file.numbers(Start.CENTER_POINT, dim);
    if (point.isPresent()) {
      return point.get();
    }
    Optional<double[]> itk = file.itkFixedParameters();
    if (itk.isPresent() && itk.get().length >= dim) {
      return Arrays.copyOf(itk.get(), dim);
    }
    Optional<int[]> index = file.integers(Start.CENTER_INDEX, dim);
    if (index.isPresent()) {
      return toWorld(context, index.get());
    }
    throw new ParameterException(
        file.map().locate("Transform")
            + ": CenterOfRotationPoint is missing; expected "
            + dim
            + " coordinates in mm");
  }

  /** Files from before elastix 3.402 have an index instead of a point. */
  private static double[] toWorld(TransformFileContext context, int[] index) {
    double[] x = new double[index.length];
    var grid =
        context
            .grid()
            .orElseThrow(
                () ->
                    new ParameterException(
                        context.parameters().locate("CenterOfRotation")
                            + ": CenterOfRotation is an index, which needs Size, Spacing and"
                            + " Origin in the same file"));
    for (int d = 0; d < x.length; d++) {
      x[d] = index[d] - grid.index()[d];
    }
    grid.voxelToWorld(x, x);
    return x;
  }
}
