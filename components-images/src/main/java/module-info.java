/**
 * Everything that reads pixels, for everyone who runs a registration.
 *
 * <p>Exports nothing: these components reach the runtime as services, so the provides clauses are
 * the whole surface of this module. Put it on the module path or the class path beside the
 * runtime's jar.
 */
module org.jelastix.images {
  requires org.jelastix.api;

  provides org.jelastix.api.spi.InterpolatorProvider with
      org.jelastix.images.interpolation.BSplineInterpolatorFloatProvider,
      org.jelastix.images.interpolation.BSplineInterpolatorProvider,
      org.jelastix.images.interpolation.LinearInterpolatorProvider,
      org.jelastix.images.interpolation.NearestNeighborInterpolatorProvider;
  provides org.jelastix.api.spi.ResampleInterpolatorProvider with
      org.jelastix.images.interpolation.FinalBSplineInterpolatorFloatProvider,
      org.jelastix.images.interpolation.FinalBSplineInterpolatorProvider,
      org.jelastix.images.interpolation.FinalLinearInterpolatorProvider,
      org.jelastix.images.interpolation.FinalNearestNeighborInterpolatorProvider;
}
