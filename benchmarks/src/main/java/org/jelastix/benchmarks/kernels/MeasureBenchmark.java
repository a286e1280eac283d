package org.jelastix.benchmarks.kernels;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.component.SimilarityMeasure;
import org.jelastix.api.image.Image;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.images.interpolation.GridInterpolator;
import org.jelastix.metrics.Measures;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Similarity of intensities, with derivatives. */
@State(Scope.Thread)
public class MeasureBenchmark {
  private static final int SAMPLES = 2048;

  private SimilarityMeasure information;
  private SimilarityMeasure squares;
  private double[] fixed;
  private double[] moving;
  private double[] weights;

  /** Makes the measures. */
  @Setup
  public void setUp() {
    Image image = Scene.image(64, 64);
    fixed = Scene.samples(SAMPLES, 64, 64).values();
    moving = new double[SAMPLES];
    weights = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      moving[i] = 0.8 * fixed[i] + 0.2 * fixed[SAMPLES - 1 - i];
    }
    information =
        Measures.mutualInformation(
            new MetricContext(
                ComponentParameters.defaults(),
                List.of(image),
                List.of(image),
                List.of(GridInterpolator.linear(image)),
                Optional.empty(),
                Optional.empty(),
                Extras.none(),
                Parallel.sequential()));
    squares = Measures.meanSquares();
  }

  /** Mattes' mutual information, 32 × 32 bins. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double mutualInformation() {
    return information.evaluate(SAMPLES, fixed, moving, weights, Parallel.sequential());
  }

  /** Mean squares. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double meanSquares() {
    return squares.evaluate(SAMPLES, fixed, moving, weights, Parallel.sequential());
  }
}
