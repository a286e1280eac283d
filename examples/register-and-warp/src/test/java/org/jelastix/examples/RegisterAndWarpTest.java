package org.jelastix.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Path;
import org.jelastix.api.image.Image;
import org.jelastix.runtime.Images;
import org.jelastix.runtime.RegistrationResult;
import org.junit.jupiter.api.Test;

final class RegisterAndWarpTest {
  private static final Path DATA = Path.of("..", "data");

  @Test
  void labelsOverlapAfterwards() {
    Images images = Images.standard();
    Image fixedLabels = images.read(DATA.resolve("brain2d-fixed-labels.mha"));
    Image movingLabels = images.read(DATA.resolve("brain2d-moving-labels.mha"));
    RegistrationResult result =
        RegisterAndWarp.register(
            images.read(DATA.resolve("brain2d-fixed.mha")),
            images.read(DATA.resolve("brain2d-moving.mha")),
            new PrintStream(PrintStream.nullOutputStream()));
    Image warped = result.transformation().applyToLabels(movingLabels);
    double before = RegisterAndWarp.dice(fixedLabels, movingLabels);
    double after = RegisterAndWarp.dice(fixedLabels, warped);
    assertTrue(before < 0.75 && after > 0.93, "Dice was " + before + ", is " + after);
  }
}
