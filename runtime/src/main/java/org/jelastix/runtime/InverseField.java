package org.jelastix.runtime;

import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;

/**
 * The inverse of a transform at voxel centres, by a fixed-point iteration.
 *
 * <p>Wanted is x with T(x) = y. With an affine map L close to the inverse of T, x ← x + L(y) −
 * L(T(x)) has x as its fixed point, and comes closer to it in each step wherever T differs from an
 * affine map by less than the factor 1 in its slope. Where a step does not come closer, the next
 * one is half as long.
 *
 * <p>See M. Chen, W. Lu, Q. Chen, K.J. Ruchala, G.H. Olivera, "A simple fixed-point approach to
 * invert a deformation field", Medical Physics 35(1), 2008, where L is the identity.
 */
final class InverseField {
  private static final int MOST_STEPS = 200;

  /** Residual at which a point is done, in voxels. */
  private static final double CLOSE = 1e-4;

  private static final int PARTS = 128;

  private final Transform transform;
  private final AffineMap inverse;
  private final ImageGrid grid;
  private final Parallel parallel;

  /**
   * @param transform T
   * @param inverse L, close to the inverse of T
   * @param grid of the voxels y
   * @param parallel splits work
   */
  InverseField(Transform transform, AffineMap inverse, ImageGrid grid, Parallel parallel) {
    this.transform = transform;
    this.inverse = inverse;
    this.grid = grid;
    this.parallel = parallel;
  }

  /** x − y in mm at each y, one component an axis. */
  Image displacements() {
    int dim = grid.dimension();
    float[] out = new float[Math.multiplyExact(grid.voxelCount(), dim)];
    int batches = (grid.voxelCount() + PointBatch.CAPACITY - 1) / PointBatch.CAPACITY;
    int parts = Math.min(PARTS, batches);
    parallel.run(
        parts,
        part -> {
          Search search = new Search();
          int to = (int) ((long) batches * (part + 1) / parts);
          for (int batch = (int) ((long) batches * part / parts); batch < to; batch++) {
            search.run(batch * PointBatch.CAPACITY, out);
          }
        });
    return Image.ofVectors(grid, dim, out);
  }

  /** One thread's iteration over a batch of points. */
  private final class Search {
    private final int dim = grid.dimension();
    private final TransformKernel kernel = transform.kernel();
    private final PointBatch wanted = new PointBatch(dim);
    private final PointBatch point = new PointBatch(dim);
    private final PointBatch trial = new PointBatch(dim);
    private final PointBatch mapped = new PointBatch(dim);
    private final double[] residual = new double[PointBatch.CAPACITY];
    private final double[][] step = new double[dim][PointBatch.CAPACITY];
    private final double[] factor = new double[PointBatch.CAPACITY];
    private final double tolerance;

    Search() {
      double smallest = Double.POSITIVE_INFINITY;
      for (double s : grid.spacing()) {
        smallest = Math.min(smallest, s);
      }
      tolerance = CLOSE * smallest;
    }

    void run(int first, float[] out) {
      int n = Math.min(PointBatch.CAPACITY, grid.voxelCount() - first);
      start(first, n);
      for (int round = 0; round < MOST_STEPS; round++) {
        kernel.forward(trial, mapped);
        if (!improve(n)) {
          break;
        }
      }
      for (int d = 0; d < dim; d++) {
        for (int i = 0; i < n; i++) {
          out[(first + i) * dim + d] = (float) (point.axis(d)[i] - wanted.axis(d)[i]);
        }
      }
    }

    private void start(int first, int n) {
      for (PointBatch batch : new PointBatch[] {wanted, point, trial, mapped}) {
        batch.resize(n);
      }
      double[] p = new double[dim];
      for (int i = 0; i < n; i++) {
        int rest = first + i;
        for (int d = 0; d < dim; d++) {
          p[d] = rest % grid.size(d);
          rest /= grid.size(d);
        }
        grid.voxelToWorld(p, p);
        for (int d = 0; d < dim; d++) {
          wanted.axis(d)[i] = p[d];
        }
        for (int r = 0; r < dim; r++) {
          double sum = inverse.offset()[r];
          for (int c = 0; c < dim; c++) {
            sum += inverse.matrix()[r * dim + c] * p[c];
          }
          trial.axis(r)[i] = sum;
          point.axis(r)[i] = sum;
        }
        residual[i] = Double.POSITIVE_INFINITY;
        factor[i] = 1;
      }
    }

    /**
     * Takes the trials that came closer, and makes the next ones. Whether any point still moves.
     */
    private boolean improve(int n) {
      boolean moving = false;
      for (int i = 0; i < n; i++) {
        double squared = 0;
        for (int d = 0; d < dim; d++) {
          double r = wanted.axis(d)[i] - mapped.axis(d)[i];
          squared += r * r;
        }
        double length = Math.sqrt(squared);
        if (length < residual[i]) {
          accept(i, length);
        } else {
          factor[i] /= 2;
        }
        boolean goOn = residual[i] > tolerance && factor[i] > 1e-6;
        moving |= goOn;
        for (int d = 0; d < dim; d++) {
          trial.axis(d)[i] = point.axis(d)[i] + (goOn ? factor[i] * step[d][i] : 0);
        }
      }
      return moving;
    }

    private void accept(int i, double length) {
      residual[i] = length;
      factor[i] = Math.min(1, 1.5 * factor[i]);
      for (int r = 0; r < dim; r++) {
        point.axis(r)[i] = trial.axis(r)[i];
        double sum = 0;
        for (int c = 0; c < dim; c++) {
          sum += inverse.matrix()[r * dim + c] * (wanted.axis(c)[i] - mapped.axis(c)[i]);
        }
        step[r][i] = sum;
      }
    }
  }
}
