package org.jelastix.transforms.common;

import java.util.Arrays;
import org.jelastix.api.image.PointBatch;

/**
 * The points of a batch, grouped by some rule: those of one slice of a stack, say. Not thread-safe.
 */
public final class PointGroups {
  private final Rule rule;
  private final int coordinates;
  private final int[] next;
  private int[] groups = new int[0];
  private int[] order = new int[0];
  private int[] position = new int[0];
  private int size;
  private PointBatch gathered;

  /** Says which group a point belongs to. */
  @FunctionalInterface
  public interface Rule {
    /**
     * @param points a batch
     * @param point its number in the batch
     * @return from 0 on
     */
    int group(PointBatch points, int point);
  }

  /**
   * @param groupCount number of groups
   * @param coordinates how many leading coordinates of a point are gathered
   * @param rule gives numbers below {@code groupCount}
   */
  public PointGroups(int groupCount, int coordinates, Rule rule) {
    this.rule = rule;
    this.coordinates = coordinates;
    this.next = new int[groupCount + 1];
    this.gathered = new PointBatch(coordinates);
  }

  /**
   * Groups the points, in their order within each group.
   *
   * @param points not needed afterwards
   */
  public void assign(PointBatch points) {
    size = points.size();
    if (groups.length < size) {
      int capacity = Math.max(size, PointBatch.CAPACITY);
      groups = new int[capacity];
      order = new int[capacity];
      position = new int[capacity];
      gathered = new PointBatch(coordinates, capacity);
    }
    Arrays.fill(next, 0);
    for (int i = 0; i < size; i++) {
      groups[i] = rule.group(points, i);
      next[groups[i] + 1]++;
    }
    for (int k = 0; k < next.length - 1; k++) {
      next[k + 1] += next[k];
    }
    for (int i = 0; i < size; i++) {
      order[next[groups[i]]++] = i;
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

  /** Number of points. */
  public int size() {
    return size;
  }

  /**
   * The end of the group that starts at a place of the new order.
   *
   * @param start first place of a group
   * @return the first place after it
   */
  public int end(int start) {
    int end = start;
    while (end < size && groups[order[end]] == groups[order[start]]) {
      end++;
    }
    return end;
  }

  /**
   * The group that a place of the new order belongs to.
   *
   * @param start place
   */
  public int group(int start) {
    return groups[order[start]];
  }

  /**
   * Which point of the batch stands at a place of the new order.
   *
   * @param place in the new order
   */
  public int point(int place) {
    return order[place];
  }

  /**
   * The group of a point.
   *
   * @param point its number in the batch
   */
  public int groupOf(int point) {
    return groups[point];
  }

  /**
   * The number of a point within its group.
   *
   * @param point its number in the batch
   */
  public int positionOf(int point) {
    return position[point];
  }

  /**
   * The points of a group, in a batch that is overwritten by the next call.
   *
   * @param points the batch that was grouped
   * @param start first place of the group
   * @param end the first place after it
   */
  public PointBatch gather(PointBatch points, int start, int end) {
    gathered.resize(end - start);
    for (int d = 0; d < coordinates; d++) {
      double[] from = points.axis(d);
      double[] to = gathered.axis(d);
      for (int k = start; k < end; k++) {
        to[k - start] = from[order[k]];
      }
    }
    return gathered;
  }

  /** Most points that a group can have without growing. */
  public int capacity() {
    return gathered.capacity();
  }
}
