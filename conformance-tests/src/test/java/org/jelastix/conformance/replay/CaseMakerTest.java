package org.jelastix.conformance.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jelastix.api.OutputException;
import org.jelastix.runtime.Jelastix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseMakerTest {
  private static final String FIXED = "phantom size=32,36 spacing=5.2,4.8 head=2";
  private static final String MOVING = FIXED + " rigid=0.06,3,-4 noise=2";
  private static final String QUICK =
      """
      (Transform "EulerTransform")
      (Metric "AdvancedMeanSquares")
      (Optimizer "RegularStepGradientDescent")
      (AutomaticScalesEstimation "true")
      (ImageSampler "Full")
      (Interpolator "LinearInterpolator")
      (ResampleInterpolator "FinalLinearInterpolator")
      (NumberOfResolutions 2)
      (MaximumNumberOfIterations 5)
      """;

  private @TempDir Path folder;

  private CaseMaker.Request request(Map<String, String> inputs) throws IOException {
    Path quick = folder.resolve("quick.txt");
    Files.writeString(quick, QUICK);
    List<String> stages = List.of(quick.toString(), quick.toString());
    return new CaseMaker.Request(inputs, stages, 0.02, "to see it kept", "two stages");
  }

  private void make(Jelastix jelastix, Map<String, String> inputs, Path into) throws IOException {
    new CaseMaker(jelastix).make(request(inputs), into);
    new Recorder(jelastix).record(into);
  }

  @Test
  void whatWasRecordedAgreesUntilANumberChanges() throws IOException {
    Path recorded = folder.resolve("references/two");
    try (Jelastix jelastix = Jelastix.builder().threads(1).build()) {
      make(jelastix, Map.of("f", FIXED, "m", MOVING), recorded);
      ReferenceCase reference = ReferenceFolders.in(recorded.getParent()).get(0);
      assertEquals(0.02, reference.tolerance().transform());
      assertEquals(4, reference.first().size());
      assertEquals(2, reference.transforms().size());
      assertTrue(ReferenceFolders.isCase(recorded));

      Path transform = recorded.resolve("TransformParameters.1.txt");
      String text = Files.readString(transform);
      Files.writeString(
          transform, text.replaceAll("\\(TransformParameters \\S+", "(TransformParameters 0.5"));
      ReplayOutcome outcome = new Replay(jelastix).run(ReferenceFolders.read(recorded));
      assertFalse(outcome.findings().isEmpty());
      assertTrue(outcome.findings().get(0).contains("final transform"), "" + outcome.findings());
    }
  }

  @Test
  void filesAreKeptInTheFolder() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Path data = Path.of("..", "examples", "data");
    try (Jelastix jelastix = Jelastix.builder().threads(1).build()) {
      make(jelastix, Map.of("f", FIXED, "m", MOVING), first);
      Map<String, String> inputs =
          Map.of(
              "f", data.resolve("brain2d-fixed.mha").toString(),
              "m", data.resolve("brain2d-moving.mha").toString(),
              "fMask", data.resolve("brain2d-fixed-labels.mha").toString(),
              "t0", first.resolve("TransformParameters.0.txt").toString());
      make(jelastix, inputs, second);
      for (String name : List.of("fixed.mha", "moving.mha", "fixed-mask.mha", "initial.txt")) {
        assertTrue(Files.exists(second.resolve(name)), name);
      }
      assertEquals(3, ReferenceFolders.read(second).transforms().size());
      ReplayOutcome outcome = new Replay(jelastix).run(ReferenceFolders.read(second));
      assertEquals(List.of(), outcome.findings());
    }
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    CaseMaker.Request request = request(Map.of("f", FIXED, "m", MOVING));
    try (Jelastix jelastix = Jelastix.builder().threads(1).build()) {
      CaseMaker maker = new CaseMaker(jelastix);
      assertThrows(OutputException.class, () -> maker.make(request, folder));
    }
  }
}
