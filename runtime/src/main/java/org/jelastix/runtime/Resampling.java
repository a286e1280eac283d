package org.jelastix.runtime;

import java.util.Arrays;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.Components;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.ResampleInterpolatorProvider;
import org.jelastix.api.spi.ResamplerContext;
import org.jelastix.api.spi.ResamplerProvider;
import org.jelastix.runtime.registry.ComponentRegistry;
import org.jelastix.runtime.registry.GeneralParameters;

/** Brings moving images onto a grid, with the resampler that a parameter map chooses. */
final class Resampling {
  private final ParameterMap parameters;
  private final ComponentRegistry registry;
  private final Parallel parallel;

  /**
   * @param parameters of a registration or a transform parameter file
   * @param registry of resamplers
   * @param parallel splits work
   */
  Resampling(ParameterMap parameters, ComponentRegistry registry, Parallel parallel) {
    this.parameters = parameters;
    this.registry = registry;
    this.parallel = parallel;
  }

  /**
   * Resamples one image; of several components a voxel, each for itself.
   *
   * @param moving as it is used in the registration
   * @param transform from the grid's to the moving image's world
   * @param grid of the output
   * @return stored as the parameters ask for
   */
  Image apply(Image moving, Transform transform, ImageGrid grid) {
    PixelType type =
        GeneralParameters.pixelType(
            new ComponentParameters(parameters, "Resampler0", 0)
                .get(GeneralParameters.RESULT_IMAGE_PIXEL_TYPE));
    int components = moving.components();
    if (components == 1) {
      return resample(moving, transform, grid).storedAs(type);
    }
    float[] all = new float[grid.voxelCount() * components];
    for (int c = 0; c < components; c++) {
      Image part = resample(component(moving, c), transform, grid);
      for (int i = 0; i < part.length(); i++) {
        all[i * components + c] = (float) part.value(i);
      }
    }
    return Image.ofVectors(grid, components, all).storedAs(type);
  }

  private Image resample(Image moving, Transform transform, ImageGrid grid) {
    Components components = registry.choicesOf(parameters);
    Interpolator interpolator =
        components
            .provider(
                ResampleInterpolatorProvider.class,
                components.chosen(ComponentType.RESAMPLE_INTERPOLATOR).get(0))
            .create(
                new InterpolatorContext(
                    new ComponentParameters(parameters, "ResampleInterpolator0", 0),
                    moving,
                    parallel));
    return components
        .provider(ResamplerProvider.class, components.chosen(ComponentType.RESAMPLER).get(0))
        .create(
            new ResamplerContext(
                new ComponentParameters(parameters, "Resampler0", 0), grid, parallel))
        .resample(interpolator, transform);
  }

  private static Image component(Image image, int c) {
    float[] values = new float[image.grid().voxelCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) image.value(i * image.components() + c);
    }
    return Image.of(image.grid(), values);
  }

  /**
   * The grid with its own direction or, if directions do not count, the identity.
   *
   * @param grid of an image
   * @param useDirections whether they count
   */
  static ImageGrid withDirection(ImageGrid grid, boolean useDirections) {
    if (useDirections || grid.isAxisAligned()) {
      return grid;
    }
    int dim = grid.dimension();
    double[] identity = new double[dim * dim];
    for (int i = 0; i < dim; i++) {
      identity[i * dim + i] = 1;
    }
    return new ImageGrid(grid.size(), grid.index(), grid.spacing(), grid.origin(), identity);
  }

  /**
   * The grid of a result image's file: start indices are not kept there.
   *
   * @param grid as in a transform parameter file
   */
  static ImageGrid fromIndexZero(ImageGrid grid) {
    return Arrays.equals(grid.index(), new int[grid.dimension()])
        ? grid
        : new ImageGrid(grid.size(), grid.spacing(), grid.firstVoxel(), grid.direction());
  }

  /**
   * Whether directions count in a parameter map.
   *
   * @param parameters of a registration or a transform parameter file
   */
  static boolean usesDirections(ParameterMap parameters) {
    return new ComponentParameters(parameters, "", 0).get(GeneralParameters.USE_DIRECTION_COSINES);
  }
}
