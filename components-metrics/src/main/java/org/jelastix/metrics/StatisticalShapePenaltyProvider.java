package org.jelastix.metrics;

import java.util.Arrays;
import org.jelastix.api.InputException;
import org.jelastix.api.component.Metric;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;

/** Makes {@link StatisticalShape} penalties. */
public final class StatisticalShapePenaltyProvider implements MetricProvider {
  private static final String NAME = "StatisticalShapePenalty";

  private static final Parameter<Boolean> NORMALIZED =
      Parameter.bool("NormalizedShapeModel", true)
          .doc(
              "Whether the model is of shapes relative to their centroid and size, with centroid"
                  + " and size as last elements; otherwise it is of the points as they are.");

  private static final Parameter<Integer> CALCULATION =
      Parameter.integer("ShapeModelCalculation", 0)
          .between(0, 2)
          .doc(
              "How the covariance is inverted: 0 as a whole, 1 by eigenvectors (not for normalized"
                  + " models), 2 by eigenvectors of elements divided by their standard deviations"
                  + " (normalized models only). They agree unless ShrinkageIntensity is 0.");

  private static final Parameter<Double> SHRINKAGE =
      Parameter.number("ShrinkageIntensity", 0.5)
          .perResolution()
          .between(0, 1)
          .doc(
              "How far the covariance is drawn towards independent elements: 0 trusts the training"
                  + " shapes alone, 1 the given variances alone.");

  private static final Parameter<Double> BASE_VARIANCE =
      variance("BaseVariance", 1000, "each coordinate of each point");
  private static final Parameter<Double> CENTROID_X =
      variance("CentroidXVariance", 10, "the centroid's first coordinate");
  private static final Parameter<Double> CENTROID_Y =
      variance("CentroidYVariance", 10, "the centroid's second coordinate");
  private static final Parameter<Double> CENTROID_Z =
      variance("CentroidZVariance", 10, "the centroid's third coordinate");
  private static final Parameter<Double> SIZE = variance("SizeVariance", 10, "the size");

  private static final Parameter<Double> CUT_OFF =
      Parameter.number("CutOffValue", 0.0)
          .perResolution()
          .doc("Distances below this fade out; 0 or less for none.");

  private static final Parameter<Double> SHARPNESS =
      Parameter.number("CutOffSharpness", 2.0)
          .perResolution()
          .above(0)
          .doc("How abruptly they fade out. Has an effect only if CutOffValue is above 0.");

  /** Made by ServiceLoader. */
  public StatisticalShapePenaltyProvider() {}

  private static Parameter<Double> variance(String name, double standard, String of) {
    return Parameter.number(name, standard)
        .perResolution()
        .range(v -> v > 0 || v == -1, "above 0, or -1")
        .doc(
            "Variance of "
                + of
                + " towards which the covariance is drawn; -1 takes that of the training shapes.");
  }

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            NAME,
            "Distance of mapped points (-fp) from a statistical shape model (-mean, -covariance).")
        .reference(
            "F.F. Berendsen, U.A. van der Heide, T.R. Langerak, A.N.T.J. Kotte, J.P.W. Pluim:"
                + " Free-form image registration regularized by a statistical shape model:"
                + " application to organ segmentation in cervical MR, Computer Vision and Image"
                + " Understanding 117(9):1119-1127, 2013")
        .parameters(NORMALIZED, CALCULATION, SHRINKAGE)
        .parameters(BASE_VARIANCE, CENTROID_X, CENTROID_Y, CENTROID_Z, SIZE)
        .parameters(CUT_OFF, SHARPNESS)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    ComponentParameters parameters = context.parameters();
    boolean normalized = parameters.get(NORMALIZED);
    int calculation = parameters.get(CALCULATION);
    if (calculation == (normalized ? 1 : 2)) {
      throw parameters.error(
          CALCULATION,
          "is "
              + calculation
              + ", which is for NormalizedShapeModel "
              + !normalized
              + "; use 0 or "
              + (normalized ? 2 : 1));
    }
    ImageSamples points = points(context);
    int dim = context.dimension();
    int n = points.size() * dim + (normalized ? dim + 1 : 0);
    double[] mean = numbers(context, "mean", n, normalized);
    double[] flat = numbers(context, "covariance", n * n, normalized);
    double[][] covariance = new double[n][];
    for (int r = 0; r < n; r++) {
      covariance[r] = Arrays.copyOfRange(flat, r * n, (r + 1) * n);
    }
    ShapeModel model =
        ShapeModel.of(
            mean,
            covariance,
            variances(parameters, covariance, points.size() * dim, dim),
            parameters.get(SHRINKAGE),
            calculation == 2);
    return new StatisticalShape(
        points,
        model,
        normalized,
        parameters.get(CUT_OFF),
        parameters.get(SHARPNESS),
        context.parallel());
  }

  private static double[] variances(
      ComponentParameters parameters, double[][] covariance, int shape, int dim) {
    double average = 0;
    for (int k = 0; k < shape; k++) {
      average += covariance[k][k] / shape;
    }
    double base = parameters.get(BASE_VARIANCE);
    double[] variances = new double[covariance.length];
    Arrays.fill(variances, 0, shape, base == -1 ? average : base);
    for (int k = shape; k < variances.length; k++) {
      int d = k - shape;
      double given =
          parameters.get(d == dim ? SIZE : d == 0 ? CENTROID_X : d == 1 ? CENTROID_Y : CENTROID_Z);
      variances[k] = given == -1 ? covariance[k][k] : given;
    }
    return variances;
  }

  private static ImageSamples points(MetricContext context) {
    PointSet points =
        context
            .points("fp")
            .orElseThrow(() -> new InputException(NAME + " needs the shape's points; give -fp"));
    int dim = context.dimension();
    if (points.dimension() != dim || points.areIndices() || points.size() == 0) {
      throw new InputException("-fp must have points of " + dim + " coordinates in mm for " + NAME);
    }
    double[][] axes = new double[dim][points.size()];
    for (int i = 0; i < points.size(); i++) {
      for (int d = 0; d < dim; d++) {
        axes[d][i] = points.get(i, d);
      }
    }
    return new ImageSamples(axes, new double[points.size()]);
  }

  private static double[] numbers(
      MetricContext context, String option, int count, boolean normalized) {
    double[] numbers =
        context
            .extras()
            .numbers(option)
            .orElseThrow(() -> new InputException(NAME + " needs a shape model; give -" + option));
    if (numbers.length != count) {
      throw new InputException(
          "-"
              + option
              + " has "
              + numbers.length
              + " numbers; "
              + count
              + " are needed for the points of -fp"
              + (normalized ? ", their centroid and size" : ""));
    }
    return numbers;
  }
}
