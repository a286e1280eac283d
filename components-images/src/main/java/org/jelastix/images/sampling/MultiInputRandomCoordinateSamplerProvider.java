package org.jelastix.images.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.SamplerContext;
import org.jelastix.api.spi.SamplerProvider;
import org.jelastix.images.interpolation.GridInterpolator;

/** Points drawn at random where all fixed images overlap. */
public final class MultiInputRandomCoordinateSamplerProvider implements SamplerProvider {
  private static final String NAME = "MultiInputRandomCoordinate";

  @Override
  public ComponentInfo info() {
    return SamplerParameters.info(
        NAME,
        "As RandomCoordinate, where all fixed images overlap and inside all masks.",
        SamplerParameters.SAMPLES,
        SamplerParameters.FIXED_SPLINE_ORDER,
        SamplerParameters.USE_REGION,
        SamplerParameters.REGION_SIZE);
  }

  @Override
  public ImageSampler create(SamplerContext context) {
    ComponentParameters parameters = context.parameters();
    Image image = context.fixed().get(0);
    SampleRegion region = overlap(context.fixed());
    if (parameters.get(SamplerParameters.USE_REGION)) {
      region = region.withPart(RegionSize.of(context));
    }
    return new RandomCoordinateSampler(
        NAME,
        GridInterpolator.spline(
            image, parameters.get(SamplerParameters.FIXED_SPLINE_ORDER), context.parallel()),
        context.masks().stream().flatMap(Optional<Mask>::stream).toList(),
        region,
        context.random(),
        parameters.get(SamplerParameters.SAMPLES),
        context.parallel());
  }

  /** The part of the first image, in its voxel coordinates, that lies in every image. */
  private static SampleRegion overlap(List<Image> images) {
    ImageGrid first = images.get(0).grid();
    int dim = first.dimension();
    double[] low = new double[dim];
    double[] high = new double[dim];
    Arrays.fill(low, Double.NEGATIVE_INFINITY);
    Arrays.fill(high, Double.POSITIVE_INFINITY);
    double[] p = new double[dim];
    for (Image image : images) {
      ImageGrid grid = image.grid();
      if (!Arrays.equals(grid.direction(), first.direction())) {
        throw new RegistrationException(
            NAME + " sampler: all fixed images must have the same direction cosines");
      }
      // With one direction for all, corners stay corners in the voxel axes of the first image.
      Arrays.fill(p, 0);
      grid.voxelToWorld(p, p);
      first.worldToVoxel(p, p);
      for (int d = 0; d < dim; d++) {
        low[d] = Math.max(low[d], p[d]);
        p[d] = grid.size(d) - 1;
      }
      grid.voxelToWorld(p, p);
      first.worldToVoxel(p, p);
      for (int d = 0; d < dim; d++) {
        high[d] = Math.min(high[d], p[d]);
      }
    }
    for (int d = 0; d < dim; d++) {
      if (low[d] > high[d]) {
        throw new RegistrationException(NAME + " sampler: the fixed images do not overlap");
      }
    }
    return new SampleRegion(low, high, null);
  }
}
