package org.jelastix.conformance.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Outcome;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.suite.Result;
import org.jelastix.conformance.suite.Subject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whether the kit can fail: it must reject each of these broken components, by the check that is
 * there for that fault, and accept the same components without fault.
 */
class MutationTest {
  private static final int FEWEST_MUTANTS = 25;

  /**
   * @param component broken
   * @param check that must notice
   */
  private record Mutant(Faulty component, String check) {}

  private static final List<Faulty> SOUND =
      List.of(
          new FaultyMetric(),
          new FaultyTransform(),
          new FaultySampler(),
          new FaultyInterpolator(),
          new FaultyPyramid(),
          new FaultyResampler(),
          new FaultyOptimizer(),
          new FaultyFormat());

  private static Mutant metric(String fault, String check) {
    return new Mutant(new FaultyMetric(fault), check);
  }

  private static Mutant transform(String fault, String check) {
    return new Mutant(new FaultyTransform(fault), check);
  }

  private static Mutant sampler(String fault, String check) {
    return new Mutant(new FaultySampler(fault), check);
  }

  private static Mutant interpolator(String fault, String check) {
    return new Mutant(new FaultyInterpolator(fault), check);
  }

  private static Mutant pyramid(String fault, String check) {
    return new Mutant(new FaultyPyramid(fault), check);
  }

  private static Mutant resampler(String fault, String check) {
    return new Mutant(new FaultyResampler(fault), check);
  }

  private static Mutant optimizer(String fault, String check) {
    return new Mutant(new FaultyOptimizer(fault), check);
  }

  private static Mutant format(String fault, String check) {
    return new Mutant(new FaultyFormat(fault), check);
  }

  private static List<Mutant> mutants() {
    return List.of(
        metric(FaultyMetric.UNDOCUMENTED, "facts.documentation"),
        metric(FaultyMetric.BAD_DEFAULT, "facts.defaults"),
        metric(FaultyMetric.NO_WORDS, "facts.refusals"),
        metric(FaultyMetric.GRADIENT_SIGN, "metric.gradient"),
        metric(FaultyMetric.GRADIENT_SIGN, "recovery.phantom"),
        metric(FaultyMetric.GRADIENT_FACTOR, "metric.gradient"),
        metric(FaultyMetric.GRADIENT_AT_NEXT, "metric.gradient"),
        metric(FaultyMetric.GRADIENT_ADDED, "metric.gradient-overwritten"),
        metric(FaultyMetric.GRADIENT_KEPT, "metric.inputs-untouched"),
        metric(FaultyMetric.SAMPLES_WRITTEN, "metric.inputs-untouched"),
        metric(FaultyMetric.SAMPLES_WRITTEN, "recovery.phantom"),
        metric(FaultyMetric.OTHER_VALUE, "metric.same-value"),
        metric(FaultyMetric.LAST_VALUE, "metric.pure"),
        metric(FaultyMetric.CLOCK, "metric.pure"),
        metric(FaultyMetric.ORDER, "metric.threads"),
        metric(FaultyMetric.SCRATCH, "metric.concurrent"),
        metric(FaultyMetric.LAST_BATCH, "metric.all-samples"),
        metric(FaultyMetric.MASK, "metric.moving-mask"),
        metric(FaultyMetric.NO_CHECK, "metric.too-few-samples"),
        metric(FaultyMetric.NOT_FINITE, "metric.constant-images"),
        metric(FaultyMetric.MAXIMISED, "metric.alignment"),
        metric(FaultyMetric.CAST, "metric.capabilities"),
        metric(FaultyMetric.EXPLODES, "metric.finite"),
        metric(FaultyMetric.LENIENT, "metric.gradient-length"),
        metric(FaultyMetric.TWICE, "facts.parameters"),
        metric(FaultyMetric.ALIAS, "facts.info"),
        transform(FaultyTransform.JACOBIAN, "transform.jacobian"),
        transform(FaultyTransform.CONSTANT, "transform.jacobian"),
        transform(FaultyTransform.PULLBACK, "transform.pullback"),
        transform(FaultyTransform.PULLBACK_SETS, "transform.pullback"),
        transform(FaultyTransform.BATCH_KEPT, "transform.kernel-memory"),
        transform(FaultyTransform.KERNEL_KEPT, "transform.kernel-reuse"),
        transform(FaultyTransform.LATTICE, "transform.lattice"),
        transform(FaultyTransform.SPATIAL_TRANSPOSED, "transform.spatial-jacobian"),
        transform(FaultyTransform.HESSIAN, "transform.spatial-hessian"),
        transform(FaultyTransform.SPATIAL_PULLBACK, "transform.spatial-pullbacks"),
        transform(FaultyTransform.PARAMETERS_LEAKED, "transform.parameters"),
        transform(FaultyTransform.PARAMETERS_KEPT, "transform.parameters"),
        transform(FaultyTransform.ANY_LENGTH, "transform.parameters"),
        transform(FaultyTransform.DIGITS, "transform.round-trip"),
        transform(FaultyTransform.SCALES, "transform.scales"),
        transform(FaultyTransform.PREVIOUS, "transform.resolutions"),
        transform(FaultyTransform.KERNEL_SHARED, "transform.concurrent"),
        transform(FaultyTransform.FAR, "transform.finite"),
        transform(FaultyTransform.BATCH_OF_ONE, "transform.batches"),
        transform(FaultyTransform.BAD_FILE, "transform.bad-file"),
        transform(FaultyTransform.AFFINE, "transform.affine"),
        transform(FaultyTransform.NO_IMAGES, "transform.dimensions"),
        sampler(FaultySampler.BIASED, "sampler.uniform"),
        sampler(FaultySampler.HALF_VOXEL, "sampler.points"),
        sampler(FaultySampler.BEYOND, "sampler.points"),
        sampler(FaultySampler.MASK, "sampler.mask"),
        sampler(FaultySampler.UNSEEDED, "sampler.seed"),
        sampler(FaultySampler.ARRAYS_REUSED, "sampler.draws-kept"),
        sampler(FaultySampler.DETERMINISTIC, "sampler.random"),
        sampler(FaultySampler.ONE_LESS, "sampler.count"),
        sampler(FaultySampler.EMPTY, "sampler.empty-mask"),
        sampler(FaultySampler.NEXT_VALUE, "sampler.values"),
        sampler(FaultySampler.IMAGE_WRITTEN, "sampler.inputs-untouched"),
        sampler(FaultySampler.REPEATS, "sampler.no-repeats"),
        sampler(FaultySampler.THIN, "sampler.thin"),
        interpolator(FaultyInterpolator.HALF_VOXEL, "interpolator.voxels"),
        interpolator(FaultyInterpolator.HALF_VOXEL, "recovery.phantom"),
        interpolator(FaultyInterpolator.NEAREST, "interpolator.polynomials"),
        interpolator(FaultyInterpolator.VOXEL_GRADIENT, "interpolator.gradient"),
        interpolator(FaultyInterpolator.NOT_TURNED, "interpolator.gradient"),
        interpolator(FaultyInterpolator.INSIDE, "interpolator.inside"),
        interpolator(FaultyInterpolator.NOT_ZERO, "interpolator.inside"),
        interpolator(FaultyInterpolator.OTHER_VALUE, "interpolator.same-value"),
        interpolator(FaultyInterpolator.SCRATCH, "interpolator.concurrent"),
        interpolator(FaultyInterpolator.IMAGE_WRITTEN, "interpolator.inputs-untouched"),
        interpolator(FaultyInterpolator.BATCH, "interpolator.batches"),
        interpolator(FaultyInterpolator.THIN, "interpolator.thin"),
        pyramid(FaultyPyramid.SHIFTED, "pyramid.position"),
        pyramid(FaultyPyramid.SPACING, "pyramid.geometry"),
        pyramid(FaultyPyramid.TURNED, "pyramid.geometry"),
        pyramid(FaultyPyramid.SUM, "pyramid.constant"),
        pyramid(FaultyPyramid.SCHEDULE_LEAKED, "pyramid.schedule"),
        pyramid(FaultyPyramid.SCHEDULE_REVERSED, "pyramid.schedule"),
        pyramid(FaultyPyramid.NO_BOUNDS, "pyramid.no-such-level"),
        pyramid(FaultyPyramid.ONE_LEVEL_MORE, "pyramid.levels"),
        pyramid(FaultyPyramid.IMAGE_WRITTEN, "pyramid.inputs-untouched"),
        pyramid(FaultyPyramid.SHARPENED, "pyramid.smooths"),
        pyramid(FaultyPyramid.SUM, "pyramid.mean"),
        pyramid(FaultyPyramid.CREEPS, "pyramid.pure"),
        pyramid(FaultyPyramid.CREEPS, "pyramid.concurrent"),
        resampler(FaultyResampler.NO_DEFAULT, "resampler.outside"),
        resampler(FaultyResampler.ROUNDED, "resampler.unrounded"),
        resampler(FaultyResampler.BUFFER_KEPT, "resampler.pure"),
        resampler(FaultyResampler.TURNED, "resampler.values"),
        resampler(FaultyResampler.LAST_ROW, "resampler.values"),
        resampler(FaultyResampler.THREADS, "resampler.threads"),
        resampler(FaultyResampler.GRID, "resampler.grid"),
        optimizer(FaultyOptimizer.ASCENDS, "optimizer.quadratic"),
        optimizer(FaultyOptimizer.IDLE, "optimizer.rosenbrock"),
        optimizer(FaultyOptimizer.IDLE, "optimizer.noisy"),
        optimizer(FaultyOptimizer.START_WRITTEN, "optimizer.inputs-untouched"),
        optimizer(FaultyOptimizer.CANCEL_SWALLOWED, "optimizer.cancel"),
        optimizer(FaultyOptimizer.FAILURE_SWALLOWED, "optimizer.failing-function"),
        optimizer(FaultyOptimizer.NO_MAXIMUM, "optimizer.maximum"),
        optimizer(FaultyOptimizer.UNSEEDED, "optimizer.same"),
        optimizer(FaultyOptimizer.NUMBERS, "optimizer.iterations"),
        optimizer(FaultyOptimizer.NO_REASON, "optimizer.result"),
        optimizer(FaultyOptimizer.WARM_START, "optimizer.reuse"),
        optimizer(FaultyOptimizer.NAN_LOOP, "optimizer.nan"),
        format(FaultyFormat.DIRECTION, "format.geometry"),
        format(FaultyFormat.ONE_VALUE, "format.round-trip"),
        format(FaultyFormat.TYPE, "format.round-trip"),
        format(FaultyFormat.NO_CLAMP, "format.round-trip"),
        format(FaultyFormat.TRUSTING, "format.corrupted"),
        format(FaultyFormat.STACK, "format.corrupted"),
        format(FaultyFormat.SLICES, "format.streamed"),
        format(FaultyFormat.UNTIDY, "format.tidy"),
        format(FaultyFormat.APPENDS, "format.tidy"),
        format(FaultyFormat.ANYTHING, "format.recognises"),
        format(FaultyFormat.FOLDERS, "format.unwritable"));
  }

  private static Subject subject(Faulty component) {
    // A short wait is enough to see that an optimizer hangs.
    Settings settings = Settings.of("Faulty").with("seconds", "2");
    boolean waves = component instanceof FaultyTransform;
    return Subject.of(component, waves ? settings.with("recovers", "false") : settings);
  }

  @TestFactory
  Stream<DynamicTest> theSameWithoutFaultIsAccepted() {
    return SOUND.stream()
        .map(
            component ->
                DynamicTest.dynamicTest(
                    component.getClass().getSimpleName(), () -> accepted(component)));
  }

  private static void accepted(Faulty component) {
    List<String> failed = new ArrayList<>();
    for (Result result : subject(component).run()) {
      if (result.outcome().status() == Outcome.Status.FAILED) {
        failed.add(result.checkId() + " " + result.outcome().findings());
      }
    }
    assertEquals(List.of(), failed);
  }

  @TestFactory
  Stream<DynamicTest> theFaultIsFound() {
    return mutants().stream()
        .map(
            mutant ->
                DynamicTest.dynamicTest(
                    mutant.component().getClass().getSimpleName().replace("Faulty", "")
                        + ": "
                        + mutant.component().fault()
                        + " ["
                        + mutant.check()
                        + "]",
                    () -> rejected(mutant)));
  }

  private static void rejected(Mutant mutant) {
    List<Check> checks =
        subject(mutant.component()).checks().stream()
            .filter(check -> check.id().equals(mutant.check()))
            .toList();
    assertTrue(!checks.isEmpty(), () -> "there is no check " + mutant.check());
    List<Outcome> outcomes = checks.stream().map(Check::run).toList();
    assertTrue(
        outcomes.stream().anyMatch(o -> o.status() == Outcome.Status.FAILED),
        () -> mutant.check() + " did not notice: " + mutant.component().fault());
  }

  @Test
  void thereAreEnoughMutantsAndEveryCheckHasOne() {
    assertTrue(mutants().size() >= FEWEST_MUTANTS, () -> mutants().size() + " mutants");
    Set<String> without = new TreeSet<>();
    for (Faulty component : SOUND) {
      subject(component).checks().forEach(check -> without.add(check.id()));
    }
    mutants().forEach(mutant -> without.remove(mutant.check()));
    without.removeAll(CHECKS_WITHOUT_MUTANT);
    assertEquals(Set.of(), without, "checks that no broken component has been shown to fail");
  }

  /**
   * Trivial checks, and checks of what the faulty components do not do: vectors, compression, own
   * use of threads.
   */
  private static final Set<String> CHECKS_WITHOUT_MUTANT =
      Set.of(
          "facts.class",
          "format.compressed",
          "format.facts",
          "format.some-type",
          "format.vectors",
          "interpolator.double",
          "interpolator.threads",
          "pyramid.thin",
          "pyramid.threads",
          "resampler.concurrent",
          "sampler.threads",
          "transform.threads");
}
