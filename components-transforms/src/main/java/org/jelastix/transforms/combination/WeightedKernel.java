package org.jelastix.transforms.combination;

import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;

/** The worker of a {@link WeightedSum}; keeps all parts' results for the derivatives. */
final class WeightedKernel implements TransformKernel {
  private final WeightedSum transform;
  private final TransformKernel[] kernels;
  private final int dim;
  private PointBatch[] mapped;

  /** What a part is compared with: x, or T(x) if weights are normalised. */
  private double[][] reference;

  private int size;

  WeightedKernel(WeightedSum transform) {
    this.transform = transform;
    this.dim = transform.dimension();
    this.kernels = new TransformKernel[transform.parts().size()];
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = transform.parts().get(i).kernel();
    }
    reserve(PointBatch.CAPACITY);
  }

  private void reserve(int n) {
    if (mapped == null || mapped[0].capacity() < n) {
      mapped = new PointBatch[kernels.length];
      for (int i = 0; i < mapped.length; i++) {
        mapped[i] = new PointBatch(dim, n);
      }
      reference = new double[dim][n];
    }
  }

  @Override
  public void forward(PointBatch fixed, PointBatch moving) {
    size = fixed.size();
    reserve(size);
    moving.resize(size);
    for (int i = 0; i < kernels.length; i++) {
      kernels[i].forward(fixed, mapped[i]);
    }
    for (int d = 0; d < dim; d++) {
      double[] x = fixed.axis(d);
      double[] out = moving.axis(d);
      for (int k = 0; k < size; k++) {
        double sum = transform.identityFactor() * x[k];
        for (int i = 0; i < kernels.length; i++) {
          sum += transform.factor(i) * mapped[i].axis(d)[k];
        }
        out[k] = sum;
        reference[d][k] = transform.normalised() ? sum : x[k];
      }
    }
  }

  @Override
  public void pullback(double[][] cotangents, double[] gradient) {
    double scale = transform.normalised() ? 1 / transform.sumOfWeights() : 1;
    for (int i = 0; i < kernels.length; i++) {
      double sum = 0;
      for (int d = 0; d < dim; d++) {
        double[] part = mapped[i].axis(d);
        for (int k = 0; k < size; k++) {
          sum += cotangents[d][k] * (part[k] - reference[d][k]);
        }
      }
      gradient[i] += scale * sum;
    }
  }

  @Override
  public void jacobian(int point, SparseJacobian out) {
    double scale = transform.normalised() ? 1 / transform.sumOfWeights() : 1;
    out.resize(kernels.length);
    for (int i = 0; i < kernels.length; i++) {
      out.parameters()[i] = i;
      for (int d = 0; d < dim; d++) {
        out.values()[d * out.capacity() + i] =
            scale * (mapped[i].axis(d)[point] - reference[d][point]);
      }
    }
  }
}
