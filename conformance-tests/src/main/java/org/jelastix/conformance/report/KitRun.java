package org.jelastix.conformance.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jelastix.api.spi.ComponentProvider;
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
import org.jelastix.conformance.suite.Result;
import org.jelastix.conformance.suite.Subject;
import org.jelastix.runtime.registry.Plugins;

/** Runs all checks over components, and over the jars that they came in. */
public final class KitRun {
  private static final List<Class<?>> SERVICES =
      List.of(
          FixedPyramidProvider.class,
          ImageFormat.class,
          InterpolatorProvider.class,
          MetricProvider.class,
          MovingPyramidProvider.class,
          OptimizerProvider.class,
          ParameterFileFormat.class,
          PointSetFormat.class,
          RegistrationProvider.class,
          ResampleInterpolatorProvider.class,
          ResamplerProvider.class,
          SamplerProvider.class,
          TransformFileFormat.class,
          TransformProvider.class);

  private final List<JarFacts> jars = new ArrayList<>();
  private final List<Found> components = new ArrayList<>();

  private record Found(Subject subject, Object service) {}

  private KitRun(List<Path> jars, List<?> services) {
    for (Path jar : jars) {
      this.jars.add(JarFacts.of(jar));
    }
    for (Object service : services) {
      components.add(new Found(Subject.of(service), service));
    }
    components.sort(Comparator.comparing(c -> c.subject().id()));
  }

  /**
   * All components in the jars of a folder, loaded as a registration loads them, and the jars.
   *
   * @param folder with jars
   * @throws org.jelastix.api.InputException if a jar cannot be used
   */
  public static KitRun ofPlugins(Path folder) {
    Plugins plugins = Plugins.in(folder);
    List<Object> services = new ArrayList<>();
    for (Class<?> service : SERVICES) {
      services.addAll(plugins.find(service));
    }
    return new KitRun(plugins.jars(), services);
  }

  /** All components on the module path or class path. */
  public static KitRun ofThePath() {
    List<Object> services = new ArrayList<>();
    for (Class<?> service : SERVICES) {
      services.addAll(Plugins.onThePath(service));
    }
    return new KitRun(List.of(), services);
  }

  /** Kind and name of each component and format found: {@code Metric.MyMetric}. */
  public List<String> components() {
    return components.stream().map(c -> c.subject().id()).toList();
  }

  /**
   * Runs the checks.
   *
   * @param wanted which components, by {@link #components()}
   * @param progress is told of each part of the report as it is done
   */
  public Report run(Predicate<String> wanted, Consumer<Report.Part> progress) {
    List<Report.Part> parts = new ArrayList<>();
    for (JarFacts jar : jars) {
      parts.add(done(JarChecks.run(jar), progress));
    }
    for (Found component : components) {
      if (wanted.test(component.subject().id())) {
        parts.add(done(part(component), progress));
      }
    }
    return new Report(jars, parts);
  }

  private static Report.Part done(Report.Part part, Consumer<Report.Part> progress) {
    progress.accept(part);
    return part;
  }

  private static Report.Part part(Found component) {
    Subject subject = component.subject();
    List<Result> results = new ArrayList<>();
    for (Check check : subject.checks()) {
      results.add(subject.run(check));
    }
    String jar =
        Plugins.jarOf(component.service().getClass())
            .map(file -> String.valueOf(file.getFileName()))
            .orElse("");
    String source = component.service().getClass().getName() + (jar.isEmpty() ? "" : " in " + jar);
    return component.service() instanceof ComponentProvider<?, ?> provider
        ? new Report.Part(
            subject.id(), provider.info().summary(), provider.info().reference(), source, results)
        : new Report.Part(subject.id(), "", "", source, results);
  }
}
