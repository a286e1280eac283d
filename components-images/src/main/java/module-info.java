/**
 * Everything that reads pixels, for everyone who runs a registration.
 *
 * <p>Exports nothing: these components reach the runtime as services, so the provides clauses are
 * the whole surface of this module. Put it on the module path or the class path beside the
 * runtime's jar.
 */
module org.jelastix.images {
  requires org.jelastix.api;

  provides org.jelastix.api.spi.FixedPyramidProvider with
      org.jelastix.images.pyramid.FixedGenericPyramidProvider,
      org.jelastix.images.pyramid.FixedRecursivePyramidProvider,
      org.jelastix.images.pyramid.FixedShrinkingPyramidProvider,
      org.jelastix.images.pyramid.FixedSmoothingPyramidProvider,
      org.jelastix.images.pyramid.OpenClFixedGenericPyramidProvider;
  provides org.jelastix.api.spi.InterpolatorProvider with
      org.jelastix.images.interpolation.BSplineInterpolatorFloatProvider,
      org.jelastix.images.interpolation.BSplineInterpolatorProvider,
      org.jelastix.images.interpolation.LinearInterpolatorProvider,
      org.jelastix.images.interpolation.NearestNeighborInterpolatorProvider,
      org.jelastix.images.interpolation.ReducedDimensionBSplineInterpolatorProvider,
      org.jelastix.images.projection.RayCastInterpolatorProvider;
  provides org.jelastix.api.spi.MovingPyramidProvider with
      org.jelastix.images.pyramid.MovingGenericPyramidProvider,
      org.jelastix.images.pyramid.MovingRecursivePyramidProvider,
      org.jelastix.images.pyramid.MovingShrinkingPyramidProvider,
      org.jelastix.images.pyramid.MovingSmoothingPyramidProvider,
      org.jelastix.images.pyramid.OpenClMovingGenericPyramidProvider;
  provides org.jelastix.api.spi.ResampleInterpolatorProvider with
      org.jelastix.images.interpolation.FinalBSplineInterpolatorFloatProvider,
      org.jelastix.images.interpolation.FinalBSplineInterpolatorProvider,
      org.jelastix.images.interpolation.FinalLinearInterpolatorProvider,
      org.jelastix.images.interpolation.FinalNearestNeighborInterpolatorProvider,
      org.jelastix.images.interpolation.FinalReducedDimensionBSplineInterpolatorProvider,
      org.jelastix.images.projection.FinalRayCastInterpolatorProvider;
  provides org.jelastix.api.spi.ResamplerProvider with
      org.jelastix.images.resampling.DefaultResamplerProvider,
      org.jelastix.images.resampling.OpenClResamplerProvider;
  provides org.jelastix.api.spi.SamplerProvider with
      org.jelastix.images.sampling.FullSamplerProvider,
      org.jelastix.images.sampling.GridSamplerProvider,
      org.jelastix.images.sampling.MultiInputRandomCoordinateSamplerProvider,
      org.jelastix.images.sampling.RandomCoordinateSamplerProvider,
      org.jelastix.images.sampling.RandomSamplerProvider,
      org.jelastix.images.sampling.RandomSparseMaskSamplerProvider;
}
