package org.jelastix.conformance.mutation;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.Resampler;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.ResamplerContext;
import org.jelastix.api.spi.ResamplerProvider;
import org.jelastix.conformance.fixture.Grids;

/** Voxel after voxel, with faults. */
public final class FaultyResampler implements ResamplerProvider, Faulty {
  static final String NO_DEFAULT = "voxels outside are 0, whatever is asked for";
  static final String ROUNDED = "values are rounded";
  static final String BUFFER_KEPT = "one output buffer serves all calls";
  static final String TURNED = "the output's direction is ignored";
  static final String LAST_ROW = "the last line is left out";
  static final String THREADS = "the first task to start adds a little";

  static final String GRID = "the result's spacing is always 1";

  static final Parameter<Double> DEFAULT =
      Parameter.number("DefaultPixelValue", 0.0).doc("The value outside the moving image.");

  private final String fault;

  FaultyResampler(String fault) {
    this.fault = fault;
  }

  /** Without fault. */
  public FaultyResampler() {
    this(SOUND);
  }

  @Override
  public String fault() {
    return fault;
  }

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(ComponentType.RESAMPLER, "FaultyVoxels", "By voxels, with faults.")
        .parameters(DEFAULT);
  }

  @Override
  public Resampler create(ResamplerContext context) {
    double outside = context.parameters().get(DEFAULT);
    float[] kept = new float[context.grid().voxelCount()];
    return (moving, transform) ->
        resample(context, has(NO_DEFAULT) ? 0 : outside, kept, moving, transform);
  }

  private Image resample(
      ResamplerContext context,
      double outside,
      float[] kept,
      Interpolator moving,
      Transform transform) {
    ImageGrid grid = context.grid();
    int n = grid.voxelCount();
    int width = grid.size(0);
    float[] values = has(BUFFER_KEPT) ? kept : new float[n];
    PointBatch voxels = Grids.voxels(has(TURNED) ? upright(grid) : grid);
    java.util.concurrent.atomic.AtomicBoolean first =
        new java.util.concurrent.atomic.AtomicBoolean(true);
    context
        .parallel()
        .run(
            n / width - (has(LAST_ROW) ? 1 : 0),
            row -> {
              PointBatch line = Grids.part(voxels, row * width, (row + 1) * width);
              PointBatch mapped = new PointBatch(grid.dimension(), width);
              transform.kernel().forward(line, mapped);
              double[] found = new double[width];
              boolean[] inside = new boolean[width];
              moving.values(mapped, found, inside);
              double more = has(THREADS) && first.getAndSet(false) ? 1e-3 : 0;
              for (int i = 0; i < width; i++) {
                double v = inside[i] ? found[i] + more : outside;
                values[row * width + i] = (float) (has(ROUNDED) ? Math.rint(v) : v);
              }
            });
    return Image.of(has(GRID) ? ImageGrid.ofSize(grid.size()) : grid, values);
  }

  private static ImageGrid upright(ImageGrid grid) {
    return new ImageGrid(
        grid.size(), grid.spacing(), grid.origin(), ImageGrid.ofSize(grid.size()).direction());
  }
}
