package org.jelastix.benchmarks;

import java.nio.file.Path;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.conformance.phantom.Contrast;
import org.jelastix.conformance.phantom.HeadPhantom;
import org.jelastix.conformance.phantom.Warp;
import org.jelastix.runtime.Images;

/**
 * A generated image pair on disk, with the labels of both.
 *
 * @param fixed image file
 * @param moving image file
 * @param movingLabels label file of the moving image
 * @param fixedLabels labels of the fixed image, what a perfect registration would bring the moving
 *     ones to
 */
record BenchmarkPair(Path fixed, Path moving, Path movingLabels, Image fixedLabels) {

  /**
   * Makes the pair: a head, and the same head bent smoothly by up to 6 mm and moved by a known
   * rotation and translation, with other noise.
   *
   * @param grid of all images, 2-D or 3-D
   * @param folder where the files go
   */
  static BenchmarkPair generate(ImageGrid grid, Path folder) {
    boolean flat = grid.dimension() == 2;
    double[] angles = flat ? new double[] {0.1} : new double[] {0.05, -0.04, 0.1};
    double[] shift = flat ? new double[] {6, -5} : new double[] {6, -5, 4};
    Warp still = Warp.identity(grid.dimension());
    Warp moved = Warp.smooth(grid, 6, 2).then(Warp.rigid(angles, grid.center(), shift));
    HeadPhantom head = HeadPhantom.fitting(grid, 1);
    BenchmarkPair pair =
        new BenchmarkPair(
            folder.resolve("fixed.mha"),
            folder.resolve("moving.mha"),
            folder.resolve("moving-labels.mha"),
            head.labels(grid, still));
    Images images = Images.standard();
    images.write(head.image(grid, Contrast.T1, still, 3), pair.fixed, false);
    images.write(head.image(grid, Contrast.T1, moved, 4), pair.moving, false);
    images.write(head.labels(grid, moved), pair.movingLabels, false);
    return pair;
  }
}
