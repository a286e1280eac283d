package org.jelastix.optimizers;

import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.OptimizerContext;

/** Declarations that the optimizers with estimated step sizes share. */
final class StepSizeParameters {
  private StepSizeParameters() {}

  static final Parameter<Boolean> AUTOMATIC_PARAMETER_ESTIMATION =
      Parameter.bool("AutomaticParameterEstimation", true)
          .perResolution()
          .doc(
              "Whether the step size is estimated from the images and the transform, so that a"
                  + " step moves most points by at most MaximumStepLength. If not, SP_a,"
                  + " SP_alpha, SigmoidMax, SigmoidMin and SigmoidScale are used.");

  static final Parameter<Double> MAXIMUM_STEP_LENGTH_RATIO =
      Parameter.number("MaximumStepLengthRatio", 1.0)
          .perResolution()
          .above(0)
          .doc(
              "The default of MaximumStepLength is this many voxels. Has no effect if"
                  + " MaximumStepLength is set, or without automatic estimation.");

  static final Parameter<Double> MAXIMUM_STEP_LENGTH =
      Parameter.number("MaximumStepLength", null)
          .perResolution()
          .above(0)
          .unit("mm")
          .defaultsTo("the mean voxel spacing of both images along their first two axes")
          .doc(
              "How far a point may move in the first iterations. Larger values find larger"
                  + " displacements, smaller values are more precise. Used by the automatic"
                  + " estimation only.");

  static final Parameter<Integer> NUMBER_OF_GRADIENT_MEASUREMENTS =
      Parameter.integer("NumberOfGradientMeasurements", 0)
          .perResolution()
          .atLeast(0)
          .doc(
              "At how many perturbed positions the gradient is measured to estimate its size and"
                  + " its noise; 0 chooses a number. More cost more time and make the estimate"
                  + " more stable.");

  static final Parameter<Integer> NUMBER_OF_JACOBIAN_MEASUREMENTS =
      Parameter.integer("NumberOfJacobianMeasurements", null)
          .perResolution()
          .atLeast(1)
          .defaultsTo("1000 or the number of transform parameters, whichever is larger")
          .doc(
              "At about how many points of the fixed image the transform's derivatives are"
                  + " measured for the step size.");

  static final Parameter<Integer> NUMBER_OF_SAMPLES_FOR_EXACT_GRADIENT =
      Parameter.integer("NumberOfSamplesForExactGradient", 100000)
          .perResolution()
          .atLeast(1)
          .doc(
              "About how many samples, on a regular grid, stand for the whole image when the noise"
                  + " of random samples is measured. Smaller values save time at the start of a"
                  + " resolution.");

  static final Parameter<Double> SIGMOID_SCALE_FACTOR =
      Parameter.number("SigmoidScaleFactor", 0.1)
          .perResolution()
          .above(0)
          .doc(
              "How wide the estimated sigmoid of the adaptive step size is, relative to the noise"
                  + " of inner products of gradients.");

  static final Parameter<Double> SIGMOID_MAX =
      Parameter.number("SigmoidMax", 1.0)
          .perResolution()
          .above(0)
          .doc(
              "The most that the time of the gain moves on in an iteration. Not used with"
                  + " automatic estimation.");

  static final Parameter<Double> SIGMOID_MIN =
      Parameter.number("SigmoidMin", -0.8)
          .perResolution()
          .range(v -> v < 0, "below 0")
          .doc(
              "The most that the time of the gain moves back in an iteration, as a negative"
                  + " number. Not used with automatic estimation.");

  static final Parameter<Double> SIGMOID_SCALE =
      Parameter.number("SigmoidScale", 1e-8)
          .perResolution()
          .above(0)
          .doc(
              "The width of the sigmoid, in the unit of the squared gradient. Not used with"
                  + " automatic estimation.");

  static final Parameter<Double> SIGMOID_INITIAL_TIME =
      Parameter.number("SigmoidInitialTime", 0.0)
          .perResolution()
          .atLeast(0)
          .doc("The time of the gain in the first iteration; larger values start smaller.");

  static final Parameter<Boolean> USE_ADAPTIVE_STEP_SIZES =
      Parameter.bool("UseAdaptiveStepSizes", true)
          .aliases("UseCruzAcceleration")
          .perResolution()
          .doc(
              "Whether the gain falls off more slowly while consecutive gradients agree. Turned"
                  + " off when samples are taken from random regions (UseRandomSampleRegion).");

  static final Parameter<Integer> MAX_BAND_COV_SIZE =
      Parameter.integer("MaxBandCovSize", 192)
          .perResolution()
          .atLeast(0)
          .doc(
              "Most diagonals of the Jacobians' covariance that are kept as arrays; the others are"
                  + " kept in sparse rows. Affects speed and memory, not results.");

  static final Parameter<Integer> NUMBER_OF_BAND_STRUCTURE_SAMPLES =
      Parameter.integer("NumberOfBandStructureSamples", 10)
          .perResolution()
          .atLeast(0)
          .doc(
              "At how many points the transform is asked which diagonals those are. Affects speed,"
                  + " not results.");

  static final Parameter<String> ESTIMATION_METHOD =
      Parameter.choice(
              "ASGDParameterEstimationMethod",
              "Original",
              "Original",
              "OriginalButSigmoidToDefault",
              "DisplacementDistribution")
          .doc(
              "How the step size is estimated: from the covariance of the transform's Jacobians"
                  + " (Original; OriginalButSigmoidToDefault keeps the default sigmoid), or from"
                  + " the displacements that a gradient step causes (DisplacementDistribution,"
                  + " much faster for transforms with many parameters).");

  static final Parameter<String> MAXIMUM_DISPLACEMENT_ESTIMATION_METHOD =
      Parameter.choice(
              "MaximumDisplacementEstimationMethod",
              DisplacementDistribution.TWO_SIGMA,
              DisplacementDistribution.TWO_SIGMA,
              DisplacementDistribution.PERCENTILE_95)
          .doc(
              "Which displacement is held to MaximumStepLength: the mean plus two standard"
                  + " deviations, or the 95th percentile. Used where step sizes are estimated from"
                  + " displacements.");

  static final Parameter<Boolean> NOISE_COMPENSATION =
      Parameter.bool("NoiseCompensation", true)
          .doc(
              "Whether the step is made smaller by the part that noise has in the gradient. Used"
                  + " with the estimation method DisplacementDistribution.");

  static final Parameter<Boolean> SHOW_PROGRESS_PERCENTAGE =
      Parameter.bool("ShowProgressPercentage", false)
          .doc("Accepted for compatibility; progress is reported to listeners.");

  /** MaximumStepLength, or its default. */
  static double maximumStepLength(OptimizerContext context) {
    return maximumStepLength(context, context.parameters().get(MAXIMUM_STEP_LENGTH_RATIO));
  }

  /** MaximumStepLength, or its default times a ratio. */
  static double maximumStepLength(OptimizerContext context, double ratio) {
    ComponentParameters parameters = context.parameters();
    double sum = 0;
    int fixedAxes = Math.min(2, context.fixedGrid().dimension());
    int movingAxes = Math.min(2, context.movingGrid().dimension());
    for (int d = 0; d < fixedAxes; d++) {
      sum += context.fixedGrid().spacing(d);
    }
    for (int d = 0; d < movingAxes; d++) {
      sum += context.movingGrid().spacing(d);
    }
    return parameters.find(MAXIMUM_STEP_LENGTH).orElse(ratio * sum / (fixedAxes + movingAxes));
  }

  /** The sigmoid as set by the parameters, for use without estimation. */
  static Sigmoid sigmoid(ComponentParameters parameters) {
    return new Sigmoid(
        parameters.get(SIGMOID_MAX), parameters.get(SIGMOID_MIN), parameters.get(SIGMOID_SCALE));
  }
}
