package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.image.Image;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;

/** Makes {@link GradientCorrelation} metrics, for 2-D images and projections. */
public final class NormalizedGradientCorrelationProvider implements MetricProvider {
  private static final String NAME = "NormalizedGradientCorrelation";

  /** Made by ServiceLoader. */
  public NormalizedGradientCorrelationProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            NAME,
            "Normalized correlation of image gradients, for 2-D to 3-D registration.")
        .reference(
            "J.V. Hajnal, D.L.G. Hill, D.J. Hawkes (editors): Medical Image Registration, CRC Press, 2001;"
                + " L.M. Gottesfeld Brown, T.E. Boult: Registration of planar film radiographs with computed"
                + " tomography, Proc. Mathematical Methods in Biomedical Image Analysis, 1996")
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    ProjectionMetric.requireFlat(NAME, context);
    Image fixed = context.fixed().get(0);
    return new ProjectionMetric(
        NAME,
        context,
        new GradientCorrelation(
            new SobelFilter(fixed.grid().size()), fixed.floats(), FixedVoxels.inMask(context)),
        false);
  }
}
