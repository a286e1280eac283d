package org.jelastix.runtime.cli;

import java.util.Optional;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointSet;

/**
 * The text of outputpoints.txt: for each point its place in the fixed image, its mapped place, and
 * the voxels nearest to both.
 */
final class PointsTable {
  private final ImageGrid fixed;
  private final Optional<ImageGrid> moving;

  /**
   * @param fixed grid of the fixed image
   * @param moving grid of the moving image, if one is given; adds a column
   */
  PointsTable(ImageGrid fixed, Optional<ImageGrid> moving) {
    this.fixed = fixed;
    this.moving = moving;
  }

  /** The points as elastix maps them: indices are rounded to whole voxels first. */
  PointSet inputInWorld(PointSet points) {
    if (!points.areIndices()) {
      return points;
    }
    double[] rounded = points.coordinates();
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = Math.floor(rounded[i] + 0.5);
    }
    return new PointSet(points.dimension(), rounded, true).toWorld(fixed);
  }

  /**
   * The table.
   *
   * @param input world mm
   * @param output as many points, world mm
   */
  String format(PointSet input, PointSet output) {
    StringBuilder text = new StringBuilder(input.size() * 200);
    int dim = input.dimension();
    double[] in = new double[dim];
    double[] out = new double[dim];
    for (int i = 0; i < input.size(); i++) {
      for (int d = 0; d < dim; d++) {
        in[d] = input.get(i, d);
        out[d] = output.get(i, d);
      }
      text.append("Point\t").append(i);
      appendIndex(text, "InputIndex", fixed, in);
      appendPoint(text, "InputPoint", in);
      appendIndex(text, "OutputIndexFixed", fixed, out);
      appendPoint(text, "OutputPoint", out);
      for (int d = 0; d < dim; d++) {
        in[d] = (float) (out[d] - in[d]);
      }
      appendPoint(text, "Deformation", in);
      if (moving.isPresent()) {
        appendIndex(text, "OutputIndexMoving", moving.get(), out);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void appendIndex(StringBuilder text, String name, ImageGrid grid, double[] world) {
    double[] voxel = new double[world.length];
    grid.worldToVoxel(world, voxel);
    int[] start = grid.index();
    text.append("\t; ").append(name).append(" = [ ");
    for (int d = 0; d < voxel.length; d++) {
      text.append((long) Math.floor(voxel[d] + start[d] + 0.5)).append(' ');
    }
    text.append(']');
  }

  private static void appendPoint(StringBuilder text, String name, double[] values) {
    text.append("\t; ").append(name).append(" = [ ");
    for (double v : values) {
      Decimals.append(text, v, 6);
      text.append(' ');
    }
    text.append(']');
  }
}
