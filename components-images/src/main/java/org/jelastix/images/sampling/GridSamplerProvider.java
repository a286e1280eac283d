package org.jelastix.images.sampling;

import java.util.Arrays;
import java.util.List;
import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.SamplerContext;
import org.jelastix.api.spi.SamplerProvider;

/** Voxels at regular distances, centred in the mask's bounding box. */
public final class GridSamplerProvider implements SamplerProvider {
  private static final int DEFAULT_SPACING = 2;

  static final Parameter<Integer> SPACING =
      Parameter.integer("SampleGridSpacing", DEFAULT_SPACING)
          .list()
          .unit("voxels")
          .atLeast(1)
          .doc(
              "Distance between samples along each axis of the fixed image at the current"
                  + " resolution, for each resolution in turn; 2 where there are too few values."
                  + " Has no effect with NumberOfGridSamples.");

  static final Parameter<Integer> SAMPLES =
      Parameter.integer("NumberOfGridSamples", 0)
          .perResolution()
          .unit("samples")
          .atLeast(0)
          .doc(
              "If above 0, about how many samples to spread over the bounding box of the mask: the"
                  + " distance between samples is then the same number of voxels along every axis,"
                  + " and SampleGridSpacing is not read.");

  @Override
  public ComponentInfo info() {
    return SamplerParameters.info(
        "Grid",
        "Voxels of the fixed image at regular distances, inside the mask.",
        SPACING,
        SAMPLES);
  }

  @Override
  public ImageSampler create(SamplerContext context) {
    VoxelBox box = VoxelBox.of(context);
    int dim = box.size().length;
    int[] step = new int[dim];
    int samples = context.parameters().get(SAMPLES);
    if (samples > 0) {
      double voxelsASample = (double) box.voxelCount() / samples;
      Arrays.fill(step, (int) Math.max(1, Math.floor(Math.pow(voxelsASample, 1.0 / dim) + 0.5)));
    } else {
      List<Integer> values = context.parameters().list(SPACING);
      for (int d = 0; d < dim; d++) {
        step[d] = SamplerParameters.entry(values, context.parameters(), dim, d, DEFAULT_SPACING);
      }
    }
    return new LatticeSampler(context, Lattice.centred(box, step));
  }
}
