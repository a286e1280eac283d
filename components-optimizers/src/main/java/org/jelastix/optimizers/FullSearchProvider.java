package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code FullSearch}. */
public final class FullSearchProvider implements OptimizerProvider {
  static final Parameter<Boolean> WRITE_SURFACE =
      Parameter.bool("WriteOptimizationSurfaceEachResolution", false)
          .doc(
              "Whether to write the metric at all points as an image, OptimizationSurface.N.RM with"
                  + " one axis for each searched parameter, as well as in the iteration table.");

  private static final int DECLARED_RESOLUTIONS = 10;

  /** Made by the service loader. */
  public FullSearchProvider() {}

  /** The search space of a resolution. */
  static Parameter<String> searchSpace(int resolution) {
    return Parameter.text("FullSearchSpace" + resolution, null)
        .list()
        .defaultsTo("none; required for each resolution")
        .doc(
            "What is searched in resolution "
                + resolution
                + ": five values for each searched parameter, namely a name for the table, the"
                + " number of the transform parameter, its minimum, its maximum and its step."
                + " Parameters that are not listed stay as they are.");
  }

  @Override
  public ComponentInfo info() {
    ComponentInfo info =
        ComponentInfo.of(
                ComponentType.OPTIMIZER,
                "FullSearch",
                "Evaluates the metric at all points of a grid of parameters and keeps the best.")
            .parameters(OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION);
    for (int resolution = 0; resolution < DECLARED_RESOLUTIONS; resolution++) {
      info = info.parameters(searchSpace(resolution));
    }
    return info.parameters(WRITE_SURFACE);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new FullSearch(context);
  }
}
