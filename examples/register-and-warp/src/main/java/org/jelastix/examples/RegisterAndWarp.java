package org.jelastix.examples;

import java.io.PrintStream;
import java.nio.file.Path;
import org.jelastix.api.component.Iteration;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.Images;
import org.jelastix.runtime.IterationState;
import org.jelastix.runtime.ParameterMaps;
import org.jelastix.runtime.Progress;
import org.jelastix.runtime.Registration;
import org.jelastix.runtime.RegistrationListener;
import org.jelastix.runtime.RegistrationResult;
import org.jelastix.runtime.StageResult;

/**
 * Registers two images in memory, moves a label image along, and measures how well the labels
 * overlap.
 */
public final class RegisterAndWarp {
  private RegisterAndWarp() {}

  /**
   * Runs the example.
   *
   * @param files fixed image, moving image, labels of the fixed image, labels of the moving image
   */
  public static void main(String[] files) {
    Images images = Images.standard();
    Image fixed = images.read(Path.of(files[0]));
    Image moving = images.read(Path.of(files[1]));
    Image fixedLabels = images.read(Path.of(files[2]));
    Image movingLabels = images.read(Path.of(files[3]));

    RegistrationResult result = register(fixed, moving, System.out);
    Image warped = result.transformation().applyToLabels(movingLabels);
    images.write(result.resultImage(), Path.of("registered.mha"), true);

    System.out.printf("Dice before %.3f%n", dice(fixedLabels, movingLabels));
    System.out.printf("Dice after  %.3f%n", dice(fixedLabels, warped));
  }

  /** Rigid first, then a B-spline; parameters as itk-elastix has them, a few changed. */
  static RegistrationResult register(Image fixed, Image moving, PrintStream log) {
    ParameterMap rigid = ParameterMaps.defaults("rigid");
    ParameterMap bspline =
        ParameterMaps.defaults("bspline").toBuilder()
            .put("MaximumNumberOfIterations", "150")
            .put("ResultImagePixelType", "unsigned char")
            .build();
    return Registration.builder()
        .fixed(fixed)
        .moving(moving)
        .parameters(rigid, bspline)
        .listener(printTo(log))
        .build()
        .run();
  }

  /** Says now and then how it goes. */
  private static RegistrationListener printTo(PrintStream log) {
    return new RegistrationListener() {
      @Override
      public void iteration(Progress progress, Iteration iteration, IterationState state) {
        if (iteration.number() % 100 == 0) {
          log.println(Math.round(100 * progress.fraction()) + " %, metric " + progress.metric());
        }
      }

      @Override
      public void stageFinished(StageResult stage) {
        log.println("stage " + stage.stage() + " took " + stage.elapsed().toMillis() + " ms");
      }
    };
  }

  /** Overlap of the white matter, label 5: 2|A∩B| / (|A| + |B|). */
  static double dice(Image a, Image b) {
    int both = 0;
    int sum = 0;
    for (int i = 0; i < a.length(); i++) {
      boolean inA = a.value(i) == 5;
      boolean inB = b.value(i) == 5;
      both += inA && inB ? 1 : 0;
      sum += (inA ? 1 : 0) + (inB ? 1 : 0);
    }
    return 2.0 * both / sum;
  }
}
