package org.jelastix.examples;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.CancelledException;
import org.jelastix.api.component.Iteration;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.image.StreamedImage;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.runtime.IterationState;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.ParameterMaps;
import org.jelastix.runtime.Progress;
import org.jelastix.runtime.Registration;
import org.jelastix.runtime.RegistrationListener;
import org.jelastix.runtime.Transformation;
import org.jelastix.runtime.registry.ComponentBinder;

/** Short answers to "how do I …"; docs/java.md quotes them. */
final class Recipes {
  private Recipes() {}

  static Image imageFromArray(float[] pixels) {
    ImageGrid grid =
        new ImageGrid(
            new int[] {256, 256, 100}, // voxels along x, y, z; x is the fastest in memory
            new double[] {0.9, 0.9, 1.5}, // spacing in mm
            new double[] {-115, -115, -75}, // world position of the first voxel in mm
            new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}); // direction, row by row
    return Image.of(grid, pixels);
  }

  static Image withMaskAndThreads(Image fixed, Image moving, Image maskImage, ParameterMap map) {
    try (Jelastix jelastix = Jelastix.builder().threads(4).build()) {
      return Registration.builder()
          .jelastix(jelastix)
          .fixed(fixed)
          .moving(moving)
          .fixedMask(Mask.of(maskImage))
          .parameters(map)
          .build()
          .run()
          .resultImage();
    }
  }

  static void applyTransform(Path transformParameters, Image moving, PointSet points) {
    Transformation transformation = Transformation.of(transformParameters);
    Image resampled = transformation.apply(moving);
    PointSet mapped = transformation.apply(points); // fixed world to moving world, in mm
    Image field = transformation.deformationField(); // a vector a voxel, in mm
    Image determinant = transformation.spatialJacobian(); // below 0 where space folds
    System.out.println(List.of(resampled, mapped, field, determinant));
  }

  static void writeLargeField(Jelastix jelastix, Path transformParameters, Path file) {
    Transformation transformation = Transformation.of(jelastix, transformParameters);
    StreamedImage field = transformation.streamDeformationField(transformation.grid());
    jelastix.images().write(field, file, false); // not compressed
  }

  static Registration cancelledWhenItTakesTooLong(Image fixed, Image moving) {
    Registration[] running = new Registration[1];
    RegistrationListener watchdog =
        new RegistrationListener() {
          @Override
          public void iteration(Progress progress, Iteration iteration, IterationState state) {
            if (progress.elapsed().toSeconds() > 60) {
              running[0].cancel(); // any thread may call this
            }
          }
        };
    running[0] =
        Registration.builder()
            .fixed(fixed)
            .moving(moving)
            .parameters(ParameterMaps.defaults("affine"))
            .listener(watchdog)
            .build();
    try {
      running[0].run();
    } catch (CancelledException e) {
      System.out.println("stopped: " + e.getMessage());
    }
    return running[0];
  }

  static Module ownMetric(MetricProvider provider) {
    return new AbstractModule() {
      @Override
      protected void configure() {
        ComponentBinder.of(binder()).add(provider); // its name can now stand in parameter maps
      }
    };
  }
}
