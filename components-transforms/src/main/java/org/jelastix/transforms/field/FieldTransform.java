package org.jelastix.transforms.field;

import java.util.Arrays;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/**
 * T(x) = x + u(x) with a displacement field u (mm) given as an image, interpolated by nearest
 * neighbour or linearly; points outside of the image stay where they are. Has no parameters.
 */
final class FieldTransform implements SpatiallyDifferentiable {
  private final Image field;
  private final int order;
  private final String fileName;
  private final boolean useDirection;
  private final int dim;

  /**
   * @param field as many components as dimensions
   * @param order 0 nearest neighbour, 1 linear
   * @param fileName where it came from
   * @param useDirection whether the field's direction matrix counts; else it is taken for the
   *     identity
   */
  FieldTransform(Image field, int order, String fileName, boolean useDirection) {
    this.field = useDirection ? field : field.onGrid(withoutDirection(field.grid()));
    this.useDirection = useDirection;
    this.order = order;
    this.fileName = fileName;
    this.dim = field.grid().dimension();
    if (field.components() != dim) {
      throw new IllegalArgumentException(
          "a displacement field of "
              + dim
              + " dimensions needs "
              + dim
              + " components a voxel, not "
              + field.components());
    }
  }

  private static ImageGrid withoutDirection(ImageGrid grid) {
    int dim = grid.dimension();
    double[] identity = new double[dim * dim];
    for (int d = 0; d < dim; d++) {
      identity[d * dim + d] = 1;
    }
    return new ImageGrid(grid.size(), grid.index(), grid.spacing(), grid.origin(), identity);
  }

  @Override
  public int dimension() {
    return dim;
  }

  @Override
  public int parameterCount() {
    return 0;
  }

  @Override
  public double[] parameters() {
    return new double[0];
  }

  @Override
  public FieldTransform withParameters(double[] parameters) {
    if (parameters.length != 0) {
      throw new IllegalArgumentException("a displacement field has no parameters");
    }
    return this;
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return new JacobianStructure(0, true, false);
  }

  @Override
  public ParameterMap describe() {
    return ParameterMap.builder()
        .put("Transform", "DeformationFieldTransform")
        .put("NumberOfParameters", 0)
        .put("TransformParameters", new String[0])
        .put("DeformationFieldFileName", fileName)
        .put("DeformationFieldInterpolationOrder", order)
        .put("UseDirectionCosines", Boolean.toString(useDirection))
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

  private final class Kernel implements TransformKernel {
    private final FieldSampler sampler = new FieldSampler(field, order);
    private final double[][] x = new double[dim][];

    @Override
    public void forward(PointBatch fixed, PointBatch moving) {
      int n = fixed.size();
      moving.resize(n);
      for (int d = 0; d < dim; d++) {
        x[d] = fixed.axis(d);
      }
      for (int i = 0; i < n; i++) {
        boolean inside = sampler.at(x, i);
        for (int d = 0; d < dim; d++) {
          moving.axis(d)[i] = x[d][i] + (inside ? sampler.value(d, -1, -1) : 0);
        }
      }
    }

    @Override
    public void pullback(double[][] cotangents, double[] gradient) {
      // There are no parameters.
    }

    @Override
    public void jacobian(int point, SparseJacobian out) {
      out.resize(0);
    }
  }

  private final class Derivatives implements SpatialKernel {
    private final FieldSampler sampler = new FieldSampler(field, order);
    private final double[] inIndex = new double[dim * dim];
    private double[][] x = new double[dim][PointBatch.CAPACITY];
    private int size;

    @Override
    public void at(PointBatch fixed) {
      size = fixed.size();
      if (size > x[0].length) {
        x = new double[dim][size];
      }
      for (int d = 0; d < dim; d++) {
        System.arraycopy(fixed.axis(d), 0, x[d], 0, size);
      }
    }

    @Override
    public void jacobian(double[][] out) {
      for (int i = 0; i < size; i++) {
        boolean inside = sampler.at(x, i);
        for (int r = 0; r < dim; r++) {
          for (int k = 0; k < dim; k++) {
            inIndex[k] = inside ? sampler.value(r, k, -1) : 0;
          }
          for (int a = 0; a < dim; a++) {
            double sum = r == a ? 1 : 0;
            for (int k = 0; k < dim; k++) {
              sum += inIndex[k] * sampler.toVoxel(k, a);
            }
            out[r * dim + a][i] = sum;
          }
        }
      }
    }

    @Override
    public void hessian(double[][] out) {
      for (double[] entry : out) {
        Arrays.fill(entry, 0, size, 0);
      }
      for (int i = 0; i < size; i++) {
        if (!sampler.at(x, i)) {
          continue;
        }
        for (int r = 0; r < dim; r++) {
          for (int k = 0; k < dim; k++) {
            for (int l = 0; l < dim; l++) {
              double value = sampler.value(r, k, l);
              for (int a = 0; a < dim; a++) {
                for (int b = 0; b < dim; b++) {
                  out[(r * dim + a) * dim + b][i] +=
                      value * sampler.toVoxel(k, a) * sampler.toVoxel(l, b);
                }
              }
            }
          }
        }
      }
    }

    @Override
    public void pullbackJacobian(double[][] cotangents, double[] gradient) {
      // There are no parameters.
    }

    @Override
    public void pullbackHessian(double[][] cotangents, double[] gradient) {
      // There are no parameters.
    }
  }
}
