package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;

/** Makes {@link PatternIntensity} metrics, for 2-D images and projections. */
public final class PatternIntensityProvider implements MetricProvider {
  private static final String NAME = "PatternIntensity";

  private static final Parameter<Double> SIGMA =
      Parameter.number("Sigma", 100.0)
          .perResolution()
          .unit("intensity")
          .above(0)
          .doc(
              "Differences between neighbours well below this count as noise, well above as"
                  + " structure.");

  private static final Parameter<Boolean> SEARCH_FACTOR =
      Parameter.bool("OptimizeNormalizationFactor", false)
          .perResolution()
          .doc(
              "Whether to scale the moving image, in each evaluation, by that of the factors 0,"
                  + " 0.1, …, 1 which fits best; takes eleven times as long.");

  /** Made by ServiceLoader. */
  public PatternIntensityProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            NAME,
            "Absence of structure in the difference image, for 2-D to 3-D registration.")
        .reference(
            "J. Weese, G.P. Penney, P. Desmedt, T.M. Buzug, D.L.G. Hill, D.J. Hawkes: Voxel-based 2-D/3-D"
                + " registration of fluoroscopy images and CT scans for image-guided surgery, IEEE Transactions"
                + " on Information Technology in Biomedicine 1(4):284-293, 1997")
        .parameters(SIGMA, SEARCH_FACTOR)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    ProjectionMetric.requireFlat(NAME, context);
    Image fixed = context.fixed().get(0);
    return new ProjectionMetric(
        NAME,
        context,
        new PatternIntensity(
            fixed.grid().size(0),
            fixed.grid().size(1),
            fixed.floats(),
            FixedVoxels.inMask(context),
            context.parameters().get(SIGMA),
            context.parameters().get(SEARCH_FACTOR),
            context.parallel()),
        true);
  }
}
