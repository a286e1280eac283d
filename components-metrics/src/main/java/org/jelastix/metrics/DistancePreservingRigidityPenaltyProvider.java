package org.jelastix.metrics;

import java.util.Arrays;
import java.util.List;
import org.jelastix.api.component.Metric;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;

/** Makes {@link DistancePreservation} penalties. */
public final class DistancePreservingRigidityPenaltyProvider implements MetricProvider {
  /** Labels from this on are background, or structures that may deform. */
  private static final int FIRST_SOFT_LABEL = 6;

  private static final Parameter<String> SEGMENTATION =
      Parameter.text("SegmentedImageName", null)
          .defaultsTo("required")
          .doc(
              "File with the labels of the fixed image's structures: those with labels 1 to 5 are"
                  + " rigid, each on its own.");

  private static final Parameter<Double> SPACING =
      Parameter.number("PenaltyGridSpacingInVoxels", 1.0)
          .list()
          .unit("voxels")
          .atLeast(1)
          .doc(
              "Spacing of the grid of points along each axis of the segmentation. Small spacings"
                  + " catch small structures and cost time.");

  /** Made by ServiceLoader. */
  public DistancePreservingRigidityPenaltyProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "DistancePreservingRigidityPenalty",
            "Keeps distances inside segmented rigid structures.")
        .reference(
            "J. Kim, M.M. Matuszak, K. Saitou, J.M. Balter: Distance-preserving rigidity penalty"
                + " on deformable image registration of multiple skeletal components in the neck,"
                + " Medical Physics 40(12):121907, 2013")
        .parameters(SEGMENTATION, SPACING)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    Image segmentation = context.extras().image(context.parameters().get(SEGMENTATION));
    int dim = context.dimension();
    if (segmentation.components() != 1 || segmentation.grid().dimension() != dim) {
      throw context
          .parameters()
          .error(SEGMENTATION, "must be a scalar image of " + dim + " dimensions");
    }
    ImageGrid grid = penaltyGrid(context, segmentation.grid());
    int n = grid.voxelCount();
    int[] labels = new int[n];
    double[][] world = new double[dim][n];
    LinearLook look = new LinearLook(segmentation);
    double[] x = new double[dim];
    int rigid = 0;
    for (int i = 0; i < n; i++) {
      int rest = i;
      for (int d = 0; d < dim; d++) {
        x[d] = rest % grid.size(d);
        rest /= grid.size(d);
      }
      grid.voxelToWorld(x, x);
      for (int d = 0; d < dim; d++) {
        world[d][i] = x[d];
      }
      // Labels between two are cut, but not for the last bits of a whole number.
      labels[i] = (int) (look.at(world, i) + 1e-6);
      rigid += labels[i] > 0 ? 1 : 0;
    }
    return gather(context, grid, labels, world, rigid);
  }

  private static ImageGrid penaltyGrid(MetricContext context, ImageGrid full) {
    List<Double> given = context.parameters().list(SPACING);
    int dim = full.dimension();
    int[] size = new int[dim];
    double[] spacing = new double[dim];
    for (int d = 0; d < dim; d++) {
      double step = given.isEmpty() ? 1 : given.get(Math.min(d, given.size() - 1));
      size[d] = Math.max(1, (int) (full.size(d) / step));
      spacing[d] = full.spacing(d) * step;
    }
    return new ImageGrid(size, spacing, full.firstVoxel(), full.direction());
  }

  /** Keeps the points that have neighbours in the same structure. */
  private static Metric gather(
      MetricContext context, ImageGrid grid, int[] labels, double[][] world, int rigid) {
    int dim = grid.dimension();
    int[] strides = grid.strides();
    int[] number = new int[labels.length];
    Arrays.fill(number, -1);
    int[] chosen = new int[labels.length];
    int[][] around = new int[labels.length][];
    int points = 0;
    int pairs = 0;
    int[] buffer = new int[(int) Math.pow(3, dim)];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] <= 0 || labels[i] >= FIRST_SOFT_LABEL) {
        continue;
      }
      int count = neighbours(grid, strides, labels, i, buffer);
      if (count > 1) {
        number[i] = points;
        chosen[points] = i;
        around[points++] = Arrays.copyOf(buffer, count);
        pairs += count;
      }
    }
    double[][] kept = new double[dim][points];
    int[] firstOf = new int[points + 1];
    int[] neighbours = new int[pairs];
    int k = 0;
    for (int p = 0; p < points; p++) {
      for (int d = 0; d < dim; d++) {
        kept[d][p] = world[d][chosen[p]];
      }
      for (int j : around[p]) {
        // A neighbour has this point as its neighbour, so it is kept, too.
        neighbours[k++] = number[j];
      }
      firstOf[p + 1] = k;
    }
    return new DistancePreservation(
        new ImageSamples(kept, new double[points]), firstOf, neighbours, rigid, context.parallel());
  }

  /** The points of the 3 × 3 × … neighbourhood with the same label; returns how many. */
  private static int neighbours(ImageGrid grid, int[] strides, int[] labels, int i, int[] found) {
    int dim = grid.dimension();
    int count = 0;
    for (int code = 0; code < found.length; code++) {
      int rest = code;
      int left = i;
      int other = i;
      boolean inside = true;
      for (int d = 0; d < dim; d++) {
        int at = left % grid.size(d) + rest % 3 - 1;
        inside &= at >= 0 && at < grid.size(d);
        other += (rest % 3 - 1) * strides[d];
        left /= grid.size(d);
        rest /= 3;
      }
      if (inside && labels[other] == labels[i]) {
        found[count++] = other;
      }
    }
    return count;
  }
}
