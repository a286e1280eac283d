package org.jelastix.transforms.sliding;

import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.transforms.bspline.BSplineTransform;
import org.jelastix.transforms.bspline.GridEntries;
import org.jelastix.transforms.common.PointGroups;
import org.jelastix.transforms.sliding.LocalBases.LabelMap;

/**
 * A B-spline for each organ, all on one grid of control points; a point moves by that of the organ
 * it lies in, so that organs can slide along each other (V. Delmon, S. Rit, R. Pinho, D. Sarrut,
 * "Registration of sliding objects using direction dependent B-splines decomposition", Physics in
 * Medicine and Biology 58(5), 2013).
 *
 * <p>At control point i with normal n and tangents t_d, organ l has the coefficient p_i n + Σ_d
 * q_lid t_d. The parameters are all p, then for each organ all q of the first tangent, then of the
 * second. All organs share p, so they neither tear apart nor overlap. Points beyond the label image
 * do not move.
 */
final class SlidingTransform implements SpatiallyDifferentiable {
  private final LabelMap labels;
  private final String labelFile;
  private final LocalBases bases;
  private final BSplineTransform[] organs;
  private final double[] parameters;
  private final int dim;
  private final int points;

  /**
   * @param labels which organ is where
   * @param labelFile their file
   * @param bases at the control points
   * @param grid the control points
   * @param order of the splines
   * @param parameters (1 + (dim − 1) · organs) · control points, mm
   */
  SlidingTransform(
      LabelMap labels,
      String labelFile,
      LocalBases bases,
      ImageGrid grid,
      int order,
      double[] parameters) {
    this.labels = labels;
    this.labelFile = labelFile;
    this.bases = bases;
    this.dim = grid.dimension();
    this.points = grid.voxelCount();
    this.parameters = parameters.clone();
    if (parameters.length != parameterCount(labels, grid)) {
      throw new IllegalArgumentException(
          "sliding B-splines of "
              + labels.count()
              + " labels on "
              + points
              + " control points need "
              + parameterCount(labels, grid)
              + " parameters, not "
              + parameters.length);
    }
    this.organs = new BSplineTransform[labels.count()];
    for (int l = 0; l < organs.length; l++) {
      organs[l] = new BSplineTransform("BSplineTransform", grid, order, false, coefficients(l));
    }
  }

  static int parameterCount(LabelMap labels, ImageGrid grid) {
    return Math.multiplyExact(1 + (grid.dimension() - 1) * labels.count(), grid.voxelCount());
  }

  /** Where the parameters of one basis vector start. */
  private int block(int organ, int vector) {
    return vector == 0 ? 0 : ((dim - 1) * organ + vector) * points;
  }

  private double[] coefficients(int organ) {
    double[] c = new double[dim * points];
    for (int i = 0; i < points; i++) {
      for (int vector = 0; vector < dim; vector++) {
        double amount = parameters[block(organ, vector) + i];
        for (int d = 0; d < dim; d++) {
          c[d * points + i] += amount * bases.get(i, vector, d);
        }
      }
    }
    return c;
  }

  /** The displacements along the normals alone, or along one organ's tangents alone. */
  double[] part(int organ, boolean normal) {
    double[] c = new double[dim * points];
    for (int i = 0; i < points; i++) {
      for (int vector = normal ? 0 : 1; vector < (normal ? 1 : dim); vector++) {
        double amount = parameters[block(organ, vector) + i];
        for (int d = 0; d < dim; d++) {
          c[d * points + i] += amount * bases.get(i, vector, d);
        }
      }
    }
    return c;
  }

  ImageGrid controlPoints() {
    return organs[0].controlPoints();
  }

  @Override
  public int dimension() {
    return dim;
  }

  @Override
  public int parameterCount() {
    return parameters.length;
  }

  @Override
  public double[] parameters() {
    return parameters.clone();
  }

  @Override
  public SlidingTransform withParameters(double[] newParameters) {
    return new SlidingTransform(
        labels, labelFile, bases, controlPoints(), organs[0].order(), newParameters);
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return new JacobianStructure(organs[0].jacobianStructure().nonZeros(), false, false);
  }

  @Override
  public ParameterMap describe() {
    ParameterMap.Builder file =
        ParameterMap.builder()
            .put("Transform", "MultiBSplineTransformWithNormal")
            .put("NumberOfParameters", parameters.length)
            .put("TransformParameters", parameters);
    GridEntries.describe(controlPoints(), file);
    return file.put("BSplineTransformSplineOrder", organs[0].order())
        .put("MultiBSplineTransformWithNormalLabels", labelFile)
        .build();
  }

  @Override
  public TransformKernel kernel() {
    return new Kernel();
  }

  @Override
  public SpatialKernel spatialKernel() {
    return new Derivatives();
  }

  /** Group 0 is beyond the label image, group l + 1 is organ l. */
  private PointGroups groups() {
    double[][] x = new double[dim][];
    return new PointGroups(
        organs.length + 1,
        dim,
        (batch, i) -> {
          for (int d = 0; d < dim; d++) {
            x[d] = batch.axis(d);
          }
          return labels.at(x, i) + 1;
        });
  }

  private final class Kernel implements TransformKernel {
    private final PointGroups groups = groups();
    private final TransformKernel[] kernels = new TransformKernel[organs.length];
    private final SparseJacobian sparse = SparseJacobian.of(organs[0]);
    private PointBatch mapped = new PointBatch(dim);

    @Override
    public void forward(PointBatch fixed, PointBatch moving) {
      int n = fixed.size();
      moving.resize(n);
      groups.assign(fixed);
      if (mapped.capacity() < groups.capacity()) {
        mapped = new PointBatch(dim, groups.capacity());
      }
      for (int start = 0; start < n; ) {
        int end = groups.end(start);
        int organ = groups.group(start) - 1;
        PointBatch group = groups.gather(fixed, start, end);
        PointBatch result = group;
        if (organ >= 0) {
          if (kernels[organ] == null) {
            kernels[organ] = organs[organ].kernel();
          }
          kernels[organ].forward(group, mapped);
          result = mapped;
        }
        for (int d = 0; d < dim; d++) {
          for (int k = start; k < end; k++) {
            moving.axis(d)[groups.point(k)] = result.axis(d)[k - start];
          }
        }
        start = end;
      }
    }

    @Override
    public void pullback(double[][] cotangents, double[] gradient) {
      for (int k = 0; k < groups.size(); k++) {
        int point = groups.point(k);
        int organ = groups.groupOf(point) - 1;
        if (organ < 0) {
          continue;
        }
        kernels[organ].jacobian(groups.positionOf(point), sparse);
        int support = sparse.size() / dim;
        for (int s = 0; s < support; s++) {
          int i = sparse.parameters()[s];
          double weight = sparse.values()[s];
          for (int vector = 0; vector < dim; vector++) {
            double dot = 0;
            for (int d = 0; d < dim; d++) {
              dot += bases.get(i, vector, d) * cotangents[d][point];
            }
            gradient[block(organ, vector) + i] += weight * dot;
          }
        }
      }
    }

    @Override
    public void jacobian(int point, SparseJacobian out) {
      int organ = groups.groupOf(point) - 1;
      if (organ < 0) {
        out.resize(0);
        return;
      }
      kernels[organ].jacobian(groups.positionOf(point), sparse);
      out.resize(sparse.size());
      int support = sparse.size() / dim;
      for (int s = 0; s < support; s++) {
        int i = sparse.parameters()[s];
        double weight = sparse.values()[s];
        for (int vector = 0; vector < dim; vector++) {
          int column = vector * support + s;
          out.parameters()[column] = block(organ, vector) + i;
          for (int d = 0; d < dim; d++) {
            out.values()[d * out.capacity() + column] = weight * bases.get(i, vector, d);
          }
        }
      }
    }
  }

  private final class Derivatives implements SpatialKernel {
    private final PointGroups groups = groups();
    private final SpatialKernel[] kernels = new SpatialKernel[organs.length];
    private final double[] coefficientGradient = new double[dim * points];
    private double[][] part = new double[0][];

    @Override
    public void at(PointBatch fixed) {
      groups.assign(fixed);
      for (int start = 0; start < groups.size(); ) {
        int end = groups.end(start);
        int organ = groups.group(start) - 1;
        if (organ >= 0) {
          if (kernels[organ] == null) {
            kernels[organ] = organs[organ].spatialKernel();
          }
          kernels[organ].at(groups.gather(fixed, start, end));
        }
        start = end;
      }
    }

    @Override
    public void jacobian(double[][] out) {
      evaluate(true, dim * dim, out);
    }

    @Override
    public void hessian(double[][] out) {
      evaluate(false, dim * dim * dim, out);
    }

    private void reserve(int entries) {
      if (part.length < entries || part[0].length < groups.capacity()) {
        part = new double[entries][groups.capacity()];
      }
    }

    private void evaluate(boolean first, int entries, double[][] out) {
      reserve(entries);
      for (int start = 0; start < groups.size(); ) {
        int end = groups.end(start);
        int organ = groups.group(start) - 1;
        if (organ >= 0 && first) {
          kernels[organ].jacobian(part);
        } else if (organ >= 0) {
          kernels[organ].hessian(part);
        }
        for (int e = 0; e < entries; e++) {
          double beyond = first && e / dim == e % dim ? 1 : 0;
          for (int k = start; k < end; k++) {
            out[e][groups.point(k)] = organ >= 0 ? part[e][k - start] : beyond;
          }
        }
        start = end;
      }
    }

    @Override
    public void pullbackJacobian(double[][] cotangents, double[] gradient) {
      pullback(true, dim * dim, cotangents, gradient);
    }

    @Override
    public void pullbackHessian(double[][] cotangents, double[] gradient) {
      pullback(false, dim * dim * dim, cotangents, gradient);
    }

    private void pullback(boolean first, int entries, double[][] cotangents, double[] gradient) {
      reserve(entries);
      for (int start = 0; start < groups.size(); ) {
        int end = groups.end(start);
        int organ = groups.group(start) - 1;
        if (organ >= 0) {
          for (int e = 0; e < entries; e++) {
            for (int k = start; k < end; k++) {
              part[e][k - start] = cotangents[e][groups.point(k)];
            }
          }
          java.util.Arrays.fill(coefficientGradient, 0);
          if (first) {
            kernels[organ].pullbackJacobian(part, coefficientGradient);
          } else {
            kernels[organ].pullbackHessian(part, coefficientGradient);
          }
          addToParameters(organ, gradient);
        }
        start = end;
      }
    }

    private void addToParameters(int organ, double[] gradient) {
      for (int i = 0; i < points; i++) {
        for (int vector = 0; vector < dim; vector++) {
          double dot = 0;
          for (int d = 0; d < dim; d++) {
            dot += bases.get(i, vector, d) * coefficientGradient[d * points + i];
          }
          gradient[block(organ, vector) + i] += dot;
        }
      }
    }
  }
}
