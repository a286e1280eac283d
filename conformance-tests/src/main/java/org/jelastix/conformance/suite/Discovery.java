package org.jelastix.conformance.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Predicate;
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

/** Finds components and formats with ServiceLoader. */
public final class Discovery {
  private Discovery() {}

  /**
   * All that a class loader sees.
   *
   * @param loader of the class path or of a plug-in
   * @param wanted which implementations to take
   * @return sorted by kind and name
   */
  public static List<Subject> onClassPath(ClassLoader loader, Predicate<Class<?>> wanted) {
    List<Subject> found = new ArrayList<>();
    add(found, wanted, ServiceLoader.load(MetricProvider.class, loader));
    add(found, wanted, ServiceLoader.load(TransformProvider.class, loader));
    add(found, wanted, ServiceLoader.load(SamplerProvider.class, loader));
    add(found, wanted, ServiceLoader.load(InterpolatorProvider.class, loader));
    add(found, wanted, ServiceLoader.load(ResampleInterpolatorProvider.class, loader));
    add(found, wanted, ServiceLoader.load(FixedPyramidProvider.class, loader));
    add(found, wanted, ServiceLoader.load(MovingPyramidProvider.class, loader));
    add(found, wanted, ServiceLoader.load(OptimizerProvider.class, loader));
    add(found, wanted, ServiceLoader.load(ResamplerProvider.class, loader));
    add(found, wanted, ServiceLoader.load(RegistrationProvider.class, loader));
    add(found, wanted, ServiceLoader.load(ImageFormat.class, loader));
    add(found, wanted, ServiceLoader.load(ParameterFileFormat.class, loader));
    add(found, wanted, ServiceLoader.load(PointSetFormat.class, loader));
    add(found, wanted, ServiceLoader.load(TransformFileFormat.class, loader));
    return sorted(found);
  }

  /**
   * All that a module layer and its parents provide.
   *
   * @param layer for example of a folder of plug-ins
   * @param wanted which implementations to take
   * @return sorted by kind and name
   */
  public static List<Subject> inLayer(ModuleLayer layer, Predicate<Class<?>> wanted) {
    List<Subject> found = new ArrayList<>();
    add(found, wanted, ServiceLoader.load(layer, MetricProvider.class));
    add(found, wanted, ServiceLoader.load(layer, TransformProvider.class));
    add(found, wanted, ServiceLoader.load(layer, SamplerProvider.class));
    add(found, wanted, ServiceLoader.load(layer, InterpolatorProvider.class));
    add(found, wanted, ServiceLoader.load(layer, ResampleInterpolatorProvider.class));
    add(found, wanted, ServiceLoader.load(layer, FixedPyramidProvider.class));
    add(found, wanted, ServiceLoader.load(layer, MovingPyramidProvider.class));
    add(found, wanted, ServiceLoader.load(layer, OptimizerProvider.class));
    add(found, wanted, ServiceLoader.load(layer, ResamplerProvider.class));
    add(found, wanted, ServiceLoader.load(layer, RegistrationProvider.class));
    add(found, wanted, ServiceLoader.load(layer, ImageFormat.class));
    add(found, wanted, ServiceLoader.load(layer, ParameterFileFormat.class));
    add(found, wanted, ServiceLoader.load(layer, PointSetFormat.class));
    add(found, wanted, ServiceLoader.load(layer, TransformFileFormat.class));
    return sorted(found);
  }

  private static <S> void add(
      List<Subject> found, Predicate<Class<?>> wanted, ServiceLoader<S> services) {
    services.stream()
        .filter(provider -> wanted.test(provider.type()))
        .forEach(provider -> found.add(Subject.of(provider.get())));
  }

  private static List<Subject> sorted(List<Subject> found) {
    found.sort(Comparator.comparing(Subject::id));
    return List.copyOf(found);
  }
}
