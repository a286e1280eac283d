package org.jelastix.conformance.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.jelastix.api.image.Image;
import org.jelastix.runtime.Images;
import org.junit.jupiter.api.Test;

/** The files in examples/data are what the generator makes, voxel by voxel, on this machine too. */
final class ExampleImagesTest {
  private static final Path DATA = Path.of("..", "examples", "data");

  @Test
  void filesAreWhatTheGeneratorMakes() {
    Images images = Images.standard();
    for (Map.Entry<String, Image> made : ExampleImages.all().entrySet()) {
      Image stored = images.read(DATA.resolve(made.getKey() + ".mha"));
      assertEquals(made.getValue().grid(), stored.grid(), made.getKey());
      assertEquals(made.getValue().storedType(), stored.storedType(), made.getKey());
      assertArrayEquals(made.getValue().floats(), stored.floats(), made.getKey());
    }
  }

  @Test
  void movingImageComesBackByTheTrueMap() {
    Map<String, Image> images = ExampleImages.all();
    Image fixed = images.get("brain2d-fixed-labels");
    Image moving = images.get("brain2d-moving-labels");
    assertTrue(Dice.ofBrain(fixed, moving) < 0.6, "there is something to register");
    Image back = pull(moving, ExampleImages.warp2d());
    assertTrue(Dice.ofBrain(fixed, back) > 0.9, "Dice " + Dice.ofBrain(fixed, back));
  }

  /** The moving labels at the true map of each fixed voxel, nearest neighbour. */
  private static Image pull(Image moving, Warp warp) {
    float[] values = new float[moving.length()];
    VoxelCursor cursor = new VoxelCursor(moving.grid());
    double[] p = new double[2];
    for (int i = 0; i < values.length; i++) {
      cursor.world(p);
      warp.forward(p, p);
      moving.grid().worldToVoxel(p, p);
      int x = (int) Math.rint(p[0]);
      int y = (int) Math.rint(p[1]);
      boolean inside = x >= 0 && y >= 0 && x < moving.grid().size(0) && y < moving.grid().size(1);
      values[i] = inside ? (float) moving.value(x + y * moving.grid().size(0)) : 0;
      cursor.next();
    }
    return Image.of(moving.grid(), values);
  }
}
