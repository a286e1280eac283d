package org.jelastix.conformance.mutation;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.InterpolatorProvider;

/** Multilinear interpolation, with faults. */
public final class FaultyInterpolator implements InterpolatorProvider, Faulty {
  static final String HALF_VOXEL = "everything is shifted by half a voxel";
  static final String NEAREST = "it is nearest neighbour";
  static final String VOXEL_GRADIENT = "gradients are per voxel, not per mm";
  static final String NOT_TURNED = "gradients ignore the direction";
  static final String INSIDE = "the outer half voxel counts as outside";
  static final String NOT_ZERO = "points outside get the nearest value";
  static final String OTHER_VALUE = "values() rounds to float";
  static final String SCRATCH = "scratch memory is shared by all threads";
  static final String IMAGE_WRITTEN = "the image is smoothed in place";
  static final String BATCH = "a batch of more than 100 points is cut off";

  static final String THIN = "positions are divided by the length of their axis";

  private final String fault;

  FaultyInterpolator(String fault) {
    this.fault = fault;
  }

  /** Without fault. */
  public FaultyInterpolator() {
    this(SOUND);
  }

  @Override
  public String fault() {
    return fault;
  }

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(ComponentType.INTERPOLATOR, "FaultyLinear", "Linear, with faults.");
  }

  @Override
  public Interpolator create(InterpolatorContext context) {
    if (has(IMAGE_WRITTEN)) {
      context.image().floats()[0] = 0;
      if (!context.image().isFloat()) {
        context.image().doubles()[0] = 0;
      }
    }
    return new Linear(context.image());
  }

  private final class Linear implements Interpolator {
    private final Image image;
    private final double[] toVoxel;
    private final double[] shared;

    Linear(Image image) {
      this.image = image;
      this.toVoxel = image.grid().worldToVoxelMatrix();
      this.shared = new double[image.grid().dimension()];
    }

    @Override
    public ImageGrid grid() {
      return image.grid();
    }

    @Override
    public void values(PointBatch points, double[] values, boolean[] inside) {
      double[][] gradients = new double[points.dimension()][points.size()];
      valuesAndGradients(points, values, gradients, inside);
      for (int i = 0; i < points.size(); i++) {
        values[i] = has(OTHER_VALUE) ? (float) values[i] : values[i];
      }
    }

    @Override
    public void valuesAndGradients(
        PointBatch points, double[] values, double[][] gradients, boolean[] inside) {
      int dim = grid().dimension();
      double[] v = has(SCRATCH) ? shared : new double[dim];
      double[] slope = new double[dim];
      int n = has(BATCH) ? Math.min(100, points.size()) : points.size();
      for (int i = 0; i < n; i++) {
        for (int d = 0; d < dim; d++) {
          v[d] = points.axis(d)[i];
        }
        grid().worldToVoxel(v, v);
        inside[i] = isInside(v);
        values[i] = inside[i] || has(NOT_ZERO) ? value(v, slope) : 0;
        for (int r = 0; r < dim; r++) {
          gradients[r][i] = inside[i] ? gradient(slope, r) : 0;
        }
      }
    }

    private double gradient(double[] slope, int r) {
      int dim = slope.length;
      if (has(VOXEL_GRADIENT)) {
        return slope[r];
      }
      if (has(NOT_TURNED)) {
        return slope[r] / grid().spacing(r);
      }
      double sum = 0;
      for (int c = 0; c < dim; c++) {
        sum += toVoxel[c * dim + r] * slope[c];
      }
      return sum;
    }

    private boolean isInside(double[] v) {
      double border = has(INSIDE) ? 0 : 0.5;
      for (int d = 0; d < v.length; d++) {
        if (!(v[d] >= -border - 1e-9 && v[d] < grid().size(d) - 1 + border + 1e-9)) {
          return false;
        }
      }
      return true;
    }

    /** Value and slopes per voxel; the edge is repeated beyond the outermost voxels. */
    private double value(double[] v, double[] slope) {
      int dim = v.length;
      int[] strides = grid().strides();
      java.util.Arrays.fill(slope, 0);
      double sum = 0;
      for (int corner = 0; corner < 1 << dim; corner++) {
        double weight = 1;
        int at = 0;
        for (int d = 0; d < dim; d++) {
          weight *= weight(v, d, corner);
          at += index(v, d, corner) * strides[d];
        }
        sum += weight * image.value(at);
        for (int s = 0; s < dim; s++) {
          double w = clamped(v, s) ? 0 : (corner >> s & 1) == 1 ? 1 : -1;
          for (int d = 0; d < dim; d++) {
            w *= d == s ? 1 : weight(v, d, corner);
          }
          slope[s] += w * image.value(at);
        }
      }
      return sum;
    }

    private boolean clamped(double[] v, int d) {
      return v[d] < 0 || v[d] > grid().size(d) - 1 || grid().size(d) == 1;
    }

    private double position(double[] v, int d) {
      double shift = has(HALF_VOXEL) ? 0.5 : 0;
      if (has(THIN)) {
        shift = v[d] / (grid().size(d) - 1) * (grid().size(d) - 1) - v[d];
      }
      double p = Math.max(0, Math.min(grid().size(d) - 1, v[d] + shift));
      return has(NEAREST) ? Math.floor(p + 0.5) : p;
    }

    private int base(double[] v, int d) {
      return (int) Math.max(0, Math.min(Math.floor(position(v, d)), grid().size(d) - 2.0));
    }

    private int index(double[] v, int d, int corner) {
      return Math.min(base(v, d) + (corner >> d & 1), grid().size(d) - 1);
    }

    private double weight(double[] v, int d, int corner) {
      double t = position(v, d) - base(v, d);
      return (corner >> d & 1) == 1 ? t : 1 - t;
    }
  }
}
