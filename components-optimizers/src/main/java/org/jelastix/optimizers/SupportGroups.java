package org.jelastix.optimizers;

import java.util.Arrays;

/**
 * Stored Jacobian rows, sorted by where their parameters begin, where all of them are one pattern
 * of parameters moved about: the B-spline weights of samples, of which those in one cell of the
 * control point grid share all parameters.
 *
 * <p>Groups of equal parameters can be treated as small dense matrices. Ranges of groups with even
 * numbers share no parameters with each other, nor do those with odd ones.
 */
final class SupportGroups {
  private final int[] pattern;
  private final int[] order;
  private final int[] starts;
  private final int[] bases;
  private final int[] ranges;

  private SupportGroups(int[] pattern, int[] order, int[] starts, int[] bases, int[] ranges) {
    this.pattern = pattern;
    this.order = order;
    this.starts = starts;
    this.bases = bases;
    this.ranges = ranges;
  }

  /**
   * Groups rows.
   *
   * @param parameters of row i from {@code i * columns} on, increasing
   * @param counts how many parameters each row has: 0 or {@code columns}
   * @param rows how many
   * @param columns room for each row
   * @param size all parameters are below
   * @return null if the rows are not of one pattern
   */
  static SupportGroups of(int[] parameters, int[] counts, int rows, int columns, int size) {
    int[] pattern = null;
    int[] first = new int[size + 1];
    int filled = 0;
    for (int i = 0; i < rows; i++) {
      if (counts[i] == 0) {
        continue;
      }
      if (counts[i] != columns) {
        return null;
      }
      int at = i * columns;
      if (pattern == null) {
        pattern = Arrays.copyOfRange(parameters, at, at + columns);
        for (int k = 0; k < columns; k++) {
          pattern[k] -= parameters[at];
          if (k > 0 && pattern[k] <= pattern[k - 1]) {
            return null;
          }
        }
      }
      if (!has(pattern, parameters, at)) {
        return null;
      }
      first[parameters[at] + 1]++;
      filled++;
    }
    return pattern == null ? null : sorted(parameters, counts, rows, pattern, first, filled);
  }

  private static boolean has(int[] pattern, int[] parameters, int at) {
    for (int k = 0; k < pattern.length; k++) {
      if (parameters[at + k] - parameters[at] != pattern[k]) {
        return false;
      }
    }
    return true;
  }

  /** Sorts rows by base, each group in the order of the rows; {@code first} counts by base + 1. */
  private static SupportGroups sorted(
      int[] parameters, int[] counts, int rows, int[] pattern, int[] first, int filled) {
    int columns = pattern.length;
    int groups = 0;
    for (int b = 1; b < first.length; b++) {
      groups += first[b] > 0 ? 1 : 0;
      first[b] += first[b - 1];
    }
    int[] bases = new int[groups];
    int[] starts = new int[groups + 1];
    starts[groups] = filled;
    int span = pattern[columns - 1] + 1;
    int[] ranges = new int[(first.length - 2) / span + 2];
    int g = 0;
    for (int b = 0; b + 1 < first.length; b++) {
      if (b % span == 0) {
        ranges[b / span] = g;
      }
      if (first[b + 1] > first[b]) {
        bases[g] = b;
        starts[g++] = first[b];
      }
    }
    ranges[ranges.length - 1] = groups;
    int[] order = new int[filled];
    for (int i = 0; i < rows; i++) {
      if (counts[i] > 0) {
        order[first[parameters[i * columns]]++] = i;
      }
    }
    return new SupportGroups(pattern, order, starts, bases, ranges);
  }

  /** The parameters of each row, less its first. */
  int[] pattern() {
    return pattern;
  }

  /** Number of groups. */
  int count() {
    return bases.length;
  }

  /** The first parameter of a group. */
  int base(int group) {
    return bases[group];
  }

  /** Where a group begins in the sorted order; that of group {@link #count()} is the end. */
  int start(int group) {
    return starts[group];
  }

  /** Which row is at a place of the sorted order. */
  int row(int place) {
    return order[place];
  }

  /** Number of ranges of groups. */
  int ranges() {
    return ranges.length - 1;
  }

  /** The first group of a range; that of range {@link #ranges()} is {@link #count()}. */
  int firstGroup(int range) {
    return ranges[range];
  }
}
