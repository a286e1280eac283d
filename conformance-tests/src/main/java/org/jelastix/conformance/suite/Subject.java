package org.jelastix.conformance.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jelastix.api.spi.ComponentProvider;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.FixedPyramidProvider;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.api.spi.InterpolatorProvider;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.MovingPyramidProvider;
import org.jelastix.api.spi.OptimizerProvider;
import org.jelastix.api.spi.ParameterFileFormat;
import org.jelastix.api.spi.PointSetFormat;
import org.jelastix.api.spi.RegistrationProvider;
import org.jelastix.api.spi.ResampleInterpolatorProvider;
import org.jelastix.api.spi.ResamplerProvider;
import org.jelastix.api.spi.SamplerProvider;
import org.jelastix.api.spi.TransformFileFormat;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Outcome;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.facts.FactChecks;
import org.jelastix.conformance.format.ImageFormatChecks;
import org.jelastix.conformance.format.ParameterFileChecks;
import org.jelastix.conformance.format.PointSetChecks;
import org.jelastix.conformance.format.TransformFileChecks;
import org.jelastix.conformance.interpolator.InterpolatorChecks;
import org.jelastix.conformance.metric.MetricChecks;
import org.jelastix.conformance.optimizer.OptimizerChecks;
import org.jelastix.conformance.pyramid.PyramidChecks;
import org.jelastix.conformance.recovery.RecoveryChecks;
import org.jelastix.conformance.resampler.ResamplerChecks;
import org.jelastix.conformance.sampler.SamplerChecks;
import org.jelastix.conformance.transform.TransformChecks;

/** A component or file format, and all that the kit checks of it. Immutable. */
public final class Subject {
  private final String kind;
  private final String name;
  private final Object service;
  private final Settings settings;

  private Subject(String kind, String name, Object service, Settings settings) {
    this.kind = kind;
    this.name = name;
    this.service = service;
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * A provider or format with the settings that its jar brings along.
   *
   * @param service implements one of the interfaces of {@code org.jelastix.api.spi}
   * @throws IllegalArgumentException if it implements none of them
   */
  public static Subject of(Object service) {
    String id = kindOf(service) + "." + nameOf(service);
    return of(service, Settings.load(id, service.getClass().getClassLoader()));
  }

  /**
   * A provider or format with settings of the caller's.
   *
   * @param service implements one of the interfaces of {@code org.jelastix.api.spi}
   * @param settings what to know about it
   * @throws IllegalArgumentException if it implements none of them
   */
  public static Subject of(Object service, Settings settings) {
    return new Subject(kindOf(service), nameOf(service), service, settings);
  }

  private static String kindOf(Object service) {
    if (service instanceof ComponentProvider<?, ?>) {
      return typeOf(service).parameterName();
    } else if (service instanceof ImageFormat) {
      return "ImageFormat";
    } else if (service instanceof ParameterFileFormat) {
      return "ParameterFileFormat";
    } else if (service instanceof PointSetFormat) {
      return "PointSetFormat";
    } else if (service instanceof TransformFileFormat) {
      return "TransformFileFormat";
    }
    throw new IllegalArgumentException(
        service.getClass().getName() + " implements no interface of org.jelastix.api.spi");
  }

  /** The kind by the interface, whatever the declaration says. */
  private static ComponentType typeOf(Object service) {
    if (service instanceof MetricProvider) {
      return ComponentType.METRIC;
    } else if (service instanceof TransformProvider) {
      return ComponentType.TRANSFORM;
    } else if (service instanceof SamplerProvider) {
      return ComponentType.IMAGE_SAMPLER;
    } else if (service instanceof InterpolatorProvider) {
      return ComponentType.INTERPOLATOR;
    } else if (service instanceof ResampleInterpolatorProvider) {
      return ComponentType.RESAMPLE_INTERPOLATOR;
    } else if (service instanceof FixedPyramidProvider) {
      return ComponentType.FIXED_IMAGE_PYRAMID;
    } else if (service instanceof MovingPyramidProvider) {
      return ComponentType.MOVING_IMAGE_PYRAMID;
    } else if (service instanceof OptimizerProvider) {
      return ComponentType.OPTIMIZER;
    } else if (service instanceof ResamplerProvider) {
      return ComponentType.RESAMPLER;
    } else if (service instanceof RegistrationProvider) {
      return ComponentType.REGISTRATION;
    }
    throw new IllegalArgumentException(
        service.getClass().getName() + " implements no provider interface of org.jelastix.api.spi");
  }

  private static String nameOf(Object service) {
    if (service instanceof ComponentProvider<?, ?> provider) {
      return provider.info().name();
    } else if (service instanceof ImageFormat format) {
      return format.name().replace(' ', '-');
    } else if (service instanceof ParameterFileFormat format) {
      return format.name().replace(' ', '-');
    } else if (service instanceof PointSetFormat format) {
      return format.name().replace(' ', '-');
    }
    return ((TransformFileFormat) service).name().replace(' ', '-');
  }

  /** The kind: {@code Metric}, {@code ImageFormat}, …. */
  public String kind() {
    return kind;
  }

  /** The name in parameter files, or the format's name. */
  public String name() {
    return name;
  }

  /** Kind and name: {@code Metric.MyMetric}. */
  public String id() {
    return kind + "." + name;
  }

  /** The provider or format. */
  public Object service() {
    return service;
  }

  /** What is known about it. */
  public Settings settings() {
    return settings;
  }

  /** All that is checked, cheap checks first. */
  public List<Check> checks() {
    List<Check> all = new ArrayList<>(checksOfKind());
    boolean takesPart =
        service instanceof MetricProvider
            || service instanceof TransformProvider
            || service instanceof SamplerProvider
            || service instanceof InterpolatorProvider
            || service instanceof FixedPyramidProvider
            || service instanceof MovingPyramidProvider
            || service instanceof RegistrationProvider;
    if (takesPart) {
      all.addAll(RecoveryChecks.of((ComponentProvider<?, ?>) service, settings));
    }
    return all;
  }

  private List<Check> checksOfKind() {
    if (service instanceof MetricProvider provider) {
      return MetricChecks.of(provider, settings);
    } else if (service instanceof TransformProvider provider) {
      return TransformChecks.of(provider, settings);
    } else if (service instanceof SamplerProvider provider) {
      return SamplerChecks.of(provider, settings);
    } else if (service instanceof InterpolatorProvider provider) {
      return InterpolatorChecks.of(provider, settings);
    } else if (service instanceof ResampleInterpolatorProvider provider) {
      return InterpolatorChecks.of(provider, settings);
    } else if (service instanceof FixedPyramidProvider provider) {
      return PyramidChecks.of(provider, settings);
    } else if (service instanceof MovingPyramidProvider provider) {
      return PyramidChecks.of(provider, settings);
    } else if (service instanceof OptimizerProvider provider) {
      return OptimizerChecks.of(provider, settings);
    } else if (service instanceof ResamplerProvider provider) {
      return ResamplerChecks.of(provider, settings);
    } else if (service instanceof RegistrationProvider provider) {
      return FactChecks.of(provider, ComponentType.REGISTRATION);
    } else if (service instanceof ImageFormat format) {
      return ImageFormatChecks.of(format, settings);
    } else if (service instanceof ParameterFileFormat format) {
      return ParameterFileChecks.of(format);
    } else if (service instanceof PointSetFormat format) {
      return PointSetChecks.of(format);
    }
    return TransformFileChecks.of((TransformFileFormat) service);
  }

  /**
   * Runs one check, and accepts its failure if the settings say so.
   *
   * @param check one of {@link #checks()}
   */
  public Result run(Check check) {
    Outcome outcome = check.run();
    Map<String, String> waivers = settings.waivers();
    if (!outcome.isAcceptable() && waivers.containsKey(check.id())) {
      outcome = outcome.waivedFor(waivers.get(check.id()));
    } else if (!outcome.isAcceptable() && waivers.containsKey(group(check.id()))) {
      outcome = outcome.waivedFor(waivers.get(group(check.id())));
    }
    return new Result(id(), check.id(), check.title(), outcome);
  }

  /** All checks of the same kind: {@code interpolator.*}. */
  static String group(String checkId) {
    return checkId.substring(0, checkId.indexOf('.')) + ".*";
  }

  /** Runs all checks. */
  public List<Result> run() {
    List<Result> results = new ArrayList<>();
    for (Check check : checks()) {
      results.add(run(check));
    }
    return results;
  }

  @Override
  public String toString() {
    return id();
  }
}
