/**
 * Spatial transforms, for everyone who runs a registration.
 *
 * <p>Exports nothing: transforms reach the runtime as services, so the provides clauses are the
 * whole surface of this module. Put it on the module path or the class path beside the runtime's
 * jar.
 */
module org.jelastix.transforms {
  requires org.jelastix.api;
  requires commons.math3;

  provides org.jelastix.api.spi.TransformProvider with
      org.jelastix.transforms.affine.AffineDTITransformProvider,
      org.jelastix.transforms.affine.AffineLogTransformProvider,
      org.jelastix.transforms.affine.AffineTransformProvider,
      org.jelastix.transforms.affine.EulerTransformProvider,
      org.jelastix.transforms.affine.SimilarityTransformProvider,
      org.jelastix.transforms.affine.TranslationTransformProvider,
      org.jelastix.transforms.bspline.BSplineTransformProvider,
      org.jelastix.transforms.bspline.RecursiveBSplineTransformProvider,
      org.jelastix.transforms.combination.WeightedCombinationTransformProvider,
      org.jelastix.transforms.field.BSplineTransformWithDiffusionProvider,
      org.jelastix.transforms.field.DeformationFieldTransformProvider,
      org.jelastix.transforms.field.ExternalTransformProvider,
      org.jelastix.transforms.landmark.SplineKernelTransformProvider,
      org.jelastix.transforms.sliding.MultiBSplineTransformWithNormalProvider,
      org.jelastix.transforms.stack.AffineLogStackTransformProvider,
      org.jelastix.transforms.stack.BSplineStackTransformProvider,
      org.jelastix.transforms.stack.EulerStackTransformProvider,
      org.jelastix.transforms.stack.TranslationStackTransformProvider;
}
