package org.jelastix.runtime.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Registration;
import org.jelastix.runtime.Transformation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of transform finds a transform of its own kind again; errors in mm, with voxels of 1 mm
 * in 2-D and 2 mm in 3-D.
 */
class TransformRecoveryTest {
  private static final Jelastix JELASTIX = Jelastix.builder().threads(2).build();

  @AfterAll
  static void close() {
    JELASTIX.close();
  }

  static ParameterMap.Builder map(String transform) {
    return ParameterMap.builder()
        .put("Registration", "MultiResolutionRegistration")
        .put("Transform", transform)
        .put("Metric", "AdvancedMeanSquares")
        .put("Optimizer", "AdaptiveStochasticGradientDescent")
        .put("ImageSampler", "Grid")
        .put("Interpolator", "BSplineInterpolator")
        .put("BSplineInterpolationOrder", "3")
        .put("AutomaticTransformInitialization", "false")
        .put("AutomaticScalesEstimation", "true")
        .put("NumberOfResolutions", "2")
        .put("MaximumNumberOfIterations", "120")
        .put("MaximumStepLength", "1");
  }

  private static Transform transform(String name, int dimension, double... values) {
    ParameterMap.Builder map =
        ParameterMap.builder()
            .put("Transform", name)
            .put("NumberOfParameters", values.length)
            .put("TransformParameters", values)
            .put("FixedImageDimension", dimension)
            .put("MovingImageDimension", dimension)
            .put("CenterOfRotationPoint", new double[dimension]);
    return Transformation.of(JELASTIX, List.of(map.build())).transform();
  }

  static Stream<Arguments> ofTheWholeSpace() {
    return Stream.of(
        Arguments.of("TranslationTransform", 2, new double[] {1.7, -2.2}),
        Arguments.of("TranslationTransform", 3, new double[] {1.7, -2.2, 0.8}),
        Arguments.of("EulerTransform", 2, new double[] {0.15, 1, -0.7}),
        Arguments.of("EulerTransform", 3, new double[] {0.1, -0.08, 0.12, 1, -0.7, 0.5}),
        Arguments.of("SimilarityTransform", 2, new double[] {1.08, -0.1, 1, -0.7}),
        Arguments.of(
            "SimilarityTransform", 3, new double[] {0.05, -0.04, 0.06, 1, -0.7, 0.5, 1.07}),
        Arguments.of("AffineTransform", 2, new double[] {1.06, 0.08, -0.1, 0.95, 1, -0.7}),
        Arguments.of(
            "AffineTransform",
            3,
            new double[] {1.05, 0.06, -0.05, -0.07, 0.96, 0.04, 0.05, -0.03, 1.02, 1, -0.7, 0.5}),
        Arguments.of("AffineLogTransform", 2, new double[] {0.06, 0.08, -0.1, -0.05, 1, -0.7}),
        Arguments.of(
            "AffineLogTransform",
            3,
            new double[] {0.05, 0.06, -0.05, -0.07, -0.04, 0.04, 0.05, -0.03, 0.02, 1, -0.7, 0.5}),
        Arguments.of("AffineDTITransform", 2, new double[] {0.1, 0.05, 0.03, 1.06, 0.95, 1, -0.7}),
        Arguments.of(
            "AffineDTITransform",
            3,
            new double[] {0.07, -0.06, 0.08, 0.04, -0.03, 0.05, 1.05, 0.96, 1.02, 1, -0.7, 0.5}));
  }

  @ParameterizedTest
  @MethodSource
  void ofTheWholeSpace(String name, int dimension, double[] values) {
    assertFound(
        dimension == 2 ? 0.05 : 0.1,
        dimension,
        transform(name, dimension, values)::apply,
        map(name));
  }

  private static void assertFound(
      double tolerance, int dimension, UnaryOperator<double[]> truth, ParameterMap.Builder map) {
    Pattern pattern = new Pattern(dimension, 3);
    ImageGrid grid = Pattern.grid(dimension);
    Transform found =
        Registration.builder()
            .jelastix(JELASTIX)
            .fixed(pattern.image(grid, truth))
            .moving(pattern.image(grid, UnaryOperator.identity()))
            .parameters(map.build())
            .build()
            .run()
            .transform();
    double before = pattern.distance(grid, UnaryOperator.identity(), truth);
    assertTrue(before > 1, () -> "the truth is " + before + " mm from the identity");
    assertEquals(0, pattern.distance(grid, found::apply, truth), tolerance);
  }

  @ParameterizedTest
  @CsvSource({
    "BSplineTransform, 1, 2, 0.2",
    "BSplineTransform, 2, 2, 0.2",
    "BSplineTransform, 3, 2, 0.2",
    "BSplineTransform, 3, 3, 0.4",
    "RecursiveBSplineTransform, 3, 2, 0.2",
    "RecursiveBSplineTransform, 3, 3, 0.4"
  })
  void ofSplines(String name, int order, int dimension, double tolerance) {
    assertFound(
        tolerance,
        dimension,
        waves(dimension),
        map(name)
            .put("BSplineTransformSplineOrder", order)
            .put("Optimizer", "QuasiNewtonLBFGS")
            .put("ImageSampler", "Full")
            .put("MaximumNumberOfIterations", dimension == 2 ? 40 : 12)
            .put("FinalGridSpacingInPhysicalUnits", 7.0));
  }

  private static UnaryOperator<double[]> waves(int dimension) {
    return x -> {
      double[] y = x.clone();
      for (int d = 0; d < dimension; d++) {
        y[d] += 2 * Math.sin(x[(d + 1) % dimension] / 6 + d);
      }
      return y;
    };
  }

  private static ParameterMap.Builder diffusion(int dimension, double threshold) {
    return map("BSplineTransformWithDiffusion")
        .put("Optimizer", "QuasiNewtonLBFGS")
        .put("ImageSampler", "Full")
        .put("MaximumNumberOfIterations", dimension == 2 ? 40 : 12)
        .put("FinalGridSpacing", dimension == 2 ? 7.0 : 3.5)
        .put("DiffusionEachNIterations", 4)
        .put("NumberOfDiffusionIterations", 30)
        .put("Radius", 3)
        .put("ThresholdHU", threshold);
  }

  /** Without rigid tissue, diffusion changes nothing. */
  @ParameterizedTest
  @CsvSource({"2, 0.2", "3, 0.5"})
  void ofSplinesWithDiffusion(int dimension, double tolerance) {
    assertFound(tolerance, dimension, waves(dimension), diffusion(dimension, 1e6));
  }

  @Test
  void diffusionMakesRigidTissueMoveAsOne() {
    Pattern pattern = new Pattern(2, 3);
    ImageGrid grid = Pattern.grid(2);
    double threshold = 80;
    Transform soft = pair(pattern, waves(2), diffusion(2, 1e6)).build().run().transform();
    Transform rigid = pair(pattern, waves(2), diffusion(2, threshold)).build().run().transform();
    double before = bending(pattern, grid, threshold, soft);
    double after = bending(pattern, grid, threshold, rigid);
    assertTrue(before > 0.1, () -> "neighbours move " + before + " mm apart");
    assertTrue(after < 0.25 * before, () -> after + " mm, and without diffusion " + before);
  }

  private static Registration.Builder pair(
      Pattern pattern, UnaryOperator<double[]> truth, ParameterMap.Builder map) {
    ImageGrid grid = Pattern.grid(2);
    return Registration.builder()
        .jelastix(JELASTIX)
        .fixed(pattern.image(grid, truth))
        .moving(pattern.image(grid, UnaryOperator.identity()))
        .parameters(map.build());
  }

  /** How far apart two neighbours within rigid tissue move on average. */
  private static double bending(
      Pattern pattern, ImageGrid grid, double threshold, Transform transform) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < grid.voxelCount(); i++) {
      double[] x = Pattern.position(grid, i);
      double[] neighbour = {x[0] + grid.spacing(0), x[1] + grid.spacing(1)};
      double[] y = transform.apply(x);
      double[] z = transform.apply(neighbour);
      if (pattern.at(y) > threshold && pattern.at(z) > threshold) {
        sum += Math.hypot(z[0] - y[0] - grid.spacing(0), z[1] - y[1] - grid.spacing(1));
        count++;
      }
    }
    return sum / count;
  }

  @ParameterizedTest
  @CsvSource({
    "2, ThinPlateSpline",
    "3, ThinPlateSpline",
    "3, VolumeSpline",
    "3, ElasticBodySpline"
  })
  void ofLandmarks(int dimension, String kernel) {
    Pattern pattern = new Pattern(dimension, 3);
    ImageGrid grid = Pattern.grid(dimension);
    Transform truth =
        dimension == 2
            ? transform("AffineTransform", 2, 1.06, 0.08, -0.1, 0.95, 1, -0.7)
            : transform(
                "AffineTransform",
                3,
                1.05,
                0.06,
                -0.05,
                -0.07,
                0.96,
                0.04,
                0.05,
                -0.03,
                1.02,
                1,
                -0.7,
                0.5);
    double[] fixed = new Random(4).doubles(15L * dimension, -12, 12).toArray();
    double[] moving = new double[fixed.length];
    for (int i = 0; i < fixed.length; i += dimension) {
      double[] mapped = truth.apply(Arrays.copyOfRange(fixed, i, i + dimension));
      System.arraycopy(mapped, 0, moving, i, dimension);
    }
    Transform found =
        Registration.builder()
            .jelastix(JELASTIX)
            .fixed(pattern.image(grid, truth::apply))
            .moving(pattern.image(grid, UnaryOperator.identity()))
            .points("fp", new PointSet(dimension, fixed, false))
            .points("mp", new PointSet(dimension, moving, false))
            .parameters(
                map("SplineKernelTransform")
                    .put("SplineKernelType", kernel)
                    .put("NumberOfResolutions", 1)
                    .put("MaximumNumberOfIterations", 0)
                    .build())
            .build()
            .run()
            .transform();
    assertEquals(0, pattern.distance(grid, found::apply, truth::apply), 0.01);
  }

  static Stream<Arguments> ofStacks() {
    return Stream.of(
        Arguments.of("TranslationStackTransform", new double[] {1, -1, 0, 2, -2, 0.5, 1.5, 1}),
        Arguments.of(
            "EulerStackTransform",
            new double[] {0.1, 1, -1, -0.15, 0, 2, 0.2, -2, 0.5, 0.05, 1.5, 1}),
        Arguments.of(
            "AffineLogStackTransform",
            new double[] {
              0.05, 0.08, -0.1, -0.05, 1, -1, -0.05, 0.04, 0.06, 0.07, 0, 2, 0.06, -0.05, 0.08, 0,
              -2, 0.5, 0, 0.07, -0.04, 0.05, 1.5, 1
            }));
  }

  @ParameterizedTest
  @MethodSource
  void ofStacks(String name, double[] values) {
    ParameterMap truth =
        ParameterMap.builder()
            .put("Transform", name)
            .put("NumberOfParameters", values.length)
            .put("TransformParameters", values)
            .put("FixedImageDimension", 3)
            .put("MovingImageDimension", 3)
            .put("CenterOfRotationPoint", new double[2])
            .put("NumberOfSubTransforms", 4)
            .put("StackOrigin", 0.0)
            .put("StackSpacing", 1.0)
            .build();
    assertStackFound(Transformation.of(JELASTIX, List.of(truth)).transform()::apply, map(name));
  }

  @Test
  void ofASplineStack() {
    assertStackFound(
        x ->
            new double[] {
              x[0] + 2 * Math.sin(x[1] / 6 + x[2]), x[1] + 2 * Math.cos(x[0] / 7 - x[2]), x[2]
            },
        map("BSplineStackTransform").put("FinalGridSpacingInPhysicalUnits", 7.0));
  }

  /** Each slice is one time, and the moving image the same at all times. */
  private static void assertStackFound(UnaryOperator<double[]> truth, ParameterMap.Builder map) {
    Pattern pattern = new Pattern(2, 3);
    ImageGrid grid = Pattern.stack(4);
    Transform found =
        Registration.builder()
            .jelastix(JELASTIX)
            .fixed(pattern.image(grid, truth))
            .moving(pattern.image(grid, UnaryOperator.identity()))
            .parameters(
                map.put("NumberOfResolutions", 1)
                    .put("Interpolator", "ReducedDimensionBSplineInterpolator")
                    .put("ImagePyramidSchedule", 1, 1, 0)
                    .put("SampleGridSpacing", 2, 2, 1)
                    .put("MaximumNumberOfIterations", 200)
                    .build())
            .build()
            .run()
            .transform();
    double before = pattern.distance(grid, UnaryOperator.identity(), truth);
    assertTrue(before > 1, () -> "the truth is " + before + " mm from the identity");
    assertEquals(0, pattern.distance(grid, found::apply, truth), 0.25);
  }

  /** One half of the image slides along the other, which splines alone cannot. */
  @Test
  void ofSlidingOrgans(@TempDir Path folder) {
    Pattern pattern = new Pattern(2, 3);
    ImageGrid grid = Pattern.grid(2);
    float[] labels = new float[grid.voxelCount()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Pattern.position(grid, i)[0] < 0 ? 0 : 1;
    }
    Path file = folder.resolve("labels.mha");
    JELASTIX.images().write(Image.of(grid, labels), file, false);
    UnaryOperator<double[]> truth = x -> new double[] {x[0], x[1] + (x[0] < 0 ? 1.5 : -1.5)};
    double[] error = new double[2];
    for (int k = 0; k < 2; k++) {
      ParameterMap.Builder map =
          map(k == 0 ? "MultiBSplineTransformWithNormal" : "BSplineTransform")
              .put("Optimizer", "QuasiNewtonLBFGS")
              .put("ImageSampler", "Full")
              .put("MaximumNumberOfIterations", 40)
              .put("FinalGridSpacingInPhysicalUnits", 14.0);
      Transform found =
          pair(pattern, truth, map).option("labels", file.toString()).build().run().transform();
      error[k] = pattern.distance(grid, found::apply, truth);
    }
    assertEquals(0, error[0], 0.2);
    assertTrue(error[0] < 0.5 * error[1], () -> Arrays.toString(error));
  }

  @Test
  void ofWeights(@TempDir Path folder) {
    Path first = folder.resolve("first.txt");
    Path second = folder.resolve("second.txt");
    JELASTIX.transformFiles().write(translation(3, 0), first, false);
    JELASTIX.transformFiles().write(translation(1, -4), second, false);
    assertFound(
        0.05,
        2,
        x -> new double[] {x[0] + 0.5 * 3 + 0.4, x[1] - 0.4 * 4},
        map("WeightedCombinationTransform")
            .put("SubTransforms", first.toString(), second.toString())
            .put("NormalizeCombinationWeights", "false"));
  }

  private static ParameterMap translation(double... values) {
    return ParameterMap.builder()
        .put("Transform", "TranslationTransform")
        .put("NumberOfParameters", values.length)
        .put("TransformParameters", values)
        .put("FixedImageDimension", values.length)
        .put("MovingImageDimension", values.length)
        .build();
  }
}
