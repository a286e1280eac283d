package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.SampledMetric;

/** Makes {@link MutualInformation} metrics. */
public final class AdvancedMattesMutualInformationProvider implements MetricProvider {
  private static final Parameter<Boolean> LOW_MEMORY =
      Parameter.bool("UseFastAndLowMemoryVersion", true)
          .perResolution()
          .doc(
              "Read for compatibility and without effect: derivatives of the histogram with"
                  + " respect to transform parameters are never stored.");

  private static final Parameter<Boolean> PRECONDITIONING =
      Parameter.bool("UseJacobianPreconditioning", false)
          .perResolution()
          .doc(
              "Whether to weigh the gradient such that all control points move, whatever their"
                  + " support holds (Tustison, Avants and Gee, Directly manipulated free-form"
                  + " deformation image registration, IEEE Transactions on Image Processing 18(3),"
                  + " 2009). The gradient is then not that of the value.");

  private static final Parameter<Boolean> FINITE_DIFFERENCES =
      Parameter.bool("FiniteDifferenceDerivative", false)
          .perResolution()
          .doc(
              "Whether to take the gradient by finite differences, two evaluations a parameter:"
                  + " slow, and for experiments only.");

  private static final Parameter<Double> STEP =
      Parameter.number("SP_c", 1.0)
          .perResolution()
          .above(0)
          .doc(
              "Step of each parameter for finite differences. Has an effect only if"
                  + " FiniteDifferenceDerivative is true.");

  private static final Parameter<Double> STEP_DECAY =
      Parameter.number("SP_gamma", 0.101)
          .perResolution()
          .doc(
              "Read for compatibility and without effect on this metric: steps of finite"
                  + " differences do not shrink with the iterations.");

  /** Made by ServiceLoader. */
  public AdvancedMattesMutualInformationProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "AdvancedMattesMutualInformation",
            "Mutual information of the intensities, for images of any modalities.")
        .aliases("MattesMutualInformation")
        .reference(
            "D. Mattes, D.R. Haynor, H. Vesselle, T.K. Lewellen, W. Eubank: PET-CT image"
                + " registration in the chest using free-form deformations, IEEE Transactions on"
                + " Medical Imaging 22(1):120-128, 2003; P. Thévenaz, M. Unser: Optimization of"
                + " mutual information for multiresolution image registration, IEEE Transactions"
                + " on Image Processing 9(12):2083-2099, 2000")
        .parameters(HistogramParameters.ALL)
        .parameters(LOW_MEMORY, PRECONDITIONING, FINITE_DIFFERENCES, STEP, STEP_DECAY)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    Metric metric =
        new SampledMetric(context, new MutualInformation(HistogramParameters.histogram(context)));
    if (context.parameters().get(FINITE_DIFFERENCES)) {
      return new FiniteDifferences(metric, context.parameters().get(STEP));
    }
    return context.parameters().get(PRECONDITIONING)
        ? new JacobianPreconditioning(metric, context)
        : metric;
  }
}
