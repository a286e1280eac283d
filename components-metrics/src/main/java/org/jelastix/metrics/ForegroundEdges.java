package org.jelastix.metrics;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;

/**
 * An image whose values come from an interpolator and whose gradients mark the edges of the
 * foreground: along each voxel axis +1 where the next voxel is foreground and the one before is
 * not, -1 the other way round, else 0, taken at the nearest voxel.
 */
final class ForegroundEdges implements Interpolator {
  private final Interpolator values;
  private final Image image;
  private final double foregroundValue;
  private final int[] size;
  private final int[] strides;
  private final double[] toVoxel;
  private final double[] first;
  private final double[] direction;

  ForegroundEdges(Interpolator values, Image image, double foregroundValue) {
    this.values = values;
    this.image = image;
    this.foregroundValue = foregroundValue;
    ImageGrid grid = image.grid();
    this.size = grid.size();
    this.strides = grid.strides();
    this.toVoxel = grid.worldToVoxelMatrix();
    this.first = grid.firstVoxel();
    this.direction = grid.direction();
  }

  @Override
  public ImageGrid grid() {
    return values.grid();
  }

  @Override
  public void values(PointBatch points, double[] out, boolean[] inside) {
    values.values(points, out, inside);
  }

  @Override
  public void valuesAndGradients(
      PointBatch points, double[] out, double[][] gradients, boolean[] inside) {
    values.values(points, out, inside);
    int dim = size.length;
    int[] voxel = new int[dim];
    double[] edge = new double[dim];
    for (int i = 0; i < points.size(); i++) {
      int offset = 0;
      for (int r = 0; r < dim; r++) {
        double v = 0;
        for (int c = 0; c < dim; c++) {
          v += toVoxel[r * dim + c] * (points.axis(c)[i] - first[c]);
        }
        voxel[r] = (int) Math.max(0, Math.min(size[r] - 1.0, Math.floor(v + 0.5)));
        offset += voxel[r] * strides[r];
      }
      for (int d = 0; d < dim; d++) {
        edge[d] = inside[i] && voxel[d] > 0 && voxel[d] < size[d] - 1 ? edge(offset, d) : 0;
      }
      for (int r = 0; r < dim; r++) {
        double sum = 0;
        for (int c = 0; c < dim; c++) {
          sum += direction[r * dim + c] * edge[c];
        }
        gradients[r][i] = sum;
      }
    }
  }

  private int edge(int offset, int d) {
    return isForeground(offset + strides[d]) - isForeground(offset - strides[d]);
  }

  private int isForeground(int voxel) {
    return Math.abs(image.value(voxel) - foregroundValue) < KappaStatistic.EPSILON ? 1 : 0;
  }
}
