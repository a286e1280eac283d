package org.jelastix.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jelastix.api.CancelledException;
import org.jelastix.api.InputException;
import org.jelastix.api.JelastixException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Iteration;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.parameter.ParameterMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
  private static final Jelastix JELASTIX = Jelastix.builder().threads(2).build();
  private static final ImageGrid GRID = Blobs.grid(40, 36);
  private static final Image FIXED = Blobs.of(GRID, 0, 0);
  private static final Image MOVING = Blobs.of(GRID, 2.5, -1.5);

  @AfterAll
  static void close() {
    JELASTIX.close();
  }

  private static ParameterMap.Builder translation() {
    return ParameterMap.builder()
        .put("Registration", "MultiResolutionRegistration")
        .put("Transform", "TranslationTransform")
        .put("Metric", "AdvancedMeanSquares")
        .put("Optimizer", "AdaptiveStochasticGradientDescent")
        .put("ImageSampler", "Full")
        .put("Interpolator", "LinearInterpolator")
        .put("AutomaticTransformInitialization", "false")
        .put("NumberOfResolutions", "2")
        .put("MaximumNumberOfIterations", "40")
        .put("ResultImagePixelType", "float");
  }

  private static Registration.Builder blobs() {
    return Registration.builder().jelastix(JELASTIX).fixed(FIXED).moving(MOVING);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void recoversAShift(int dimension) {
    int[] size =
        Arrays.copyOf(dimension == 2 ? new int[] {48, 40} : new int[] {20, 17, 15, 9}, dimension);
    double[] shift = Arrays.copyOf(new double[] {1.2, -0.9, 0.7, -0.4}, dimension);
    ImageGrid grid = Blobs.grid(size);
    RegistrationResult result =
        Registration.builder()
            .jelastix(JELASTIX)
            .fixed(Blobs.of(grid, new double[dimension]))
            .moving(Blobs.of(grid, shift))
            .parameters(translation().build())
            .build()
            .run();
    assertArrayEquals(shift, result.transform().parameters(), 0.05);
    assertEquals(grid, result.resultImage().grid());
    assertEquals(PixelType.FLOAT, result.resultImage().storedType());
  }

  @Test
  void theResultMapsGiveTheSameTransformation() {
    RegistrationResult result =
        blobs()
            .parameters(
                translation().build(),
                translation()
                    .put("Transform", "BSplineTransform")
                    .put("FinalGridSpacingInVoxels", "12")
                    .put("MaximumNumberOfIterations", "5")
                    .build())
            .build()
            .run();
    assertEquals(2, result.parameterMaps().size());
    assertEquals("0", result.parameterMaps().get(1).first("InitialTransformParameterFileName", ""));
    Transformation again = Transformation.of(JELASTIX, result.parameterMaps());
    double[] point = {3.2, -4.1};
    assertArrayEquals(result.transform().apply(point), again.transform().apply(point), 1e-12);
    assertArrayEquals(
        result.resultImage().floats(), again.apply(MOVING).floats(), "resampled image");
    assertEquals(GRID, again.grid());
  }

  @Test
  void anInitialTransformIsTheStart() {
    RegistrationResult first = blobs().parameters(translation().build()).build().run();
    RegistrationResult second =
        blobs()
            .initialTransform(Transformation.of(first))
            .parameters(translation().put("MaximumNumberOfIterations", "1").build())
            .build()
            .run();
    assertTrue(second.stages().get(0).hasInitialTransform());
    assertEquals(2, second.parameterMaps().size());
    double[] at = second.transform().apply(0, 0);
    assertArrayEquals(new double[] {2.5, -1.5}, at, 0.1);
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() {
    ParameterMap map =
        translation()
            .put("Registration", "MultiMetricMultiResolutionRegistration")
            .put("Metric", "AdvancedMattesMutualInformation", "AdvancedMeanSquares")
            .put("ImageSampler", "RandomCoordinate")
            .put("NewSamplesEveryIteration", "true")
            .put("NumberOfSpatialSamples", "900")
            .put("Transform", "AffineTransform")
            .put("AutomaticScalesEstimation", "true")
            .build();
    double[] expected = null;
    for (int threads : new int[] {1, 2, 5}) {
      try (Jelastix jelastix = Jelastix.builder().threads(threads).build()) {
        RegistrationResult result =
            Registration.builder()
                .jelastix(jelastix)
                .fixed(FIXED)
                .moving(MOVING)
                .parameters(map)
                .build()
                .run();
        double[] found = result.transform().parameters();
        expected = expected == null ? found : expected;
        assertArrayEquals(expected, found, 0.0);
      }
    }
  }

  @Test
  void listenersHearEverythingInOrder() {
    List<String> heard = new ArrayList<>();
    List<Double> fractions = new ArrayList<>();
    blobs()
        .parameters(translation().put("MaximumNumberOfIterations", "3").build())
        .listener(
            new RegistrationListener() {
              @Override
              public void stageStarted(int stage, ParameterMap parameters) {
                heard.add("stage " + stage);
              }

              @Override
              public void resolutionStarted(int stage, int resolution, int resolutions) {
                heard.add("resolution " + resolution + " of " + resolutions);
              }

              @Override
              public void pyramidImages(
                  int stage, int resolution, List<Image> fixed, List<Image> moving) {
                heard.add("images " + fixed.size() + " " + moving.size());
              }

              @Override
              public void iteration(Progress progress, Iteration iteration, IterationState state) {
                heard.add("iteration " + iteration.number());
                fractions.add(progress.fraction());
                assertEquals("1:ItNr", iteration.columns().keySet().iterator().next());
                assertTrue(iteration.columns().containsKey("Time[ms]"));
                assertArrayEquals(iteration.parameters(), state.transform().parameters(), 0.0);
              }

              @Override
              public void resolutionFinished(ResolutionReport report) {
                heard.add("finished " + report.resolution());
                assertFalse(report.stopCondition().isEmpty());
                assertEquals(
                    "NoInitialTransform",
                    report
                        .transformParameters("NoInitialTransform")
                        .first("InitialTransformParametersFileName", ""));
              }

              @Override
              public void stageFinished(StageResult result) {
                heard.add("done");
              }
            })
        .build()
        .run();
    assertEquals(
        List.of(
            "stage 0",
            "resolution 0 of 2",
            "images 1 1",
            "iteration 0",
            "iteration 1",
            "iteration 2",
            "finished 0",
            "resolution 1 of 2",
            "images 1 1",
            "iteration 0",
            "iteration 1",
            "iteration 2",
            "finished 1",
            "done"),
        heard);
    assertEquals(1.0, fractions.get(fractions.size() - 1), 1e-12);
  }

  @Test
  void tablesReadAsElastixWritesThem() {
    RegistrationResult result =
        blobs()
            .parameters(
                translation()
                    .put("Registration", "MultiMetricMultiResolutionRegistration")
                    .put("Metric", "AdvancedMeanSquares", "AdvancedNormalizedCorrelation")
                    .put("Optimizer", "StandardGradientDescent")
                    .put("SP_a", "0.01")
                    .put("ShowExactMetricValue", "true")
                    .put("MaximumNumberOfIterations", "2")
                    .build())
            .build()
            .run();
    IterationTable table = result.iterations().get(0);
    assertEquals(
        List.of(
            "1:ItNr",
            "2:Metric",
            "2:Metric0",
            "2:Metric1",
            "3:StepSize",
            "4:||Gradient0||",
            "4:||Gradient1||",
            "4:||Gradient||",
            "ExactMetric",
            "ExactMetric0",
            "ExactMetric1",
            "Time0[ms]",
            "Time1[ms]",
            "Time[ms]"),
        table.header());
    String[] lines = table.format().split("\n");
    assertEquals(3, lines.length);
    assertTrue(lines[1].matches("0\t-?\\d+\\.\\d{6}\t.*\t\\d+\\.\\d"), lines[1]);
    double sum =
        0.5 * (double) table.value(0, "2:Metric0") + 0.5 * (double) table.value(0, "2:Metric1");
    assertEquals(sum, (double) table.value(0, "2:Metric"), 1e-9);
  }

  @Test
  void canBeCancelledAndInterrupted() {
    Registration[] registration = new Registration[1];
    int[] iterations = {0};
    registration[0] =
        blobs()
            .parameters(translation().build())
            .listener(
                new RegistrationListener() {
                  @Override
                  public void iteration(
                      Progress progress, Iteration iteration, IterationState state) {
                    iterations[0]++;
                    registration[0].cancel();
                  }
                })
            .build();
    assertThrows(CancelledException.class, registration[0]::run);
    assertEquals(1, iterations[0]);
    Thread.currentThread().interrupt();
    assertThrows(
        CancelledException.class, () -> blobs().parameters(translation().build()).build().run());
    assertTrue(Thread.interrupted());
  }

  @Test
  void warnsAboutParametersWithoutEffectAndIsStrictIfAsked() {
    ParameterMap map = translation().put("NumberOfResolution", "3").build();
    assertTrue(blobs().parameters(map).build().warnings().get(0).contains("NumberOfResolutions"));
    assertThrows(ParameterException.class, () -> blobs().parameters(map).strict(true).build());
  }

  @Test
  void masksAreEroded() {
    byte[] inside = new byte[GRID.voxelCount()];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = (byte) (i % 40 > 2 && i % 40 < 37 ? 1 : 0);
    }
    Mask mask = new Mask(GRID, inside);
    RegistrationResult result =
        blobs()
            .fixedMask(mask)
            .movingMask(mask)
            .parameters(translation().put("ErodeMask", "true", "false").build())
            .build()
            .run();
    assertArrayEquals(new double[] {2.5, -1.5}, result.transform().parameters(), 0.1);
  }

  @Test
  void directionsCanBeLeftAside() {
    double[] turned = {0, 1, -1, 0};
    ImageGrid grid = new ImageGrid(GRID.size(), GRID.spacing(), GRID.origin(), turned);
    RegistrationResult result =
        Registration.builder()
            .jelastix(JELASTIX)
            .fixed(FIXED.onGrid(grid))
            .moving(MOVING.onGrid(grid))
            .parameters(translation().put("UseDirectionCosines", "false").build())
            .build()
            .run();
    assertArrayEquals(new double[] {2.5, -1.5}, result.transform().parameters(), 0.05);
    assertEquals(grid, result.resultImage().grid());
    Transformation again = Transformation.of(JELASTIX, result.parameterMaps());
    assertArrayEquals(result.resultImage().floats(), again.apply(MOVING.onGrid(grid)).floats());
  }

  @Test
  void badImagesAreOneLine() {
    ParameterMap map = translation().build();
    Image volume = Blobs.of(Blobs.grid(8, 8, 8), 0, 0, 0);
    assertProblem(
        InputException.class,
        "the moving image has 3 dimensions and the fixed image 2",
        Registration.builder().jelastix(JELASTIX).fixed(FIXED).moving(volume).parameters(map));
    float[] bad = FIXED.floats().clone();
    bad[85] = Float.NaN;
    assertProblem(
        InputException.class,
        "the fixed image has a voxel that is NaN, at index [5, 2]",
        Registration.builder()
            .jelastix(JELASTIX)
            .fixed(Image.of(GRID, bad))
            .moving(MOVING)
            .parameters(map));
    assertProblem(
        InputException.class,
        "2 components a voxel",
        Registration.builder()
            .jelastix(JELASTIX)
            .fixed(Image.ofVectors(GRID, 2, new float[2 * GRID.voxelCount()]))
            .moving(MOVING)
            .parameters(map));
    assertProblem(
        RegistrationException.class,
        "the moving image is constant: all its voxels are 0.0",
        Registration.builder()
            .jelastix(JELASTIX)
            .fixed(FIXED)
            .moving(Image.of(GRID, new float[GRID.voxelCount()]))
            .parameters(map));
    assertProblem(
        InputException.class,
        "a registration needs a fixed image",
        Registration.builder().jelastix(JELASTIX).moving(MOVING).parameters(map));
    assertProblem(ParameterException.class, "at least one parameter map", blobs());
  }

  @Test
  void badMasksAreOneLine() {
    ParameterMap map = translation().build();
    assertProblem(
        InputException.class,
        "the fixed mask is empty",
        blobs().fixedMask(new Mask(GRID, new byte[GRID.voxelCount()])).parameters(map));
    byte[] all = new byte[100];
    Arrays.fill(all, (byte) 1);
    ImageGrid elsewhere =
        new ImageGrid(
            new int[] {10, 10},
            new double[] {1, 1},
            new double[] {1000, 1000},
            new double[] {1, 0, 0, 1});
    assertProblem(
        InputException.class,
        "the moving mask lies outside the moving image",
        blobs().movingMask(new Mask(elsewhere, all)).parameters(map));
    byte[] one = new byte[GRID.voxelCount()];
    one[800] = 1;
    assertProblem(
        RegistrationException.class,
        "mask",
        blobs().fixedMask(new Mask(GRID, one)).parameters(map));
  }

  @Test
  void badCombinationsAreOneLine() {
    assertProblem(
        ParameterException.class,
        "use MultiMetricMultiResolutionRegistration",
        blobs()
            .parameters(
                translation().put("Metric", "AdvancedMeanSquares", "AdvancedMeanSquares").build()));
    assertProblem(
        ParameterException.class,
        "2 metrics need 1 Interpolator or 2, one for each, not 3",
        blobs()
            .parameters(
                translation()
                    .put("Registration", "MultiMetricMultiResolutionRegistration")
                    .put("Metric", "AdvancedMeanSquares", "AdvancedMeanSquares")
                    .put(
                        "Interpolator",
                        "LinearInterpolator",
                        "LinearInterpolator",
                        "LinearInterpolator")
                    .build()));
    assertProblem(
        ParameterException.class,
        "needs an ImageSampler",
        blobs().parameters(translation().remove("ImageSampler").build()));
    assertProblem(
        ParameterException.class,
        "parameter Transform is required",
        blobs().parameters(translation().remove("Transform").build()));
    assertProblem(
        ParameterException.class,
        "FixedImageDimension is 3, and the image has 2",
        blobs().parameters(translation().put("FixedImageDimension", "3").build()));
  }

  private static void assertProblem(
      Class<? extends JelastixException> type, String part, Registration.Builder builder) {
    JelastixException e = assertThrows(type, () -> builder.build().run());
    assertTrue(e.getMessage().contains(part), e::getMessage);
    assertEquals(1, e.getMessage().lines().count());
  }
}
