package org.jelastix.conformance.optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jelastix.api.CancelledException;
import org.jelastix.api.JelastixException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.Iteration;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.random.RandomStream;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.facts.FactChecks;
import org.jelastix.conformance.fixture.BasisTransform;
import org.jelastix.conformance.fixture.BasisTransform.Kind;
import org.jelastix.conformance.fixture.Bits;
import org.jelastix.conformance.fixture.Grids;
import org.jelastix.conformance.fixture.Landscape;
import org.jelastix.conformance.fixture.Workers;

/** Checks of an optimizer. */
public final class OptimizerChecks {
  private static final double SECONDS = 30;
  private static final String ITERATIONS = "MaximumNumberOfIterations";

  private final OptimizerProvider provider;
  private final Settings settings;

  private OptimizerChecks(OptimizerProvider provider, Settings settings) {
    this.provider = provider;
    this.settings = settings;
  }

  /**
   * All checks of one optimizer.
   *
   * @param provider makes it
   * @param settings what to know about it; {@code quadratic.remaining}, {@code
   *     rosenbrock.remaining} and {@code noisy.remaining} are the parts of the first value that may
   *     be left at the end, {@code seconds} how long one run may take
   */
  public static List<Check> of(OptimizerProvider provider, Settings settings) {
    OptimizerChecks o = new OptimizerChecks(provider, settings);
    List<Check> checks = new ArrayList<>(FactChecks.of(provider, ComponentType.OPTIMIZER));
    checks.add(
        FactChecks.refusals(
            provider.info(),
            map ->
                o.run(
                    o.make(2, "quadratic", 1, Parallel.sequential(), map),
                    Landform.quadratic(2),
                    OptimizationListener.none())));
    for (int n : new int[] {2, 3, 12}) {
      checks.add(
          new Check(
              "optimizer.quadratic",
              "finds the minimum of a quadratic function of " + n + " parameters",
              f -> o.converges(f, "quadratic", Landform.quadratic(n), 0.05)));
    }
    checks.add(
        new Check(
            "optimizer.rosenbrock",
            "gets down Rosenbrock's valley",
            f -> o.converges(f, "rosenbrock", Landform.rosenbrock(2), 0.5)));
    checks.add(
        new Check(
            "optimizer.noisy",
            "comes near the minimum of a noisy quadratic function",
            f -> o.converges(f, "noisy", Landform.noisy(6), 0.2)));
    checks.add(
        new Check("optimizer.inputs-untouched", "the starting point is not written to", o::inputs));
    checks.add(
        new Check(
            "optimizer.result", "the result is finite, of the right size, and its own", o::result));
    checks.add(
        new Check(
            "optimizer.iterations", "iterations are reported in order, with headings", o::report));
    checks.add(
        new Check(
            "optimizer.maximum", "no more iterations than " + ITERATIONS + " allows", o::maximum));
    checks.add(new Check("optimizer.cancel", "a listener that cancels ends the run", o::cancel));
    checks.add(
        new Check(
            "optimizer.failing-function", "an exception of the function is passed on", o::failing));
    checks.add(
        new Check("optimizer.nan", "a function that turns NaN does not hang it", o::notANumber));
    checks.add(
        new Check("optimizer.same", "the same seed gives the same path, bit by bit", o::same));
    checks.add(
        new Check(
            "optimizer.reuse", "a second run of one object gives what the first gave", o::reuse));
    return checks;
  }

  private Optimizer make(
      int parameters, String situation, int seed, Parallel parallel, ParameterMap more) {
    int dim = parameters == 3 || parameters == 12 ? 3 : 2;
    Kind kind = parameters <= 3 ? Kind.TRANSLATION : Kind.AFFINE;
    ImageGrid grid = Grids.upright(new SplittableRandom(3), dim, dim == 2 ? 40 : 16);
    Image fixed = Landscape.hill(grid).on(grid);
    ParameterMap.Builder map = settings.parametersFor(situation, ParameterMap.empty()).toBuilder();
    map.source(more.source());
    more.entries().forEach(map::put);
    double[] scales = new double[parameters];
    Arrays.fill(scales, 1);
    return provider.create(
        new OptimizerContext(
            new ComponentParameters(map.build(), "Optimizer0", 0),
            BasisTransform.identity(kind, grid),
            scales,
            fixed,
            Optional.empty(),
            grid,
            grid,
            wanted -> samples(fixed, wanted),
            new RandomStream(seed),
            parallel));
  }

  private Optimizer make(int parameters, String situation) {
    return make(parameters, situation, 121212, Parallel.sequential(), ParameterMap.empty());
  }

  /** Every k-th voxel, about as many as wanted. */
  private static ImageSamples samples(Image image, int wanted) {
    PointBatch voxels = Grids.voxels(image.grid());
    int step = Math.max(1, voxels.size() / Math.max(1, wanted));
    int n = (voxels.size() + step - 1) / step;
    double[][] points = new double[voxels.dimension()][n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = image.value(i * step);
      for (int d = 0; d < points.length; d++) {
        points[d][i] = voxels.axis(d)[i * step];
      }
    }
    return new ImageSamples(points, values);
  }

  private OptimizationResult run(
      Optimizer optimizer, CostFunction cost, OptimizationListener listener) {
    return run(optimizer, cost, new double[cost.parameterCount()], listener);
  }

  /** Runs with a time limit, so that an endless loop is a finding and not the end. */
  private OptimizationResult run(
      Optimizer optimizer, CostFunction cost, double[] start, OptimizationListener listener) {
    long milliseconds = Math.round(1000 * settings.number("seconds", SECONDS));
    ExecutorService one =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "conformance-optimizer");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Future<OptimizationResult> running =
          one.submit(() -> optimizer.optimize(cost, start, listener));
      return running.get(milliseconds, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("still running after " + milliseconds + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      one.shutdownNow();
    }
  }

  private void converges(Findings findings, String situation, Landform cost, double otherwise) {
    int n = cost.parameterCount();
    double first = cost.exact(new double[n]);
    OptimizationResult result = run(make(n, situation), cost, OptimizationListener.none());
    double last = cost.exact(result.parameters());
    double remaining = settings.number(situation + ".remaining", otherwise);
    findings.expect(
        last <= remaining * first,
        () ->
            String.format(
                Locale.ROOT,
                "from %.4g to %.4g in %d evaluations: %.3g of it is left, %.3g is allowed (%s)",
                first,
                last,
                cost.evaluations(),
                last / first,
                remaining,
                result.stopCondition()));
  }

  private void inputs(Findings findings) {
    double[] start = {0.5, -0.25};
    run(make(2, "quadratic"), Landform.quadratic(2), start, OptimizationListener.none());
    Bits.difference(new double[] {0.5, -0.25}, start)
        .ifPresent(d -> findings.add("the starting point was changed: " + d));
  }

  private void result(Findings findings) {
    double[] start = new double[3];
    Optimizer optimizer = make(3, "quadratic");
    OptimizationResult result =
        run(optimizer, Landform.quadratic(3), start, OptimizationListener.none());
    findings.expect(
        result.parameters().length == 3, () -> result.parameters().length + " parameters of 3");
    findings.expect(Bits.finite(result.parameters()), () -> "some parameters are not finite");
    findings.expect(Bits.finite(result.value()), () -> "the value is " + result.value());
    findings.expect(result.parameters() != start, () -> "the result is the caller's own array");
    double[] kept = result.parameters().clone();
    String stop = result.stopCondition();
    findings.expect(
        stop != null && !stop.isBlank() && !stop.strip().contains("\n"),
        () -> "the stop condition is \"" + stop + "\"");
    run(optimizer, Landform.quadratic(3), new double[] {1, 1, 1}, OptimizationListener.none());
    Bits.difference(kept, result.parameters())
        .ifPresent(d -> findings.add("a second run changed the first one's result: " + d));
  }

  private static final class Recorder implements OptimizationListener {
    private final List<double[]> path = new ArrayList<>();
    private final List<Iteration> rows = new ArrayList<>();

    @Override
    public void iteration(Iteration iteration) {
      path.add(iteration.parameters().clone());
      rows.add(iteration);
    }
  }

  private void report(Findings findings) {
    Recorder recorder = new Recorder();
    run(make(2, "quadratic"), Landform.quadratic(2), recorder);
    findings.expect(!recorder.rows.isEmpty(), () -> "no iteration was reported");
    for (int k = 0; k < recorder.rows.size(); k++) {
      Iteration row = recorder.rows.get(k);
      int number = k;
      findings.expect(
          row.number() == number, () -> "row " + number + " has number " + row.number());
      findings.expect(
          recorder.path.get(k).length == 2, () -> "row " + number + " has no parameters");
      findings.expect(
          row.columns().keySet().equals(recorder.rows.get(0).columns().keySet()),
          () -> "row " + number + " has other headings than the first");
      for (var column : row.columns().entrySet()) {
        findings.expect(
            column.getKey().matches("[^\\t\\n]*[^\\s]")
                && (column.getValue() instanceof Number || column.getValue() instanceof String),
            () -> "column \"" + column.getKey() + "\" holds " + column.getValue());
      }
    }
  }

  private boolean declares(String name) {
    return provider.info().parameters().stream().anyMatch(p -> p.name().equals(name));
  }

  private void maximum(Findings findings) {
    if (!declares(ITERATIONS)) {
      findings.skip("does not declare " + ITERATIONS);
    }
    for (int most : new int[] {1, 5}) {
      Recorder recorder = new Recorder();
      run(
          make(
              2,
              "rosenbrock",
              1,
              Parallel.sequential(),
              ParameterMap.builder().put(ITERATIONS, most).build()),
          Landform.rosenbrock(2),
          recorder);
      findings.expect(
          recorder.rows.size() <= most,
          () -> ITERATIONS + " is " + most + ", " + recorder.rows.size() + " were reported");
    }
  }

  private void cancel(Findings findings) {
    int[] heard = new int[1];
    findings.expectThrown(
        "a run that is cancelled",
        CancelledException.class,
        () ->
            run(
                make(2, "rosenbrock"),
                Landform.rosenbrock(2),
                iteration -> {
                  heard[0]++;
                  throw new CancelledException("cancelled");
                }));
    findings.expect(heard[0] <= 1, () -> "the listener was called again after it cancelled");
  }

  private void failing(Findings findings) {
    findings.expectThrown(
        "a function that fails",
        RegistrationException.class,
        () -> run(make(2, "quadratic"), new Broken(true), OptimizationListener.none()));
  }

  private void notANumber(Findings findings) {
    try {
      run(make(2, "quadratic"), new Broken(false), OptimizationListener.none());
    } catch (JelastixException e) {
      // In words, which is fine.
    }
  }

  /** Fine twice, and broken from then on. */
  private static final class Broken extends Landform {
    private final Landform sound = Landform.quadratic(2);
    private final boolean throwing;
    private int calls;

    Broken(boolean throwing) {
      super(2);
      this.throwing = throwing;
    }

    @Override
    double exact(double[] mu) {
      return sound.exact(mu);
    }

    @Override
    double compute(double[] mu, double[] gradient) {
      calls++;
      double value = sound.compute(mu, gradient);
      if (calls <= 2) {
        return value;
      }
      if (throwing) {
        throw new RegistrationException("the function cannot be evaluated here");
      }
      if (gradient != null) {
        Arrays.fill(gradient, Double.NaN);
      }
      return Double.NaN;
    }
  }

  private double[] path(Parallel parallel, int seed) {
    Recorder recorder = new Recorder();
    OptimizationResult result =
        run(make(6, "noisy", seed, parallel, ParameterMap.empty()), Landform.noisy(6), recorder);
    List<double[]> all = new ArrayList<>(recorder.path);
    all.add(result.parameters());
    return Bits.join(all);
  }

  private void same(Findings findings) {
    double[] expected = path(Parallel.sequential(), 5);
    for (int n : new int[] {1, 2, 7}) {
      try (Workers workers = new Workers(n)) {
        Bits.difference(expected, path(workers, 5))
            .ifPresent(d -> findings.add(n + " thread(s) against a plain loop: " + d));
      }
    }
  }

  private void reuse(Findings findings) {
    boolean random =
        Bits.difference(path(Parallel.sequential(), 5), path(Parallel.sequential(), 6)).isPresent();
    if (random) {
      findings.skip("draws random numbers from its stream, which goes on");
    }
    Optimizer optimizer = make(2, "quadratic");
    double[] first =
        run(optimizer, Landform.quadratic(2), OptimizationListener.none()).parameters();
    double[] second =
        run(optimizer, Landform.quadratic(2), OptimizationListener.none()).parameters();
    Bits.difference(first, second).ifPresent(findings::add);
  }
}
