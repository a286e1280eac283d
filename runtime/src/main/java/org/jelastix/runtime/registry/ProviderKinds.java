package org.jelastix.runtime.registry;

import java.util.List;
import java.util.Map;
import org.jelastix.api.spi.ComponentProvider;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.FixedPyramidProvider;
import org.jelastix.api.spi.InterpolatorProvider;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.MovingPyramidProvider;
import org.jelastix.api.spi.OptimizerProvider;
import org.jelastix.api.spi.RegistrationProvider;
import org.jelastix.api.spi.ResampleInterpolatorProvider;
import org.jelastix.api.spi.ResamplerProvider;
import org.jelastix.api.spi.SamplerProvider;
import org.jelastix.api.spi.TransformProvider;

/** The provider interface of each kind of component, and its default name in parameter files. */
final class ProviderKinds {
  private static final Map<Class<? extends ComponentProvider<?, ?>>, ComponentType> TYPES =
      Map.of(
          RegistrationProvider.class,
          ComponentType.REGISTRATION,
          FixedPyramidProvider.class,
          ComponentType.FIXED_IMAGE_PYRAMID,
          MovingPyramidProvider.class,
          ComponentType.MOVING_IMAGE_PYRAMID,
          SamplerProvider.class,
          ComponentType.IMAGE_SAMPLER,
          InterpolatorProvider.class,
          ComponentType.INTERPOLATOR,
          MetricProvider.class,
          ComponentType.METRIC,
          OptimizerProvider.class,
          ComponentType.OPTIMIZER,
          TransformProvider.class,
          ComponentType.TRANSFORM,
          ResampleInterpolatorProvider.class,
          ComponentType.RESAMPLE_INTERPOLATOR,
          ResamplerProvider.class,
          ComponentType.RESAMPLER);

  private static final Map<ComponentType, String> DEFAULTS =
      Map.of(
          ComponentType.REGISTRATION, "MultiResolutionRegistration",
          ComponentType.FIXED_IMAGE_PYRAMID, "FixedSmoothingImagePyramid",
          ComponentType.MOVING_IMAGE_PYRAMID, "MovingSmoothingImagePyramid",
          ComponentType.INTERPOLATOR, "BSplineInterpolator",
          ComponentType.RESAMPLE_INTERPOLATOR, "FinalBSplineInterpolator",
          ComponentType.RESAMPLER, "DefaultResampler");

  private ProviderKinds() {}

  /** All provider interfaces. */
  static List<Class<? extends ComponentProvider<?, ?>>> all() {
    return List.copyOf(TYPES.keySet());
  }

  /** The kind of component that a provider interface makes. */
  static ComponentType typeOf(Class<? extends ComponentProvider<?, ?>> kind) {
    ComponentType type = TYPES.get(kind);
    if (type == null) {
      throw new IllegalArgumentException(kind.getName() + " is not a provider interface");
    }
    return type;
  }

  /** The name that elastix takes when a parameter file names none; null if it has no default. */
  static String defaultName(ComponentType type) {
    return DEFAULTS.get(type);
  }
}
