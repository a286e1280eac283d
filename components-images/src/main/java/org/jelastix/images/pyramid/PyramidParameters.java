package org.jelastix.images.pyramid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;

/** The parameters of pyramids, under the names that one side gives them. */
final class PyramidParameters {
  private static final int DEFAULT_LEVELS = 3;
  private static final String HALVING = "factors that halve from level to level down to 1";

  private static final Parameter<Integer> LEVELS =
      Parameter.integer("NumberOfResolutions", DEFAULT_LEVELS)
          .between(1, 30)
          .doc("How many levels the pyramid has: one for each resolution of the registration.");

  private static final Parameter<Boolean> WRITE =
      Parameter.bool("WritePyramidImagesAfterEachResolution", false)
          .perResolution()
          .doc("Whether to write the level that a resolution used to the output folder.");

  private static final Parameter<Boolean> USE_SHRINK =
      Parameter.bool("ImagePyramidUseShrinkImageFilter", false)
          .doc(
              "How smoothed images are made smaller: by leaving out voxels if true, by linear"
                  + " interpolation at the centres of the larger voxels if false.");

  private static final Parameter<Boolean> PER_RESOLUTION =
      Parameter.bool("ComputePyramidImagesPerResolution", false)
          .doc(
              "Accepted for the sake of existing files; levels are always computed when a"
                  + " resolution needs them and dropped afterwards.");

  private final Side side;
  private final Parameter<Integer> common;
  private final Parameter<Integer> own;
  private final Parameter<Integer> labelled;
  private final Parameter<Integer> commonRescale;
  private final Parameter<Integer> ownRescale;
  private final Parameter<Double> commonSmoothing;
  private final Parameter<Double> ownSmoothing;

  PyramidParameters(Side side) {
    this.side = side;
    String image = side.word().toLowerCase(Locale.ROOT) + " image";
    String order = " One value an axis, for each level in turn, coarsest first.";
    this.common =
        factors("ImagePyramidSchedule")
            .doc("Shrink factors of the pyramids of both images, in voxels." + order);
    this.own =
        factors(side.word() + "ImagePyramidSchedule")
            .doc(
                "Shrink factors of the " + image + "'s pyramid; wins over the common one." + order);
    this.labelled =
        factors("Schedule")
            .doc(
                "Shrink factors of one of several pyramids, as in "
                    + side.word()
                    + "ImagePyramid1Schedule; wins over all others."
                    + order);
    this.commonRescale =
        factors("ImagePyramidRescaleSchedule")
            .doc(
                "Factors by which generic pyramids make both images smaller; 1 leaves the size as"
                    + " it is, whatever the smoothing."
                    + order);
    this.ownRescale =
        factors(side.word() + "ImagePyramidRescaleSchedule")
            .doc("As ImagePyramidRescaleSchedule, for the " + image + " alone." + order);
    this.commonSmoothing =
        sigmas("ImagePyramidSmoothingSchedule")
            .doc(
                "Standard deviation of the Gaussian with which generic pyramids smooth both images;"
                    + " 0 is no smoothing."
                    + order);
    this.ownSmoothing =
        sigmas(side.word() + "ImagePyramidSmoothingSchedule")
            .doc("As ImagePyramidSmoothingSchedule, for the " + image + " alone." + order);
  }

  private static Parameter<Integer> factors(String name) {
    return Parameter.integer(name, null).defaultsTo(HALVING).list().unit("voxels").atLeast(0);
  }

  private static Parameter<Double> sigmas(String name) {
    return Parameter.number(name, null)
        .defaultsTo("half the rescale factor times the voxel spacing")
        .list()
        .unit("mm")
        .atLeast(0);
  }

  /**
   * The description of a pyramid that has shrink factors only.
   *
   * @param kind what comes after Fixed or Moving in its name
   * @param summary one line
   */
  ComponentInfo info(String kind, String summary) {
    return ComponentInfo.of(side.type(), side.word() + kind, summary)
        .parameters(LEVELS, common, own, labelled, WRITE);
  }

  /**
   * The description of a generic pyramid.
   *
   * @param name of the component
   * @param summary one line
   */
  ComponentInfo genericInfo(String name, String summary) {
    return ComponentInfo.of(side.type(), name, summary)
        .parameters(
            LEVELS,
            commonRescale,
            common,
            ownRescale,
            own,
            commonSmoothing,
            ownSmoothing,
            USE_SHRINK,
            PER_RESOLUTION,
            WRITE);
  }

  /** Number of levels. */
  static int levels(ComponentParameters parameters) {
    return parameters.get(LEVELS);
  }

  /** Whether generic pyramids leave out voxels rather than interpolate. */
  static boolean usesShrinking(ComponentParameters parameters) {
    return parameters.get(USE_SHRINK);
  }

  /** Shrink factors as the file has them, or halving ones. */
  int[][] schedule(ComponentParameters parameters, int dimension) {
    return schedule(parameters, dimension, List.of(common, own, labelled));
  }

  /** Rescale factors of generic pyramids as the file has them, or halving ones. */
  int[][] rescaleSchedule(ComponentParameters parameters, int dimension) {
    return schedule(parameters, dimension, List.of(commonRescale, common, ownRescale, own));
  }

  /** Sigmas of generic pyramids as the file has them, if it has them for all levels. */
  Optional<double[][]> smoothingSchedule(ComponentParameters parameters, int dimension) {
    int levels = levels(parameters);
    double[][] out = new double[levels][dimension];
    List<List<Double>> lists =
        List.of(parameters.list(ownSmoothing), parameters.list(commonSmoothing));
    for (int level = 0; level < levels; level++) {
      for (int d = 0; d < dimension; d++) {
        Optional<Double> found = entry(lists, level * dimension + d);
        if (found.isEmpty()) {
          return Optional.empty();
        }
        out[level][d] = found.get();
      }
    }
    return Optional.of(out);
  }

  /** A schedule of which one value cannot be found anywhere is not used at all. */
  private static int[][] schedule(
      ComponentParameters parameters, int dimension, List<Parameter<Integer>> names) {
    int levels = levels(parameters);
    List<List<Integer>> lists = new ArrayList<>();
    for (Parameter<Integer> name : names) {
      lists.add(0, parameters.list(name));
    }
    int[][] out = new int[levels][dimension];
    for (int level = 0; level < levels; level++) {
      for (int d = 0; d < dimension; d++) {
        Optional<Integer> found = entry(lists, level * dimension + d);
        if (found.isEmpty()) {
          return halving(levels, dimension);
        }
        out[level][d] = found.get();
      }
    }
    return out;
  }

  /** Value number i of the first list that is long enough. */
  private static <T> Optional<T> entry(List<List<T>> lists, int i) {
    for (List<T> list : lists) {
      if (i < list.size()) {
        return Optional.of(list.get(i));
      }
    }
    return Optional.empty();
  }

  private static int[][] halving(int levels, int dimension) {
    int[][] out = new int[levels][dimension];
    for (int level = 0; level < levels; level++) {
      java.util.Arrays.fill(out[level], 1 << (levels - 1 - level));
    }
    return out;
  }
}
