package org.jelastix.conformance.mutation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jelastix.api.CancelledException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.Iteration;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Gradient descent with a fixed gain, with faults. */
public final class FaultyOptimizer implements OptimizerProvider, Faulty {
  static final String ASCENDS = "it goes uphill";
  static final String IDLE = "it stays where it is";
  static final String START_WRITTEN = "it works in the caller's array";
  static final String CANCEL_SWALLOWED = "it goes on when a listener cancels";
  static final String FAILURE_SWALLOWED = "it stops quietly when the function fails";
  static final String NO_MAXIMUM = "it ignores the maximum number of iterations";
  static final String UNSEEDED = "its steps have unseeded noise";
  static final String NUMBERS = "iterations are counted from 1";
  static final String NO_REASON = "it does not say why it stopped";
  static final String WARM_START = "a second run starts where the first ended";
  static final String NAN_LOOP = "it waits until the value is a number again";

  static final Parameter<Integer> ITERATIONS =
      Parameter.integer("MaximumNumberOfIterations", 300)
          .perResolution()
          .atLeast(1)
          .doc("Number of steps.");

  private final String fault;

  FaultyOptimizer(String fault) {
    this.fault = fault;
  }

  /** Without fault. */
  public FaultyOptimizer() {
    this(SOUND);
  }

  @Override
  public String fault() {
    return fault;
  }

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(ComponentType.OPTIMIZER, "FaultyDescent", "Descent, with faults.")
        .parameters(ITERATIONS);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    int most = context.parameters().get(ITERATIONS);
    return new Descent(has(NO_MAXIMUM) ? 300 : most);
  }

  private final class Descent implements Optimizer {
    private final int iterations;
    private double[] end;

    Descent(int iterations) {
      this.iterations = iterations;
    }

    @Override
    public OptimizationResult optimize(
        CostFunction cost, double[] initial, OptimizationListener listener) {
      double[] mu = has(START_WRITTEN) ? initial : initial.clone();
      if (has(WARM_START) && end != null && end.length == mu.length) {
        mu = end.clone();
      }
      double[] gradient = new double[mu.length];
      Random noise = new Random();
      double value = Double.NaN;
      for (int k = 0; k < iterations; k++) {
        cost.selectNewSamples();
        try {
          value = cost.valueAndGradient(mu, gradient);
        } catch (RegistrationException e) {
          if (!has(FAILURE_SWALLOWED)) {
            throw e;
          }
          break;
        }
        while (has(NAN_LOOP) && Double.isNaN(value)) {
          value = cost.valueAndGradient(mu, gradient);
        }
        if (Double.isNaN(value)) {
          throw new RegistrationException("the value is not a number");
        }
        step(mu, gradient, noise);
        tell(listener, k, value, mu);
      }
      end = mu;
      return new OptimizationResult(
          mu, value, has(NO_REASON) ? "" : "Maximum number of iterations has been reached.");
    }

    private void step(double[] mu, double[] gradient, Random noise) {
      double gain = has(ASCENDS) ? -0.02 : has(IDLE) ? 0 : 0.02;
      for (int j = 0; j < mu.length; j++) {
        mu[j] -= gain * gradient[j] + (has(UNSEEDED) ? 1e-6 * noise.nextDouble() : 0);
      }
    }

    private void tell(OptimizationListener listener, int k, double value, double[] mu) {
      Map<String, Object> columns = new LinkedHashMap<>();
      columns.put("2:Metric", value);
      try {
        listener.iteration(new Iteration(has(NUMBERS) ? k + 1 : k, value, mu, columns));
      } catch (CancelledException e) {
        if (!has(CANCEL_SWALLOWED)) {
          throw e;
        }
      }
    }
  }
}
