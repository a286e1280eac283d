package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.image.Image;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;

/** Makes {@link GradientDifference} metrics, for 2-D images and projections. */
public final class GradientDifferenceProvider implements MetricProvider {
  private static final String NAME = "GradientDifference";

  /** Made by ServiceLoader. */
  public GradientDifferenceProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            NAME,
            "Agreement of image gradients, robust to structures seen in one image only.")
        .reference(
            "G.P. Penney, J. Weese, J.A. Little, P. Desmedt, D.L.G. Hill, D.J. Hawkes: A comparison of"
                + " similarity measures for use in 2-D-3-D medical image registration, IEEE Transactions on"
                + " Medical Imaging 17(4):586-595, 1998")
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    ProjectionMetric.requireFlat(NAME, context);
    Image fixed = context.fixed().get(0);
    return new ProjectionMetric(
        NAME,
        context,
        new GradientDifference(
            new SobelFilter(fixed.grid().size()),
            fixed.floats(),
            fixed.grid().dimension(),
            FixedVoxels.inMask(context)),
        true);
  }
}
