package org.jelastix.optimizers;

import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.OptimizerContext;

/**
 * Chooses the step size of adaptive stochastic gradient descent, so that in the first iterations
 * most points move by at most δ, the maximum step length.
 *
 * <p>The original method (Klein et al., IJCV 2009) takes the terms of {@link JacobianTerms} and the
 * mean squared gradient gᵀg and error eᵀe of {@link GradientNoise} at positions perturbed with
 * standard deviation δ / √maxJJ. With σ₁² = gᵀg / tr C and σ₃² = eᵀe / tr C,
 *
 * <pre>
 * a     = A δ / (σ₁ √maxJCJ) · σ₁² / (σ₁² + σ₃²)
 * ω     = ζ σ₃² √‖C‖²_F
 * f_min = −0.99 + 0.98 · σ₁² / (σ₁² + σ₃²)
 * </pre>
 *
 * <p>The method of displacements (Qiao et al., IEEE TMI 2016) takes a = δ (A + 1) / d · gᵀg / (gᵀg
 * + eᵀe) with the displacement d of {@link DisplacementDistribution}. In both cases α = 1.
 */
final class StepSizeEstimation {
  private static final double TINY = 1e-14;

  private final OptimizerContext context;
  private final String optimizer;
  private final String method;
  private final double maximumStep;
  private final double offset;
  private final int jacobianMeasurements;
  private final boolean newSamples;
  private final int preciseSamples;
  private final double sigmoidScaleFactor;
  private final boolean adaptive;

  /** 0 until chosen, then kept for further estimates. */
  private int gradientMeasurements;

  /**
   * Reads the parameters.
   *
   * @param context of the optimizer
   * @param optimizer its name, for the log
   * @param maximumStep δ in mm
   * @param offset A
   * @param preciseSamples samples for precise gradients
   * @param adaptive whether adaptive steps are asked for
   */
  StepSizeEstimation(
      OptimizerContext context,
      String optimizer,
      double maximumStep,
      double offset,
      int preciseSamples,
      boolean adaptive) {
    ComponentParameters parameters = context.parameters();
    this.context = context;
    this.optimizer = optimizer;
    this.method = parameters.at(0).get(StepSizeParameters.ESTIMATION_METHOD);
    this.maximumStep = maximumStep;
    this.offset = offset;
    this.gradientMeasurements = parameters.get(StepSizeParameters.NUMBER_OF_GRADIENT_MEASUREMENTS);
    this.jacobianMeasurements =
        parameters
            .find(StepSizeParameters.NUMBER_OF_JACOBIAN_MEASUREMENTS)
            .orElse(Math.max(1000, context.transform().parameterCount()));
    this.newSamples = parameters.get(OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION);
    this.preciseSamples = preciseSamples;
    this.sigmoidScaleFactor = parameters.get(StepSizeParameters.SIGMOID_SCALE_FACTOR);
    this.adaptive = adaptive;
  }

  /**
   * Estimates.
   *
   * @param cost with its samplers
   * @param position scaled
   * @param listener told what is found
   * @throws RegistrationException if there are no samples
   */
  StepSize estimate(ScaledCost cost, double[] position, OptimizationListener listener) {
    return estimate(cost, cost, position, listener);
  }

  /** The same, with a function of other samples for the noise. */
  StepSize estimate(
      ScaledCost cost, ScaledCost noisy, double[] position, OptimizationListener listener) {
    Stopwatch total = new Stopwatch();
    listener.note("Starting automatic parameter estimation for " + optimizer + " ...");
    StepSize stepSize =
        method.equals("DisplacementDistribution")
            ? byDisplacements(cost, noisy, position, listener)
            : byJacobianTerms(cost, noisy, position, listener);
    listener.note("Automatic parameter estimation took " + total.elapsed(2));
    return stepSize;
  }

  /** The Jacobians at samples on a grid over the fixed image. */
  static SampleJacobians jacobians(
      OptimizerContext context,
      Parallel parallel,
      ScaledCost cost,
      double[] position,
      int measurements) {
    ImageSamples samples = context.gridSamples().apply(measurements);
    if (samples.size() == 0) {
      throw new RegistrationException(
          "no valid voxels (0 of "
              + measurements
              + ") to estimate the step size from; the fixed image's mask leaves none");
    }
    Transform transform = context.transform().withParameters(cost.toUnscaled(position));
    return new SampleJacobians(transform, samples, parallel);
  }

  private SampleJacobians jacobians(ScaledCost cost, double[] position) {
    return jacobians(context, context.parallel(), cost, position, jacobianMeasurements);
  }

  private StepSize byJacobianTerms(
      ScaledCost cost, ScaledCost noisy, double[] position, OptimizationListener listener) {
    listener.note("  Computing JacobianTerms ...");
    Stopwatch jacobianTime = new Stopwatch();
    ComponentParameters parameters = context.parameters();
    JacobianTerms terms =
        JacobianTerms.of(
            jacobians(cost, position),
            cost.roots(),
            parameters.get(StepSizeParameters.MAX_BAND_COV_SIZE),
            parameters.get(StepSizeParameters.NUMBER_OF_BAND_STRUCTURE_SAMPLES));
    listener.note("  Computing the Jacobian terms took " + jacobianTime.elapsed(6));

    if (gradientMeasurements == 0) {
      gradientMeasurements = measurementsFor(terms);
      noteMeasurements(listener);
    }
    Stopwatch gradientTime = new Stopwatch();
    GradientNoise noise = measure(noisy, position, terms.maxJJ(), listener);
    listener.note("  Sampling the gradients took " + gradientTime.elapsed(6));

    double traceC = terms.traceC();
    double sigma1 = root(noise.gradient(), traceC);
    double sigma3 = root(noise.error(), traceC);
    double largest =
        sigma1 > TINY && terms.maxJCJ() > TINY
            ? offset * maximumStep / sigma1 / Math.sqrt(terms.maxJCJ())
            : 0;
    double factor = sigma1 * sigma1 / (sigma1 * sigma1 + sigma3 * sigma3 + TINY);
    double omega =
        Math.max(TINY, sigmoidScaleFactor * sigma3 * sigma3 * Math.sqrt(terms.traceCC()));
    Sigmoid sigmoid =
        method.equals("Original")
            ? new Sigmoid(1.0, -0.99 + 0.98 * factor, omega)
            : StepSize.DEFAULT_SIGMOID;
    return new StepSize(
        new GainSequence(largest * factor, offset, 1.0),
        sigmoid,
        stillAdaptive(noise, listener),
        StepSize.USUAL_NOISE_FACTOR);
  }

  private StepSize byDisplacements(
      ScaledCost cost, ScaledCost noisy, double[] position, OptimizationListener listener) {
    listener.note("  Computing displacement distribution ...");
    Stopwatch displacementTime = new Stopwatch();
    double[] gradient = new double[position.length];
    cost.valueAndGradient(position, gradient);
    DisplacementDistribution distribution =
        DisplacementDistribution.of(
            jacobians(cost, position),
            cost.roots(),
            gradient,
            context
                .parameters()
                .at(0)
                .get(StepSizeParameters.MAXIMUM_DISPLACEMENT_ESTIMATION_METHOD));
    listener.note("  Computing the displacement distribution took " + displacementTime.elapsed(6));
    double a = maximumStep * (offset + 1.0) / (distribution.displacement() + TINY);
    boolean stillAdaptive = adaptive;
    double noiseFactor = StepSize.USUAL_NOISE_FACTOR;
    if (context.parameters().at(0).get(StepSizeParameters.NOISE_COMPENSATION)) {
      if (gradientMeasurements == 0) {
        gradientMeasurements = 2;
        noteMeasurements(listener);
      }
      Stopwatch gradientTime = new Stopwatch();
      GradientNoise noise = measure(noisy, position, distribution.maxJJ(), listener);
      noiseFactor = noise.factor();
      a *= noiseFactor;
      stillAdaptive = stillAdaptive(noise, listener);
      listener.note("  Computing the noise compensation took " + gradientTime.elapsed(6));
    }
    return new StepSize(
        new GainSequence(a, offset, 1.0), StepSize.DEFAULT_SIGMOID, stillAdaptive, noiseFactor);
  }

  private GradientNoise measure(
      ScaledCost cost, double[] position, double maxJJ, OptimizationListener listener) {
    listener.note("  Sampling gradients ...");
    double deviation = maxJJ > TINY ? maximumStep / Math.sqrt(maxJJ) : 0;
    return new GradientNoise.Plan(
            gradientMeasurements, newSamples, preciseSamples, context.random())
        .measure(cost, position, deviation, null);
  }

  /** So many that the mean of gᵀg is, with 2σ, below 1.5 times its expectation; at least 2. */
  private static int measurementsFor(JacobianTerms terms) {
    double traceC = terms.traceC();
    if (!(traceC > TINY && terms.traceCC() > TINY)) {
      return 2;
    }
    return Math.max(2, (int) Math.ceil(8.0 * terms.traceCC() / traceC / traceC / 0.5 / 0.5));
  }

  private void noteMeasurements(OptimizationListener listener) {
    listener.note("  NumberOfGradientMeasurements to estimate sigma_i: " + gradientMeasurements);
  }

  private boolean stillAdaptive(GradientNoise noise, OptimizationListener listener) {
    if (adaptive && noise.regionsIgnored()) {
      listener.note(
          "WARNING: UseAdaptiveStepSizes is turned off, because UseRandomSampleRegion is set to"
              + " \"true\".");
      return false;
    }
    return adaptive;
  }

  private static double root(double squares, double traceC) {
    return squares > TINY && traceC > TINY ? Math.sqrt(squares / traceC) : 0;
  }
}
