package org.jelastix.transforms.landmark;

import static org.jelastix.transforms.landmark.SplineKernel.P;
import static org.jelastix.transforms.landmark.SplineKernel.Q;

import java.util.Arrays;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;

/**
 * The worker of a landmark spline. The pullback first sums the cotangents of the system's unknowns
 * over all points, and carries them over to the landmarks once a batch.
 */
final class LandmarkKernel implements TransformKernel {
  private final LandmarkSystem system;
  private final double[] blocks;
  private final int dim;
  private final double[] x;
  private final double[] g = new double[SplineKernel.VALUES];
  private final double[] cotangentsOfBlocks;
  private final double[] row;
  private double[][] points;
  private int size;

  LandmarkKernel(LandmarkSystem system, double[] blocks) {
    this.system = system;
    this.blocks = blocks;
    this.dim = system.dim;
    this.x = new double[dim];
    this.cotangentsOfBlocks = new double[blocks.length];
    this.row = new double[system.landmarks * dim];
    this.points = new double[dim][PointBatch.CAPACITY];
  }

  @Override
  public void forward(PointBatch fixed, PointBatch moving) {
    size = fixed.size();
    if (size > points[0].length) {
      points = new double[dim][size];
    }
    for (int d = 0; d < dim; d++) {
      System.arraycopy(fixed.axis(d), 0, points[d], 0, size);
    }
    moving.resize(size);
    int affine = system.landmarks * dim;
    for (int d = 0; d < dim; d++) {
      double[] out = moving.axis(d);
      for (int i = 0; i < size; i++) {
        double sum = points[d][i] + blocks[affine + dim * dim + d];
        for (int j = 0; j < dim; j++) {
          sum += blocks[affine + j * dim + d] * points[j][i];
        }
        out[i] = sum;
      }
    }
    for (int i = 0; i < size; i++) {
      for (int l = 0; l < system.landmarks; l++) {
        double dot = kernelAt(l, i, blocks, l * dim);
        for (int d = 0; d < dim; d++) {
          moving.axis(d)[i] += g[P] * blocks[l * dim + d] + g[Q] * dot * x[d];
        }
      }
    }
  }

  /** Evaluates the kernel at a point relative to a landmark; returns x · v[at …]. */
  private double kernelAt(int landmark, int point, double[] v, int at) {
    double square = 0;
    double dot = 0;
    for (int d = 0; d < dim; d++) {
      double offset = points[d][point] - system.source[landmark * dim + d];
      x[d] = offset;
      square += offset * offset;
      dot += offset * v[at + d];
    }
    system.kernel.evaluate(Math.sqrt(square), system.poissonRatio, g);
    return dot;
  }

  @Override
  public void pullback(double[][] cotangents, double[] gradient) {
    Arrays.fill(cotangentsOfBlocks, 0);
    double[] v = new double[dim];
    for (int i = 0; i < size; i++) {
      boolean any = false;
      for (int d = 0; d < dim; d++) {
        v[d] = cotangents[d][i];
        any |= v[d] != 0;
      }
      if (any) {
        addPoint(i, v);
      }
    }
    system.pullback(cotangentsOfBlocks, gradient);
  }

  private void addPoint(int i, double[] v) {
    double[] c = cotangentsOfBlocks;
    for (int l = 0; l < system.landmarks; l++) {
      double dot = kernelAt(l, i, v, 0);
      for (int d = 0; d < dim; d++) {
        c[l * dim + d] += g[P] * v[d] + g[Q] * dot * x[d];
      }
    }
    int affine = system.landmarks * dim;
    for (int j = 0; j <= dim; j++) {
      double factor = j < dim ? points[j][i] : 1;
      for (int d = 0; d < dim; d++) {
        c[affine + j * dim + d] += factor * v[d];
      }
    }
  }

  @Override
  public void jacobian(int point, SparseJacobian out) {
    out.resize(row.length);
    double[] unit = new double[dim];
    for (int k = 0; k < row.length; k++) {
      out.parameters()[k] = k;
    }
    for (int r = 0; r < dim; r++) {
      Arrays.fill(cotangentsOfBlocks, 0);
      Arrays.fill(row, 0);
      unit[r] = 1;
      addPoint(point, unit);
      unit[r] = 0;
      system.pullback(cotangentsOfBlocks, row);
      System.arraycopy(row, 0, out.values(), r * out.capacity(), row.length);
    }
  }
}
