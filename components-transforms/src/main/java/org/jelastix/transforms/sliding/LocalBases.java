package org.jelastix.transforms.sliding;

import java.util.Arrays;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;

/**
 * An orthonormal basis at each control point, whose first vector is the normal of the organ there:
 * the gradient of the smoothed signed distance to the organ's surface. Where that vanishes it is
 * the axes of the world.
 *
 * <p>elastix uses an approximate distance map and a recursive Gaussian; we use exact distances and
 * a sampled Gaussian, of the same standard deviation.
 */
final class LocalBases {
  private static final double SIGMA = 4;
  private static final double CUT = 4;
  private static final double VANISHED = 1e-10;

  private final int dim;
  private final double[] vectors;

  /**
   * @param labels one whole number a voxel
   * @param count number of labels
   * @param control the control points
   */
  LocalBases(LabelMap labels, int count, ImageGrid control) {
    this.dim = control.dimension();
    this.vectors = new double[control.voxelCount() * dim * dim];
    Padded padded = new Padded(labels, control);
    int[] voxelOf = new int[control.voxelCount()];
    double[] x = new double[dim];
    for (int i = 0; i < voxelOf.length; i++) {
      position(control, i, x);
      voxelOf[i] = padded.nearest(x);
    }
    double[] normal = new double[dim];
    for (int label = 0; label < count; label++) {
      double[] distance = padded.smoothedDistance(label);
      for (int i = 0; i < voxelOf.length; i++) {
        if (padded.label(voxelOf[i]) == label) {
          padded.gradient(distance, voxelOf[i], normal);
          complete(normal, i);
        }
      }
    }
  }

  static void position(ImageGrid grid, int i, double[] x) {
    int rest = i;
    for (int d = 0; d < x.length; d++) {
      x[d] = rest % grid.size(d);
      rest /= grid.size(d);
    }
    grid.voxelToWorld(x, x);
  }

  /** One coordinate of one basis vector; vector 0 is the normal. */
  double get(int controlPoint, int vector, int coordinate) {
    return vectors[(controlPoint * dim + vector) * dim + coordinate];
  }

  private void complete(double[] normal, int i) {
    double norm = 0;
    for (double v : normal) {
      norm += v * v;
    }
    norm = Math.sqrt(norm);
    int at = i * dim * dim;
    if (!(norm > VANISHED)) {
      for (int d = 0; d < dim; d++) {
        vectors[at + d * dim + d] = 1;
      }
      return;
    }
    for (int d = 0; d < dim; d++) {
      vectors[at + d] = normal[d] / norm;
    }
    if (dim == 2) {
      vectors[at + 2] = vectors[at + 1];
      vectors[at + 3] = -vectors[at];
      return;
    }
    double[] n = Arrays.copyOfRange(vectors, at, at + 3);
    int flattest = 2;
    if (Math.abs(n[0]) < Math.abs(n[1]) && Math.abs(n[0]) < Math.abs(n[2])) {
      flattest = 0;
    } else if (Math.abs(n[0]) >= Math.abs(n[1]) && Math.abs(n[1]) < Math.abs(n[2])) {
      flattest = 1;
    }
    double[] axis = new double[3];
    axis[flattest] = 1;
    double[] u = cross(n, axis);
    double[] v = cross(n, u);
    System.arraycopy(u, 0, vectors, at + 3, 3);
    System.arraycopy(v, 0, vectors, at + 6, 3);
  }

  /** The cross product, made of length 1. */
  private static double[] cross(double[] a, double[] b) {
    double[] c = {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    double norm = Math.sqrt(c[0] * c[0] + c[1] * c[1] + c[2] * c[2]);
    for (int d = 0; d < 3; d++) {
      c[d] /= norm;
    }
    return c;
  }

  /** The labels, with a margin of label 0 so that it holds all control points. */
  private static final class Padded {
    private final ImageGrid grid;
    private final int dim;
    private final int[] size;
    private final int[] strides;
    private final int[] labels;

    Padded(LabelMap map, ImageGrid control) {
      ImageGrid inner = map.grid();
      this.dim = inner.dimension();
      int[] lower = new int[dim];
      int[] upper = new int[dim];
      double[] x = new double[dim];
      for (int i = 0; i < control.voxelCount(); i++) {
        position(control, i, x);
        inner.worldToVoxel(x, x);
        for (int d = 0; d < dim; d++) {
          lower[d] = Math.max(lower[d], (int) Math.ceil(-x[d]));
          upper[d] = Math.max(upper[d], (int) Math.ceil(x[d] - (inner.size(d) - 1)));
        }
      }
      double[] corner = new double[dim];
      this.size = inner.size();
      for (int d = 0; d < dim; d++) {
        corner[d] = -lower[d];
        size[d] += lower[d] + upper[d];
      }
      inner.voxelToWorld(corner, corner);
      this.grid = new ImageGrid(size, inner.spacing(), corner, inner.direction());
      this.strides = grid.strides();
      this.labels = new int[grid.voxelCount()];
      for (int i = 0; i < labels.length; i++) {
        int offset = 0;
        int stride = 1;
        boolean within = true;
        for (int d = 0; d < dim; d++) {
          int k = i / strides[d] % size[d] - lower[d];
          within &= k >= 0 && k < inner.size(d);
          offset += k * stride;
          stride *= inner.size(d);
        }
        labels[i] = within ? map.label(offset) : 0;
      }
    }

    int label(int voxel) {
      return labels[voxel];
    }

    int nearest(double[] world) {
      double[] x = new double[dim];
      grid.worldToVoxel(world, x);
      int voxel = 0;
      for (int d = 0; d < dim; d++) {
        double k = Math.max(0, Math.min(size[d] - 1.0, Math.floor(x[d] + 0.5)));
        voxel += ((int) k) * strides[d];
      }
      return voxel;
    }

    double[] smoothedDistance(int label) {
      boolean[] inside = new boolean[labels.length];
      for (int i = 0; i < inside.length; i++) {
        inside[i] = labels[i] == label;
      }
      double[] distance = DistanceMap.signed(inside, size, grid.spacing());
      for (int d = 0; d < dim; d++) {
        smooth(distance, d);
      }
      return distance;
    }

    private void smooth(double[] data, int axis) {
      double sigma = SIGMA / grid.spacing(axis);
      int radius = (int) Math.ceil(CUT * sigma);
      double[] weights = new double[2 * radius + 1];
      double sum = 0;
      for (int k = -radius; k <= radius; k++) {
        weights[k + radius] = Math.exp(-0.5 * k * k / (sigma * sigma));
        sum += weights[k + radius];
      }
      int n = size[axis];
      int stride = strides[axis];
      double[] line = new double[n];
      for (int start = 0; start < data.length; start++) {
        if (start / stride % n == 0) {
          for (int k = 0; k < n; k++) {
            line[k] = data[start + k * stride];
          }
          for (int k = 0; k < n; k++) {
            double value = 0;
            for (int j = -radius; j <= radius; j++) {
              value += weights[j + radius] * line[Math.max(0, Math.min(n - 1, k + j))];
            }
            data[start + k * stride] = value / sum;
          }
        }
      }
    }

    /** By central differences, along the world's axes. */
    void gradient(double[] data, int voxel, double[] out) {
      double[] along = new double[dim];
      for (int d = 0; d < dim; d++) {
        int k = voxel / strides[d] % size[d];
        int up = k + 1 < size[d] ? voxel + strides[d] : voxel;
        int down = k > 0 ? voxel - strides[d] : voxel;
        along[d] = (data[up] - data[down]) / (2 * grid.spacing(d));
      }
      double[] direction = grid.direction();
      for (int r = 0; r < dim; r++) {
        out[r] = 0;
        for (int c = 0; c < dim; c++) {
          out[r] += direction[r * dim + c] * along[c];
        }
      }
    }
  }

  /** Which label is where. */
  static final class LabelMap {
    private final ImageGrid grid;
    private final byte[] labels;
    private final double[] toVoxel;
    private final double[] first;
    private final int count;

    /**
     * @param image scalar, whole numbers from 0 to 255
     * @throws IllegalArgumentException if it is not
     */
    LabelMap(Image image) {
      this.grid = image.grid();
      this.toVoxel = grid.worldToVoxelMatrix();
      this.first = grid.firstVoxel();
      if (image.components() != 1) {
        throw new IllegalArgumentException("a label image has 1 component a voxel");
      }
      this.labels = new byte[image.length()];
      int largest = 0;
      for (int i = 0; i < labels.length; i++) {
        double v = image.value(i);
        if (!(v >= 0 && v <= 255)) {
          throw new IllegalArgumentException("a label must be from 0 to 255, not " + v);
        }
        labels[i] = (byte) v;
        largest = Math.max(largest, (int) v);
      }
      this.count = largest + 1;
    }

    ImageGrid grid() {
      return grid;
    }

    /** Number of labels, label 0 included. */
    int count() {
      return count;
    }

    int label(int voxel) {
      return Byte.toUnsignedInt(labels[voxel]);
    }

    /** The label of the nearest voxel, or -1 beyond the image. */
    int at(double[][] x, int i) {
      int dim = first.length;
      int voxel = 0;
      int stride = 1;
      for (int r = 0; r < dim; r++) {
        double v = 0;
        for (int c = 0; c < dim; c++) {
          v += toVoxel[r * dim + c] * (x[c][i] - first[c]);
        }
        double k = Math.floor(v + 0.5);
        if (!(k >= 0 && k < grid.size(r))) {
          return -1;
        }
        voxel += ((int) k) * stride;
        stride *= grid.size(r);
      }
      return label(voxel);
    }
  }
}
