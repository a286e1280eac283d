package org.jelastix.api.spi;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;

/** A test image given by a formula: 100 exp(-|x - c|² / 2s²) on a grid, and nothing outside it. */
final class GaussianBump implements Interpolator {
  private final ImageGrid grid;
  private final double[] center;
  private final double sigma;

  GaussianBump(ImageGrid grid, double sigma) {
    this.grid = grid;
    this.center = grid.center();
    this.sigma = sigma;
  }

  @Override
  public ImageGrid grid() {
    return grid;
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
    for (int i = 0; i < points.size(); i++) {
      double squared = 0;
      for (int d = 0; d < dim; d++) {
        x[d] = points.axis(d)[i];
        squared += (x[d] - center[d]) * (x[d] - center[d]);
      }
      double v = 100 * Math.exp(-squared / (2 * sigma * sigma));
      for (int d = 0; d < dim; d++) {
        gradients[d][i] = -v * (x[d] - center[d]) / (sigma * sigma);
      }
      inside[i] = true;
      grid.worldToVoxel(x, x);
      for (int d = 0; d < dim; d++) {
        inside[i] &= x[d] >= -0.5 && x[d] < grid.size(d) - 0.5;
      }
      values[i] = v;
      if (!inside[i]) {
        values[i] = 0;
        for (int d = 0; d < dim; d++) {
          gradients[d][i] = 0;
        }
      }
    }
  }
}
