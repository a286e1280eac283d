package org.jelastix.images.filter;

import java.util.Arrays;
import org.jelastix.api.parallel.Parallel;

/**
 * Convolves along one axis, and keeps only some of the results: {@code out(j) = Σₖ kernel(k) ·
 * in(first + j·step + k)}, where samples beyond the ends are the outermost ones.
 *
 * @param kernel weights
 * @param first sample under the first weight for output 0; may lie beyond the ends
 * @param step samples from one output to the next
 * @param count outputs
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
public record Decimation(double[] kernel, int first, int step, int count) {
  private static final int OUTPUTS_A_TASK = 1 << 15;

  /**
   * Takes samples as they are.
   *
   * @param first the first
   * @param step from one to the next
   * @param count how many
   */
  public static Decimation pick(int first, int step, int count) {
    return new Decimation(new double[] {1}, first, step, count);
  }

  /** Whether all samples of a line stay what and where they are. */
  private boolean isIdentity(int length) {
    return step == 1 && count == length && kernel.length == 1 && kernel[0] == 1 && first == 0;
  }

  /**
   * Applies one a axis, the last axis first, in double precision.
   *
   * @param data one value a voxel
   * @param size voxels along each axis
   * @param axes one an axis
   * @param parallel splits the work
   * @return one value a voxel of the new size
   */
  public static float[] apply(float[] data, int[] size, Decimation[] axes, Parallel parallel) {
    int[] now = size.clone();
    double[] current = null;
    for (int d = size.length - 1; d >= 0; d--) {
      if (!axes[d].isIdentity(now[d])) {
        current = axes[d].along(d, data, current, now, parallel);
        now[d] = axes[d].count;
      }
    }
    if (current == null) {
      return data.clone();
    }
    float[] out = new float[current.length];
    double[] from = current;
    int tasks = (out.length + OUTPUTS_A_TASK - 1) / OUTPUTS_A_TASK;
    parallel.run(
        tasks,
        t -> {
          int end = Math.min(out.length, (t + 1) * OUTPUTS_A_TASK);
          for (int i = t * OUTPUTS_A_TASK; i < end; i++) {
            out[i] = (float) from[i];
          }
        });
    return out;
  }

  /** One axis; reads {@code floats} while there are no {@code doubles} yet. */
  private double[] along(
      int axis, float[] floats, double[] doubles, int[] size, Parallel parallel) {
    int length = size[axis];
    int stride = 1;
    for (int d = 0; d < axis; d++) {
      stride *= size[d];
    }
    int outer = 1;
    for (int d = axis + 1; d < size.length; d++) {
      outer *= size[d];
    }
    int inner = stride;
    double[] out = new double[outer * count * inner];
    // A row is what has one output position, or for the first axis a whole line of outputs.
    int rows = inner == 1 ? outer : outer * count;
    int rowLength = inner == 1 ? count : inner;
    int rowsATask = Math.max(1, OUTPUTS_A_TASK / rowLength);
    int tasks = (rows + rowsATask - 1) / rowsATask;
    parallel.run(
        tasks,
        t -> {
          int end = Math.min(rows, (t + 1) * rowsATask);
          for (int row = t * rowsATask; row < end; row++) {
            if (inner == 1) {
              line(floats, doubles, row * length, length, out, row * count);
            } else {
              int block = row / count * length * inner;
              row(floats, doubles, block, length, inner, row % count, out, row * inner);
            }
          }
        });
    return out;
  }

  private void line(float[] floats, double[] doubles, int in, int length, double[] out, int outAt) {
    for (int j = 0; j < count; j++) {
      int tap = first + j * step;
      double sum = 0;
      for (int k = 0; k < kernel.length; k++) {
        int at = in + clamp(tap + k, length);
        sum += kernel[k] * (doubles != null ? doubles[at] : floats[at]);
      }
      out[outAt + j] = sum;
    }
  }

  private void row(
      float[] floats,
      double[] doubles,
      int block,
      int length,
      int inner,
      int j,
      double[] out,
      int outAt) {
    Arrays.fill(out, outAt, outAt + inner, 0);
    for (int k = 0; k < kernel.length; k++) {
      int at = block + clamp(first + j * step + k, length) * inner;
      double w = kernel[k];
      if (doubles != null) {
        for (int i = 0; i < inner; i++) {
          out[outAt + i] += w * doubles[at + i];
        }
      } else {
        for (int i = 0; i < inner; i++) {
          out[outAt + i] += w * floats[at + i];
        }
      }
    }
  }

  private static int clamp(int i, int length) {
    return Math.max(0, Math.min(length - 1, i));
  }
}
