/**
 * Similarity metrics and penalties, for everyone who runs a registration.
 *
 * <p>Exports nothing: metrics reach the runtime as services, so the provides clauses are the whole
 * surface of this module. Put it on the module path or the class path beside the runtime's jar.
 */
module org.jelastix.metrics {
  requires org.jelastix.api;
  requires commons.math3;

  provides org.jelastix.api.spi.MetricProvider with
      org.jelastix.metrics.AdvancedKappaStatisticProvider,
      org.jelastix.metrics.AdvancedMattesMutualInformationProvider,
      org.jelastix.metrics.AdvancedMeanSquaresProvider,
      org.jelastix.metrics.AdvancedNormalizedCorrelationProvider,
      org.jelastix.metrics.CorrespondingPointsEuclideanDistanceMetricProvider,
      org.jelastix.metrics.DisplacementMagnitudePenaltyProvider,
      org.jelastix.metrics.DistancePreservingRigidityPenaltyProvider,
      org.jelastix.metrics.GradientDifferenceProvider,
      org.jelastix.metrics.KnnGraphAlphaMutualInformationProvider,
      org.jelastix.metrics.MattesMutualInformationWithRigidityPenaltyProvider,
      org.jelastix.metrics.MissingStructurePenaltyProvider,
      org.jelastix.metrics.NormalizedGradientCorrelationProvider,
      org.jelastix.metrics.NormalizedMutualInformationProvider,
      org.jelastix.metrics.PCAMetric2Provider,
      org.jelastix.metrics.PCAMetricProvider,
      org.jelastix.metrics.PatternIntensityProvider,
      org.jelastix.metrics.PolydataDummyPenaltyProvider,
      org.jelastix.metrics.StatisticalShapePenaltyProvider,
      org.jelastix.metrics.SumOfPairwiseCorrelationCoefficientsMetricProvider,
      org.jelastix.metrics.SumSquaredTissueVolumeDifferenceProvider,
      org.jelastix.metrics.TransformBendingEnergyPenaltyProvider,
      org.jelastix.metrics.TransformRigidityPenaltyProvider,
      org.jelastix.metrics.VarianceOverLastDimensionMetricProvider;
}
