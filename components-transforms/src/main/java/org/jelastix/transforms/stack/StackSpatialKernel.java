package org.jelastix.transforms.stack;

import java.util.Arrays;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.transforms.common.PointGroups;

/**
 * Spatial derivatives of a stack: those of the slice's part, and the identity along the last axis.
 */
final class StackSpatialKernel implements SpatialKernel {
  private final StackTransform stack;
  private final int dim;
  private final int perPart;
  private final PointGroups groups;
  private final SpatialKernel[] kernels;
  private final double[] partGradient;
  private double[][] part = new double[0][];

  StackSpatialKernel(StackTransform stack) {
    this.stack = stack;
    this.dim = stack.dimension();
    this.perPart = stack.parametersPerPart();
    this.groups = stack.groups();
    this.kernels = new SpatialKernel[stack.axis().slices()];
    this.partGradient = new double[perPart];
  }

  @Override
  public void at(PointBatch fixed) {
    groups.assign(fixed);
    for (int start = 0; start < groups.size(); ) {
      int end = groups.end(start);
      int slice = groups.group(start);
      if (kernels[slice] == null) {
        kernels[slice] = stack.part(slice).spatialKernel();
      }
      kernels[slice].at(groups.gather(fixed, start, end));
      start = end;
    }
  }

  @Override
  public void jacobian(double[][] out) {
    evaluate(2, out);
  }

  @Override
  public void hessian(double[][] out) {
    evaluate(3, out);
  }

  @Override
  public void pullbackJacobian(double[][] cotangents, double[] gradient) {
    pullback(2, cotangents, gradient);
  }

  @Override
  public void pullbackHessian(double[][] cotangents, double[] gradient) {
    pullback(3, cotangents, gradient);
  }

  private void evaluate(int indices, double[][] out) {
    int entries = reserve(indices);
    for (int e = 0; e < power(dim, indices); e++) {
      boolean diagonal = indices == 2 && e / dim == e % dim;
      Arrays.fill(out[e], 0, groups.size(), diagonal ? 1 : 0);
    }
    for (int start = 0; start < groups.size(); ) {
      int end = groups.end(start);
      SpatialKernel kernel = kernels[groups.group(start)];
      if (indices == 2) {
        kernel.jacobian(part);
      } else {
        kernel.hessian(part);
      }
      for (int e = 0; e < entries; e++) {
        double[] to = out[widened(e, indices)];
        for (int k = start; k < end; k++) {
          to[groups.point(k)] = part[e][k - start];
        }
      }
      start = end;
    }
  }

  private void pullback(int indices, double[][] cotangents, double[] gradient) {
    int entries = reserve(indices);
    for (int start = 0; start < groups.size(); ) {
      int end = groups.end(start);
      int slice = groups.group(start);
      for (int e = 0; e < entries; e++) {
        double[] from = cotangents[widened(e, indices)];
        for (int k = start; k < end; k++) {
          part[e][k - start] = from[groups.point(k)];
        }
      }
      Arrays.fill(partGradient, 0);
      if (indices == 2) {
        kernels[slice].pullbackJacobian(part, partGradient);
      } else {
        kernels[slice].pullbackHessian(part, partGradient);
      }
      for (int p = 0; p < perPart; p++) {
        gradient[slice * perPart + p] += partGradient[p];
      }
      start = end;
    }
  }

  private int reserve(int indices) {
    int entries = power(dim - 1, indices);
    if (part.length != entries || part[0].length < groups.capacity()) {
      part = new double[entries][groups.capacity()];
    }
    return entries;
  }

  /** The number of an entry of dim − 1 axes among those of dim axes. */
  private int widened(int entry, int indices) {
    int narrow = dim - 1;
    int wide = entry % narrow;
    int rest = entry / narrow;
    int factor = dim;
    for (int i = 1; i < indices; i++) {
      wide += rest % narrow * factor;
      rest /= narrow;
      factor *= dim;
    }
    return wide;
  }

  private static int power(int base, int exponent) {
    int product = 1;
    for (int i = 0; i < exponent; i++) {
      product *= base;
    }
    return product;
  }
}
