package org.jelastix.transforms.stack;

import java.util.Arrays;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.transforms.common.PointGroups;

/** The worker of a stack: hands each slice's points to that slice's own worker. */
final class StackKernel implements TransformKernel {
  private final StackTransform stack;
  private final int dim;
  private final int perPart;
  private final boolean sparse;
  private final PointGroups groups;
  private final TransformKernel[] kernels;
  private final SparseJacobian jacobian;
  private final double[] partGradient;
  private PointBatch mapped;
  private double[][] partCotangents;

  StackKernel(StackTransform stack) {
    this.stack = stack;
    this.dim = stack.dimension();
    this.perPart = stack.parametersPerPart();
    this.sparse = stack.part(0).jacobianStructure().sharedWeights();
    this.groups = stack.groups();
    this.kernels = new TransformKernel[stack.axis().slices()];
    this.jacobian = SparseJacobian.of(stack.part(0));
    this.partGradient = new double[sparse ? 0 : perPart];
    this.mapped = new PointBatch(dim - 1);
    this.partCotangents = new double[dim - 1][PointBatch.CAPACITY];
  }

  private TransformKernel kernel(int slice) {
    if (kernels[slice] == null) {
      kernels[slice] = stack.part(slice).kernel();
    }
    return kernels[slice];
  }

  @Override
  public void forward(PointBatch fixed, PointBatch moving) {
    int n = fixed.size();
    moving.resize(n);
    groups.assign(fixed);
    if (mapped.capacity() < groups.capacity()) {
      mapped = new PointBatch(dim - 1, groups.capacity());
      partCotangents = new double[dim - 1][groups.capacity()];
    }
    System.arraycopy(fixed.axis(dim - 1), 0, moving.axis(dim - 1), 0, n);
    for (int start = 0; start < n; ) {
      int end = groups.end(start);
      kernel(groups.group(start)).forward(groups.gather(fixed, start, end), mapped);
      for (int d = 0; d < dim - 1; d++) {
        for (int k = start; k < end; k++) {
          moving.axis(d)[groups.point(k)] = mapped.axis(d)[k - start];
        }
      }
      start = end;
    }
  }

  @Override
  public void pullback(double[][] cotangents, double[] gradient) {
    for (int start = 0; start < groups.size(); ) {
      int end = groups.end(start);
      int slice = groups.group(start);
      if (sparse) {
        for (int k = start; k < end; k++) {
          addPoint(slice, k - start, groups.point(k), cotangents, gradient);
        }
      } else {
        addGroup(slice, start, end, cotangents, gradient);
      }
      start = end;
    }
  }

  /** For parts with many parameters, of which a point touches few: rows share their weights. */
  private void addPoint(
      int slice, int position, int point, double[][] cotangents, double[] gradient) {
    kernels[slice].jacobian(position, jacobian);
    int perAxis = jacobian.size() / (dim - 1);
    int[] parameters = jacobian.parameters();
    for (int d = 0; d < dim - 1; d++) {
      double g = cotangents[d][point];
      for (int k = 0; g != 0 && k < perAxis; k++) {
        gradient[slice * perPart + parameters[d * perAxis + k]] += g * jacobian.values()[k];
      }
    }
  }

  private void addGroup(int slice, int start, int end, double[][] cotangents, double[] gradient) {
    for (int d = 0; d < dim - 1; d++) {
      for (int k = start; k < end; k++) {
        partCotangents[d][k - start] = cotangents[d][groups.point(k)];
      }
    }
    Arrays.fill(partGradient, 0);
    kernels[slice].pullback(partCotangents, partGradient);
    for (int p = 0; p < perPart; p++) {
      gradient[slice * perPart + p] += partGradient[p];
    }
  }

  @Override
  public void jacobian(int point, SparseJacobian out) {
    int slice = groups.groupOf(point);
    kernels[slice].jacobian(groups.positionOf(point), jacobian);
    out.resize(jacobian.size());
    for (int k = 0; k < jacobian.size(); k++) {
      out.parameters()[k] = slice * perPart + jacobian.parameters()[k];
      for (int d = 0; d < dim; d++) {
        out.values()[d * out.capacity() + k] = d < dim - 1 ? jacobian.get(d, k) : 0;
      }
    }
  }

  @Override
  public void lattice(double[] start, double[][] steps, int[] size, PointBatch moving) {
    if (!alongSlices(steps)) {
      TransformKernel.super.lattice(start, steps, size, moving);
      return;
    }
    int last = dim - 1;
    double[] startInSlice = Arrays.copyOf(start, last);
    double[][] stepsInSlice = new double[last][];
    int n = 1;
    for (int a = 0; a < last; a++) {
      stepsInSlice[a] = Arrays.copyOf(steps[a], last);
      n *= size[a];
    }
    int[] sizeInSlice = Arrays.copyOf(size, last);
    PointBatch slice = new PointBatch(last, n);
    moving.resize(n * size[last]);
    for (int k = 0; k < size[last]; k++) {
      double position = start[last] + k * steps[last][last];
      kernel(stack.axis().sliceAt(position))
          .lattice(startInSlice, stepsInSlice, sizeInSlice, slice);
      for (int d = 0; d < last; d++) {
        System.arraycopy(slice.axis(d), 0, moving.axis(d), k * n, n);
      }
      Arrays.fill(moving.axis(last), k * n, (k + 1) * n, position);
    }
  }

  /** Whether the last axis of a lattice leads from slice to slice, and the others lie in them. */
  private boolean alongSlices(double[][] steps) {
    int last = dim - 1;
    if (steps.length != dim) {
      return false;
    }
    for (int d = 0; d < last; d++) {
      if (steps[d][last] != 0 || steps[last][d] != 0) {
        return false;
      }
    }
    return true;
  }
}
