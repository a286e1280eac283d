package org.jelastix.transforms.stack;

import java.util.Arrays;
import org.jelastix.api.image.PointBatch;

/** The points of a batch, grouped by the slice that they belong to. Not thread-safe. */
final class SliceGroups {
  private final StackAxis axis;
  private final int dim;
  private final int[] next;
  private int[] slices = new int[0];
  private int[] order = new int[0];
  private int[] position = new int[0];
  private int size;
  private PointBatch group;

  /**
   * @param axis where the slices are
   * @param dim coordinates of a point, the last axis included
   */
  SliceGroups(StackAxis axis, int dim) {
    this.axis = axis;
    this.dim = dim;
    this.next = new int[axis.slices() + 1];
    this.group = new PointBatch(dim - 1);
  }

  /** Groups the points, in their order within each group. */
  void assign(PointBatch points) {
    size = points.size();
    if (slices.length < size) {
      int capacity = Math.max(size, PointBatch.CAPACITY);
      slices = new int[capacity];
      order = new int[capacity];
      position = new int[capacity];
      group = new PointBatch(dim - 1, capacity);
    }
    Arrays.fill(next, 0);
    double[] last = points.axis(dim - 1);
    for (int i = 0; i < size; i++) {
      slices[i] = axis.sliceAt(last[i]);
      next[slices[i] + 1]++;
    }
    for (int k = 0; k < axis.slices(); k++) {
      next[k + 1] += next[k];
    }
    for (int i = 0; i < size; i++) {
      order[next[slices[i]]++] = i;
    }
    int start = 0;
    while (start < size) {
      int end = end(start);
      for (int k = start; k < end; k++) {
        position[order[k]] = k - start;
      }
      start = end;
    }
  }

  int size() {
    return size;
  }

  /** The end of the group that starts at {@code start} in the new order. */
  int end(int start) {
    int end = start;
    while (end < size && slices[order[end]] == slices[order[start]]) {
      end++;
    }
    return end;
  }

  /** The slice of the group that starts at {@code start}. */
  int slice(int start) {
    return slices[order[start]];
  }

  /** Which point of the batch stands at a place of the new order. */
  int point(int place) {
    return order[place];
  }

  int sliceOf(int point) {
    return slices[point];
  }

  /** The number of a point within its group. */
  int positionOf(int point) {
    return position[point];
  }

  /** The points of a group, without their last coordinate. */
  PointBatch gather(PointBatch points, int start, int end) {
    group.resize(end - start);
    for (int d = 0; d < dim - 1; d++) {
      double[] from = points.axis(d);
      double[] to = group.axis(d);
      for (int k = start; k < end; k++) {
        to[k - start] = from[order[k]];
      }
    }
    return group;
  }

  int capacity() {
    return group.capacity();
  }
}
