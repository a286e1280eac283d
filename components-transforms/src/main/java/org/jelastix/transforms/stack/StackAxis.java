package org.jelastix.transforms.stack;

import org.jelastix.api.ParameterException;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;

/**
 * The last axis of the world, cut into slices.
 *
 * @param slices how many
 * @param origin last coordinate of the first slice, mm or time
 * @param spacing from one slice to the next
 */
record StackAxis(int slices, double origin, double spacing) {
  static final Parameter<Integer> SLICES =
      Parameter.integer("NumberOfSubTransforms", null)
          .atLeast(1)
          .defaultsTo("the fixed image's size along its last axis")
          .doc("Number of parts. In transform parameter files.");

  static final Parameter<Double> ORIGIN =
      Parameter.number("StackOrigin", null)
          .defaultsTo("the fixed image's origin along its last axis")
          .doc("Last coordinate of the first part. In transform parameter files.");

  static final Parameter<Double> SPACING =
      Parameter.number("StackSpacing", null)
          .above(0)
          .defaultsTo("the fixed image's spacing along its last axis")
          .doc("Distance of the parts along the last axis. In transform parameter files.");

  static StackAxis of(ImageGrid fixed) {
    int last = fixed.dimension() - 1;
    return new StackAxis(fixed.size(last), fixed.firstVoxel()[last], fixed.spacing(last));
  }

  /** From a transform parameter file. */
  static StackAxis read(ComponentParameters file) {
    return new StackAxis(file.get(SLICES), file.get(ORIGIN), file.get(SPACING));
  }

  void describe(ParameterMap.Builder file) {
    file.put(SPACING.name(), spacing).put(ORIGIN.name(), origin).put(SLICES.name(), slices);
  }

  /** The slice that is nearest to a last coordinate. */
  int sliceAt(double last) {
    double slice = Math.rint((last - origin) / spacing);
    return (int) Math.max(0, Math.min(slices - 1.0, slice));
  }

  /** The grid without its last axis. */
  static ImageGrid reduced(ImageGrid grid) {
    int dim = grid.dimension() - 1;
    if (dim < 1) {
      throw new ParameterException("a stack of transforms needs images of 2 dimensions or more");
    }
    int[] size = new int[dim];
    double[] spacing = new double[dim];
    double[] origin = new double[dim];
    double[] direction = new double[dim * dim];
    for (int r = 0; r < dim; r++) {
      size[r] = grid.size(r);
      spacing[r] = grid.spacing(r);
      origin[r] = grid.firstVoxel()[r];
      for (int c = 0; c < dim; c++) {
        direction[r * dim + c] = grid.direction()[r * (dim + 1) + c];
      }
    }
    return new ImageGrid(size, spacing, origin, direction);
  }
}
