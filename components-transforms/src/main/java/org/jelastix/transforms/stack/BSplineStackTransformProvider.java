package org.jelastix.transforms.stack;

import java.util.Arrays;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.bspline.BSplineRecipe;
import org.jelastix.transforms.bspline.BSplineTransform;
import org.jelastix.transforms.bspline.GridEntries;
import org.jelastix.transforms.bspline.GridRefinement;
import org.jelastix.transforms.bspline.GridSchedule;
import org.jelastix.transforms.common.InitialTransforms;
import org.jelastix.transforms.common.TransformFile;

/** Provides stacks of B-spline transforms. The grids do not follow an initial transform. */
public final class BSplineStackTransformProvider implements TransformProvider {
  private static final String NAME = "BSplineStackTransform";

  /** For the service loader. */
  public BSplineStackTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.TRANSFORM, NAME, "One B-spline for each slice along the last axis")
        .reference(
            "C. T. Metz, S. Klein, M. Schaap, T. van Walsum, W. J. Niessen, \"Nonrigid registration"
                + " of dynamic medical imaging data using nD + t B-splines and a groupwise"
                + " optimization approach\", Medical Image Analysis 15(2), 2011")
        .parameters(
            BSplineRecipe.ORDER,
            BSplineRecipe.PASSIVE_EDGE_WIDTH,
            GridSchedule.SPACING_IN_VOXELS,
            GridSchedule.SPACING_IN_MM,
            GridSchedule.FACTORS,
            StackAxis.SLICES,
            StackAxis.ORIGIN,
            StackAxis.SPACING,
            InitialTransforms.HOW_TO_COMBINE)
        .parameters(GridEntries.parameters());
  }

  @Override
  public Transform create(TransformContext context) {
    ComponentParameters parameters = context.parameters();
    int order = parameters.get(BSplineRecipe.ORDER);
    StackAxis axis = StackAxis.of(context.fixed().grid());
    ImageGrid fixed = StackAxis.reduced(context.fixed().grid());
    ImageGrid grid =
        new GridSchedule(parameters, fixed, context.fixedPyramid().levels(), order, false)
            .grid(fixed, java.util.Optional.empty(), parameters.resolution());
    int perPart = Math.multiplyExact(grid.voxelCount(), grid.dimension());
    double[] start = new double[Math.multiplyExact(perPart, axis.slices())];
    if (context.previous().isPresent()) {
      StackTransform previous = (StackTransform) context.previous().get();
      for (int k = 0; k < axis.slices(); k++) {
        BSplineTransform part = (BSplineTransform) previous.part(k);
        double[] refined =
            new GridRefinement(part.controlPoints(), grid, order).apply(part.parameters());
        System.arraycopy(refined, 0, start, k * perPart, perPart);
      }
    }
    return new StackTransform(NAME, axis, part(grid, order), start);
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    StackTransform stack = (StackTransform) transform;
    BSplineTransform part = (BSplineTransform) stack.part(0);
    double[] ofPart = BSplineRecipe.passiveEdges(context, part.controlPoints());
    double[] scales = new double[transform.parameterCount()];
    for (int k = 0; k < scales.length; k += ofPart.length) {
      System.arraycopy(ofPart, 0, scales, k, ofPart.length);
    }
    return scales;
  }

  @Override
  public Transform read(TransformFileContext context) {
    TransformFile file = new TransformFile(context);
    StackAxis axis = StackAxis.read(file.parameters());
    ImageGrid grid = GridEntries.read(file, context.dimension() - 1);
    BSplineTransform part;
    try {
      part = part(grid, file.parameters().get(BSplineRecipe.ORDER));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(file.map().locate("GridSize") + ": " + e.getMessage(), e);
    }
    int count = Math.multiplyExact(part.parameterCount(), axis.slices());
    return new StackTransform(NAME, axis, part, file.values(count));
  }

  private static BSplineTransform part(ImageGrid grid, int order) {
    double[] zeros = new double[Math.multiplyExact(grid.voxelCount(), grid.dimension())];
    Arrays.fill(zeros, 0);
    return new BSplineTransform("BSplineTransform", grid, order, false, zeros);
  }
}
