package org.jelastix.transforms;

import java.util.Optional;
import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;

/** Contexts for tests of transform providers. */
public final class Contexts {
  private Contexts() {}

  /**
   * A registration of two images, at resolution 0 of several, without masks or initial transform.
   */
  public static TransformContext of(ParameterMap parameters, Image fixed, Image moving) {
    int levels = Integer.parseInt(parameters.first("NumberOfResolutions", "3"));
    return new TransformContext(
        new ComponentParameters(parameters, "Transform", 0),
        fixed,
        moving,
        Optional.empty(),
        Optional.empty(),
        new ImagePyramid() {
          @Override
          public int levels() {
            return levels;
          }

          @Override
          public Image level(int level) {
            return fixed;
          }

          @Override
          public double[] schedule(int level) {
            throw new UnsupportedOperationException();
          }
        },
        Optional.empty(),
        Optional.empty(),
        Extras.none(),
        Parallel.sequential());
  }

  /** The same with an initial transform. */
  public static TransformContext withInitial(TransformContext c, Transform initial) {
    return new TransformContext(
        c.parameters(),
        c.fixed(),
        c.moving(),
        c.fixedMask(),
        c.movingMask(),
        c.fixedPyramid(),
        c.previous(),
        Optional.of(initial),
        c.extras(),
        c.parallel());
  }

  /** The same with masks, either may be null. */
  public static TransformContext withMasks(TransformContext c, Mask fixedMask, Mask movingMask) {
    return new TransformContext(
        c.parameters(),
        c.fixed(),
        c.moving(),
        Optional.ofNullable(fixedMask),
        Optional.ofNullable(movingMask),
        c.fixedPyramid(),
        c.previous(),
        c.initial(),
        c.extras(),
        c.parallel());
  }

  /** The next resolution. */
  public static TransformContext next(TransformContext c, Transform previous) {
    return new TransformContext(
        c.parameters().at(c.parameters().resolution() + 1),
        c.fixed(),
        c.moving(),
        c.fixedMask(),
        c.movingMask(),
        c.fixedPyramid(),
        Optional.of(previous),
        c.initial(),
        c.extras(),
        c.parallel());
  }

  /** A file whose TransformParameters are in the text. */
  public static TransformFileContext file(ParameterMap parameters, int dimension) {
    return new TransformFileContext(
        parameters,
        dimension,
        parameters.values("TransformParameters").stream()
            .mapToDouble(Double::parseDouble)
            .toArray(),
        Optional.empty(),
        Extras.none(),
        name -> {
          throw new UnsupportedOperationException(name);
        });
  }

  /** An image of zeros, but for voxels near its middle. */
  public static Image image(ImageGrid grid) {
    float[] values = new float[grid.voxelCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 7 == 3 ? 1 : 0;
    }
    return Image.of(grid, values);
  }
}
