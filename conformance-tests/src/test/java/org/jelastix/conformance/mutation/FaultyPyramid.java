package org.jelastix.conformance.mutation;

import java.util.Arrays;
import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.FixedPyramidProvider;
import org.jelastix.api.spi.PyramidContext;
import org.jelastix.conformance.fixture.Grids;

/** Means over blocks of 1, 2, 4, … voxels, with faults. */
public final class FaultyPyramid implements FixedPyramidProvider, Faulty {
  static final String SHIFTED = "the origin stays where it was when voxels grow";
  static final String SPACING = "the spacing stays what it was when voxels grow";
  static final String SUM = "blocks are divided by one voxel too many";
  static final String SCHEDULE_LEAKED = "schedule() hands out its own array";
  static final String SCHEDULE_REVERSED = "the finest level comes first";
  static final String NO_BOUNDS = "a level that does not exist is the last one";
  static final String ONE_LEVEL_MORE = "there is a level too many";
  static final String IMAGE_WRITTEN = "blocks are averaged in place";
  static final String SHARPENED = "levels are sharpened instead of smoothed";
  static final String TURNED = "the direction is lost";

  static final String CREEPS = "every call makes the image a little brighter";

  static final Parameter<Integer> LEVELS =
      Parameter.integer("NumberOfResolutions", 3).atLeast(1).doc("How many levels.");

  private final String fault;

  FaultyPyramid(String fault) {
    this.fault = fault;
  }

  /** Without fault. */
  public FaultyPyramid() {
    this(SOUND);
  }

  @Override
  public String fault() {
    return fault;
  }

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.FIXED_IMAGE_PYRAMID, "FaultyBlocks", "Block means, with faults.")
        .parameters(LEVELS);
  }

  @Override
  public ImagePyramid create(PyramidContext context) {
    int levels = context.parameters().get(LEVELS) + (has(ONE_LEVEL_MORE) ? 1 : 0);
    return new Blocks(context.image(), levels);
  }

  private final class Blocks implements ImagePyramid {
    private final Image image;
    private final double[][] factors;
    private int calls;

    Blocks(Image image, int levels) {
      this.image = image;
      this.factors = new double[levels][image.grid().dimension()];
      for (int k = 0; k < levels; k++) {
        int exponent = has(SCHEDULE_REVERSED) ? k : levels - 1 - k;
        Arrays.fill(factors[k], 1 << exponent);
      }
    }

    @Override
    public int levels() {
      return factors.length;
    }

    @Override
    public double[] schedule(int level) {
      double[] own = factors[has(NO_BOUNDS) ? Math.min(Math.max(level, 0), levels() - 1) : level];
      return has(SCHEDULE_LEAKED) ? own : own.clone();
    }

    @Override
    public Image level(int number) {
      int level = has(NO_BOUNDS) ? Math.min(Math.max(number, 0), levels() - 1) : number;
      int factor = (int) factors[level][0];
      calls += has(CREEPS) ? 1 : 0;
      ImageGrid grid = coarse(factor);
      int dim = grid.dimension();
      double[] sums = new double[grid.voxelCount()];
      double[] counts = new double[sums.length];
      int[] strides = grid.strides();
      double[] v = new double[dim];
      for (int i = 0; i < image.length(); i++) {
        Grids.voxel(image.grid(), i, v);
        int at = 0;
        for (int d = 0; d < dim; d++) {
          at += Math.min((int) v[d] / factor, grid.size(d) - 1) * strides[d];
        }
        sums[at] += image.value(i);
        counts[at]++;
      }
      float[] values = new float[sums.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (sums[i] / (counts[i] + (has(SUM) ? 1 : 0)) + calls);
        if (has(SHARPENED) && factor > 1) {
          values[i] = 3 * values[i] * (i % 2 == 0 ? 1.2f : 0.8f);
        }
      }
      if (has(IMAGE_WRITTEN) && factor > 1) {
        image.floats()[0] = values[0];
      }
      return Image.of(grid, values);
    }

    /** Whole blocks only; the middle of the first block is the new origin. */
    private ImageGrid coarse(int factor) {
      ImageGrid grid = image.grid();
      int[] size = grid.size();
      double[] spacing = grid.spacing();
      double[] first = new double[size.length];
      for (int d = 0; d < size.length; d++) {
        size[d] = Math.max(1, size[d] / factor);
        spacing[d] *= has(SPACING) ? 1 : factor;
        first[d] = has(SHIFTED) ? 0 : (factor - 1) / 2.0;
      }
      grid.voxelToWorld(first, first);
      double[] direction = grid.direction();
      if (has(TURNED)) {
        direction = ImageGrid.ofSize(size).direction();
      }
      return new ImageGrid(size, spacing, first, direction);
    }
  }
}
