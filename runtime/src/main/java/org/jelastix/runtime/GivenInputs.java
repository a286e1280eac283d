package org.jelastix.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointSet;

/**
 * What was given beside the images, by the names of elastix's options without dash.
 *
 * @param points point sets
 * @param cells of meshes whose points are in {@code points}
 * @param options texts, such as file names
 * @param fixed grid of the fixed image, whose indices points may be
 * @param moving grid of the moving image, whose indices the points of {@code mp} may be
 */
record GivenInputs(
    Map<String, PointSet> points,
    Map<String, List<int[]>> cells,
    Map<String, String> options,
    Optional<ImageGrid> fixed,
    Optional<ImageGrid> moving) {

  private static final String MOVING_POINTS = "mp";

  GivenInputs {
    points = Map.copyOf(points);
    cells = Map.copyOf(cells);
    options = Map.copyOf(options);
  }

  static GivenInputs none() {
    return new GivenInputs(Map.of(), Map.of(), Map.of(), Optional.empty(), Optional.empty());
  }

  /**
   * Points in mm, if they are indices of a known image. As in elastix, indices are rounded to whole
   * voxels first.
   *
   * @param option that gave them
   * @param set mm or indices
   * @param directions whether the directions of the images count
   */
  PointSet inWorld(String option, PointSet set, boolean directions) {
    Optional<ImageGrid> grid = option.equals(MOVING_POINTS) ? moving : fixed;
    if (!set.areIndices() || grid.isEmpty() || grid.get().dimension() != set.dimension()) {
      return set;
    }
    double[] whole = set.coordinates();
    for (int i = 0; i < whole.length; i++) {
      whole[i] = Math.floor(whole[i] + 0.5);
    }
    return new PointSet(set.dimension(), whole, true)
        .toWorld(Resampling.withDirection(grid.get(), directions));
  }
}
