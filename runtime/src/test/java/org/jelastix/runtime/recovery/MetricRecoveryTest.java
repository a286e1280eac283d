package org.jelastix.runtime.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Registration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each metric leads back to a known shift; errors in mm, voxels of about 1. */
class MetricRecoveryTest {
  private static final Jelastix JELASTIX = Jelastix.builder().threads(2).build();
  private static final double[] SHIFT = {1.7, -2.2};

  @AfterAll
  static void close() {
    JELASTIX.close();
  }

  private static Transform run(ParameterMap map, Image fixed, Image moving) {
    return Registration.builder()
        .jelastix(JELASTIX)
        .fixed(fixed)
        .moving(moving)
        .parameters(map)
        .build()
        .run()
        .transform();
  }

  @ParameterizedTest
  @CsvSource({
    "AdvancedMeanSquares, same, 0.02",
    "AdvancedNormalizedCorrelation, dimmer, 0.02",
    "AdvancedMattesMutualInformation, inverted, 0.1",
    "NormalizedMutualInformation, inverted, 0.1",
    "KNNGraphAlphaMutualInformation, inverted, 0.3",
    "SumSquaredTissueVolumeDifference, lung, 0.1",
    "AdvancedKappaStatistic, labels, 0.5",
    "NormalizedGradientCorrelation, dimmer, 0.2",
    "GradientDifference, same, 0.2",
    "PatternIntensity, same, 0.2"
  })
  void ofAShift(String metric, String contrast, double tolerance) {
    Pattern pattern = new Pattern(2, 5);
    ImageGrid grid = Pattern.grid(2);
    Image fixed = pattern.image(grid, x -> new double[] {x[0] + SHIFT[0], x[1] + SHIFT[1]});
    Image moving = pattern.image(grid, UnaryOperator.identity());
    ParameterMap map =
        TransformRecoveryTest.map("TranslationTransform")
            .put("Metric", metric)
            .put("Optimizer", "RegularStepGradientDescent")
            .put("ImageSampler", "Full")
            .put("MaximumStepLength", 1.0)
            .put("MinimumStepLength", 0.002)
            .put("MaximumNumberOfIterations", 60)
            .put("NumberOfHistogramBins", 32)
            .put("KNearestNeighbours", 12)
            .build();
    Transform found = run(map, seen(fixed, contrast, true), seen(moving, contrast, false));
    assertArrayEquals(SHIFT, found.parameters(), tolerance);
  }

  /** How each image shows the pattern. */
  private static Image seen(Image image, String contrast, boolean fixed) {
    float[] values = image.floats().clone();
    for (int i = 0; i < values.length; i++) {
      float v = values[i];
      values[i] =
          switch (contrast) {
            case "dimmer" -> fixed ? v : 0.6f * v + 10;
            case "inverted" -> fixed ? v : 300 - 0.8f * v;
            case "lung" -> v * 3 - 900;
            case "labels" -> v > 60 ? 1 : 0;
            default -> v;
          };
    }
    return Image.of(image.grid(), values);
  }

  @ParameterizedTest
  @CsvSource({
    "VarianceOverLastDimensionMetric, 0.05",
    "SumOfPairwiseCorrelationCoefficientsMetric, 0.05",
    "PCAMetric, 0.05",
    "PCAMetric2, 0.05"
  })
  void ofMotionOverTime(String metric, double tolerance) {
    // Zero on average, as the result will be.
    double[] shifts = {1.5, -1, -0.5, 2, 0.4, -1.2, -1.4, 0.2};
    Pattern pattern = new Pattern(2, 5);
    Image series =
        pattern.image(
            Pattern.stack(4),
            x -> {
              int time = (int) Math.round(x[2]);
              return new double[] {x[0] - shifts[2 * time], x[1] - shifts[2 * time + 1]};
            });
    ParameterMap map =
        TransformRecoveryTest.map("TranslationStackTransform")
            .put("Metric", metric)
            .put("Interpolator", "ReducedDimensionBSplineInterpolator")
            .put("ImagePyramidSchedule", 2, 2, 0, 1, 1, 0)
            .put("SampleGridSpacing", 2, 2, 4, 2, 2, 4)
            .put("SubtractMean", "true")
            .put("NumEigenValues", 1)
            .put("MaximumNumberOfIterations", 60)
            .build();
    Transform found = run(map, series, series);
    double[] p = found.parameters();
    for (int i = 0; i < shifts.length; i++) {
      assertEquals(shifts[i], p[i], tolerance, "parameter " + i);
    }
  }

  @Test
  void ofPoints() {
    double[] fixed = new Random(4).doubles(20, -12, 12).toArray();
    double[] moving = new double[fixed.length];
    for (int i = 0; i < fixed.length; i += 2) {
      moving[i] = 1.06 * fixed[i] + 0.08 * fixed[i + 1] + SHIFT[0];
      moving[i + 1] = -0.1 * fixed[i] + 0.95 * fixed[i + 1] + SHIFT[1];
    }
    Image image = new Pattern(2, 5).image(Pattern.grid(2), UnaryOperator.identity());
    Transform found =
        Registration.builder()
            .jelastix(JELASTIX)
            .fixed(image)
            .moving(image)
            .points("fp", new PointSet(2, fixed, false))
            .points("mp", new PointSet(2, moving, false))
            .parameters(
                TransformRecoveryTest.map("AffineTransform")
                    .put("Metric", "CorrespondingPointsEuclideanDistanceMetric")
                    .put("Optimizer", "RegularStepGradientDescent")
                    .put("MinimumStepLength", 1e-4)
                    .put("MaximumNumberOfIterations", 200)
                    .build())
            .build()
            .run()
            .transform();
    for (int i = 0; i < fixed.length; i += 2) {
      double[] mapped = found.apply(fixed[i], fixed[i + 1]);
      assertArrayEquals(new double[] {moving[i], moving[i + 1]}, mapped, 0.02);
    }
  }

  @Test
  void ofAShape(@TempDir Path folder) throws IOException {
    double[] fixed = new Random(4).doubles(20, -12, 12).toArray();
    StringBuilder mean = new StringBuilder();
    StringBuilder covariance = new StringBuilder();
    for (int i = 0; i < fixed.length; i++) {
      mean.append(fixed[i] + SHIFT[i % 2]).append('\n');
      for (int j = 0; j < fixed.length; j++) {
        covariance.append(i == j ? 2 : 0).append(j == fixed.length - 1 ? '\n' : ' ');
      }
    }
    Image image = new Pattern(2, 5).image(Pattern.grid(2), UnaryOperator.identity());
    Transform found =
        Registration.builder()
            .jelastix(JELASTIX)
            .fixed(image)
            .moving(image)
            .points("fp", new PointSet(2, fixed, false))
            .option("mean", Files.writeString(folder.resolve("mean.txt"), mean).toString())
            .option(
                "covariance",
                Files.writeString(folder.resolve("covariance.txt"), covariance).toString())
            .parameters(
                TransformRecoveryTest.map("TranslationTransform")
                    .put("Metric", "StatisticalShapePenalty")
                    .put("NormalizedShapeModel", "false")
                    .put("Optimizer", "RegularStepGradientDescent")
                    .put("MinimumStepLength", 1e-4)
                    .build())
            .build()
            .run()
            .transform();
    assertArrayEquals(SHIFT, found.parameters(), 0.02);
  }
}
