package org.jelastix.conformance.phantom;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.runtime.Images;

/**
 * The images in {@code examples/data}: a 2-D and a small 3-D head, before and after a known motion,
 * with their labels.
 *
 * <p>The 2-D pair is what {@code jelastix demo} registers.
 */
public final class ExampleImages {
  private static final double[] IDENTITY_3D = {1, 0, 0, 0, 1, 0, 0, 0, 1};

  private ExampleImages() {}

  /**
   * Writes all images as compressed MetaImage files.
   *
   * @param folder one: where to write; must exist
   */
  public static void main(String[] folder) {
    Images images = Images.standard();
    all().forEach((name, image) -> images.write(image, Path.of(folder[0], name + ".mha"), true));
  }

  /** Grid of the 2-D images. */
  public static ImageGrid grid2d() {
    return new ImageGrid(
        new int[] {160, 192},
        new double[] {1.2, 1.2},
        new double[] {-95.4, -114.6},
        new double[] {1, 0, 0, 1});
  }

  /** Grid of the 3-D images. */
  public static ImageGrid grid3d() {
    return new ImageGrid(
        new int[] {48, 56, 48}, new double[] {4, 4, 4}, new double[] {-94, -110, -94}, IDENTITY_3D);
  }

  /** The true map of the 2-D pair, fixed world to moving world. */
  public static Warp warp2d() {
    ImageGrid grid = grid2d();
    return Warp.smooth(grid, 7, 2)
        .then(Warp.rigid(new double[] {0.15}, grid.center(), new double[] {9, -7}));
  }

  /** The true map of the 3-D pair, fixed world to moving world. */
  public static Warp warp3d() {
    ImageGrid grid = grid3d();
    double[] angles = {0.06, -0.05, 0.12};
    return Warp.smooth(grid, 6, 2).then(Warp.rigid(angles, grid.center(), new double[] {6, -5, 4}));
  }

  /**
   * All images, made anew.
   *
   * @return by file name, without extension, in the order of writing
   */
  public static Map<String, Image> all() {
    Map<String, Image> images = new LinkedHashMap<>();
    addPair(images, "brain2d", grid2d(), warp2d());
    addPair(images, "brain3d", grid3d(), warp3d());
    return images;
  }

  private static void addPair(Map<String, Image> images, String name, ImageGrid grid, Warp warp) {
    HeadPhantom head = HeadPhantom.fitting(grid, 1);
    Warp rest = Warp.identity(grid.dimension());
    images.put(name + "-fixed", head.image(grid, Contrast.T1, rest, 3));
    images.put(name + "-moving", head.image(grid, Contrast.T1, warp, 4));
    images.put(name + "-fixed-labels", head.labels(grid, rest));
    images.put(name + "-moving-labels", head.labels(grid, warp));
  }
}
