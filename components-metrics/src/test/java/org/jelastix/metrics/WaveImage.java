package org.jelastix.metrics;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;

/** A test image by formula: offset + height · Π_d cos(x_d / length + phase_d), on a grid. */
record WaveImage(ImageGrid grid, double offset, double height, double length, double phase)
    implements Interpolator {

  private double factor(int d, double x) {
    return Math.cos(x / length + phase * (d + 1));
  }

  double at(double... x) {
    double v = height;
    for (int d = 0; d < x.length; d++) {
      v *= factor(d, x[d]);
    }
    return offset + v;
  }

  /** The image sampled at its voxels. */
  Image image() {
    double[] values = new double[grid.voxelCount()];
    double[] x = new double[grid.dimension()];
    for (int i = 0; i < values.length; i++) {
      int rest = i;
      for (int d = 0; d < x.length; d++) {
        x[d] = rest % grid.size(d);
        rest /= grid.size(d);
      }
      grid.voxelToWorld(x, x);
      values[i] = at(x);
    }
    return Image.of(grid, values);
  }

  @Override
  public void values(PointBatch points, double[] values, boolean[] inside) {
    valuesAndGradients(points, values, new double[grid.dimension()][points.size()], inside);
  }

  @Override
  public void valuesAndGradients(
      PointBatch points, double[] values, double[][] gradients, boolean[] inside) {
    int dim = grid.dimension();
    double[] x = new double[dim];
    double[] voxel = new double[dim];
    for (int i = 0; i < points.size(); i++) {
      for (int d = 0; d < dim; d++) {
        x[d] = points.axis(d)[i];
      }
      grid.worldToVoxel(x, voxel);
      inside[i] = true;
      for (int d = 0; d < dim; d++) {
        inside[i] &= voxel[d] >= -0.5 && voxel[d] < grid.size(d) - 0.5;
      }
      values[i] = inside[i] ? at(x) : 0;
      for (int d = 0; d < dim; d++) {
        double slope = -height * Math.sin(x[d] / length + phase * (d + 1)) / length;
        for (int e = 0; e < dim; e++) {
          slope *= e == d ? 1 : factor(e, x[e]);
        }
        gradients[d][i] = inside[i] ? slope : 0;
      }
    }
  }
}
