package org.jelastix.runtime;

import java.util.Arrays;
import java.util.List;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.runtime.registry.GeneralParameters;

/** Whether images, masks and parameters fit together, and images as a parameter file wants them. */
final class InputChecks {
  private InputChecks() {}

  /**
   * Checks images before anything runs.
   *
   * @throws InputException saying which image is wrong and how
   */
  static void images(List<Image> fixed, List<Image> moving) {
    if (fixed.isEmpty() || moving.isEmpty()) {
      throw new InputException(
          "a registration needs a " + (fixed.isEmpty() ? "fixed" : "moving") + " image");
    }
    int dimension = fixed.get(0).grid().dimension();
    for (int i = 0; i < fixed.size(); i++) {
      image(name("fixed image", i, fixed.size()), fixed.get(i), dimension);
    }
    for (int i = 0; i < moving.size(); i++) {
      image(name("moving image", i, moving.size()), moving.get(i), dimension);
    }
  }

  private static String name(String what, int i, int count) {
    return count == 1 ? what : what + " " + i;
  }

  private static void image(String name, Image image, int dimension) {
    if (image.grid().dimension() != dimension) {
      throw new InputException(
          "the "
              + name
              + " has "
              + image.grid().dimension()
              + " dimensions and the fixed image "
              + dimension);
    }
    if (image.components() != 1) {
      throw new InputException(
          "the "
              + name
              + " has "
              + image.components()
              + " components a voxel; registration needs one value a voxel");
    }
    int bad = firstNotFinite(image);
    if (bad >= 0) {
      throw new InputException(
          "the "
              + name
              + " has a voxel that is "
              + image.value(bad)
              + ", at index "
              + Arrays.toString(position(image.grid(), bad))
              + "; replace such voxels first");
    }
  }

  private static int firstNotFinite(Image image) {
    if (image.isFloat()) {
      float[] values = image.floats();
      for (int i = 0; i < values.length; i++) {
        if (!Float.isFinite(values[i])) {
          return i;
        }
      }
      return -1;
    }
    double[] values = image.doubles();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  private static int[] position(ImageGrid grid, int voxel) {
    int[] position = new int[grid.dimension()];
    int rest = voxel;
    for (int d = 0; d < position.length; d++) {
      position[d] = rest % grid.size(d);
      rest /= grid.size(d);
    }
    return position;
  }

  /**
   * Checks masks against the images that they belong to.
   *
   * @param what "fixed" or "moving"
   * @throws InputException if a mask is empty or lies elsewhere
   */
  static void masks(String what, List<Mask> masks, List<Image> images) {
    for (int i = 0; i < masks.size(); i++) {
      Mask mask = masks.get(i);
      ImageGrid grid = images.get(Math.min(i, images.size() - 1)).grid();
      String name = name(what + " mask", i, masks.size());
      if (mask.grid().dimension() != grid.dimension()) {
        throw new InputException(
            "the "
                + name
                + " has "
                + mask.grid().dimension()
                + " dimensions and the image "
                + grid.dimension());
      }
      if (mask.voxelsInside() == 0) {
        throw new InputException("the " + name + " is empty: all its voxels are 0");
      }
      if (!overlaps(mask, grid)) {
        throw new InputException(
            "the "
                + name
                + " lies outside the "
                + what
                + " image; compare their origins, spacings and directions");
      }
    }
  }

  private static boolean overlaps(Mask mask, ImageGrid image) {
    ImageGrid grid = mask.grid();
    int dim = grid.dimension();
    double[] p = new double[dim];
    for (int i = 0; i < grid.voxelCount(); i++) {
      if (!mask.containsVoxel(i)) {
        continue;
      }
      int[] position = position(grid, i);
      for (int d = 0; d < dim; d++) {
        p[d] = position[d];
      }
      grid.voxelToWorld(p, p);
      if (isInside(image, p)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInside(ImageGrid image, double[] world) {
    double[] voxel = new double[world.length];
    image.worldToVoxel(world, voxel);
    for (int d = 0; d < voxel.length; d++) {
      if (!(voxel[d] >= -0.5 && voxel[d] < image.size(d) - 0.5)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Checks the dimension that a parameter file expects.
   *
   * @throws ParameterException if the image has another
   */
  static void dimension(
      ComponentParameters parameters, Parameter<Integer> declared, int dimension) {
    int expected = parameters.find(declared).orElse(dimension);
    if (expected != dimension) {
      throw parameters.error(declared, "is " + expected + ", and the image has " + dimension);
    }
  }

  /**
   * An image as a parameter file wants it.
   *
   * @param image as given
   * @param internal type of its values
   * @param directions whether its direction counts
   */
  static Image prepared(Image image, PixelType internal, boolean directions) {
    Image values = image;
    if (internal.isInteger()) {
      float[] whole = image.floats().clone();
      for (int i = 0; i < whole.length; i++) {
        double v = Math.min(internal.max(), Math.max(internal.min(), whole[i]));
        whole[i] = (float) (v < 0 ? Math.ceil(v) : Math.floor(v));
      }
      values = Image.of(image.grid(), whole).storedAs(image.storedType());
    } else if (internal == PixelType.FLOAT && !image.isFloat() && image.components() == 1) {
      values = Image.of(image.grid(), image.floats()).storedAs(image.storedType());
    }
    return values.onGrid(Resampling.withDirection(image.grid(), directions));
  }

  /**
   * A mask as a parameter file wants it.
   *
   * @param mask as given
   * @param directions whether its direction counts
   */
  static Mask prepared(Mask mask, boolean directions) {
    ImageGrid grid = Resampling.withDirection(mask.grid(), directions);
    return grid.equals(mask.grid()) ? mask : Mask.of(mask.toImage().onGrid(grid));
  }

  /** The type that a parameter names. */
  static PixelType internalType(ComponentParameters parameters, Parameter<String> declared) {
    return GeneralParameters.pixelType(parameters.get(declared));
  }
}
