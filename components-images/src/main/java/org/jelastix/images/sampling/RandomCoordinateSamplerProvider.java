package org.jelastix.images.sampling;

import java.util.List;
import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.SamplerContext;
import org.jelastix.api.spi.SamplerProvider;
import org.jelastix.images.interpolation.GridInterpolator;

/** Points drawn at random between voxel centres. */
public final class RandomCoordinateSamplerProvider implements SamplerProvider {
  private static final String NAME = "RandomCoordinate";

  @Override
  public ComponentInfo info() {
    return SamplerParameters.info(
            NAME,
            "Points of the fixed image inside the mask, drawn uniformly, not only on voxels.",
            SamplerParameters.SAMPLES,
            SamplerParameters.FIXED_SPLINE_ORDER,
            SamplerParameters.USE_REGION,
            SamplerParameters.REGION_SIZE)
        .reference(
            "P. Thévenaz, M. Bierlaire and M. Unser, \"Halton sampling for image registration based"
                + " on mutual information\", Sampling Theory in Signal and Image Processing 7(2),"
                + " 2008; regions: S. Klein, U.A. van der Heide, I.M. Lips, M. van Vulpen, M."
                + " Staring and J.P.W. Pluim, \"Automatic segmentation of the prostate in 3D MR"
                + " images by atlas matching using localized mutual information\", Medical Physics"
                + " 35(4), 2008.");
  }

  @Override
  public ImageSampler create(SamplerContext context) {
    Image image = context.fixed().get(0);
    ComponentParameters parameters = context.parameters();
    int order = parameters.get(SamplerParameters.FIXED_SPLINE_ORDER);
    Interpolator fixed =
        order == 1
            ? GridInterpolator.linear(image)
            : GridInterpolator.spline(image, order, context.parallel());
    SampleRegion region = SampleRegion.of(VoxelBox.of(context));
    if (parameters.get(SamplerParameters.USE_REGION)) {
      region = region.withPart(RegionSize.of(context));
    }
    return new RandomCoordinateSampler(
        NAME,
        fixed,
        context.mask().map(List::of).orElse(List.of()),
        region,
        context.random(),
        parameters.get(SamplerParameters.SAMPLES),
        context.parallel());
  }
}
