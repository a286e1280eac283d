package org.jelastix.images.filter;

import java.util.function.Supplier;
import org.jelastix.api.parallel.Parallel;

/**
 * Runs filters along all lines of an image that follow one axis.
 *
 * <p>Lines are taken in tiles of neighbours, in a buffer of double precision where each sample of
 * all lines is contiguous: memory is read in order along every axis, and the filters' inner loops
 * run over the lines of a tile, which vectorises.
 */
public final class Lines {
  /** Lines in a tile. */
  public static final int TILE = 32;

  private static final int TILES_A_TASK = 16;

  /** Samples that are transposed at a time. */
  private static final int BLOCK = 48;

  private final int length;
  private final int stride;
  private final int lines;

  /**
   * The lines of an image along one axis.
   *
   * @param size samples along each axis of the image
   * @param axis which
   */
  public Lines(int[] size, int axis) {
    int before = 1;
    for (int d = 0; d < axis; d++) {
      before *= size[d];
    }
    int all = 1;
    for (int s : size) {
      all *= s;
    }
    this.length = size[axis];
    this.stride = before;
    this.lines = all / length;
  }

  /**
   * Filters an image in place.
   *
   * @param data one value a voxel
   * @param filters makes one filter a thread
   * @param parallel splits the work
   */
  public void filter(float[] data, Supplier<LineFilter> filters, Parallel parallel) {
    forEachTile(
        parallel,
        filters,
        (filter, starts, n, buffer) -> {
          if (stride == 1) {
            transpose(data, starts, n, buffer);
            filter.filter(buffer, length);
            transposeBack(buffer, data, starts, n);
            return;
          }
          loadAcross(data, starts, n, buffer);
          filter.filter(buffer, length);
          storeAcross(buffer, data, starts, n);
        });
  }

  private void loadAcross(float[] data, int[] starts, int n, double[] buffer) {
    for (int k = 0, end; k < n; k = end) {
      end = endOfNeighbours(starts, k, n);
      for (int i = 0; i < length; i++) {
        load(data, starts[k] + i * stride, buffer, i * TILE + k, end - k);
      }
    }
  }

  private void storeAcross(double[] buffer, float[] data, int[] starts, int n) {
    for (int k = 0, end; k < n; k = end) {
      end = endOfNeighbours(starts, k, n);
      for (int i = 0; i < length; i++) {
        store(buffer, i * TILE + k, data, starts[k] + i * stride, end - k);
      }
    }
  }

  /**
   * Filters an image in place.
   *
   * @param data one value a voxel
   * @param filters makes one filter a thread
   * @param parallel splits the work
   */
  public void filter(double[] data, Supplier<LineFilter> filters, Parallel parallel) {
    forEachTile(
        parallel,
        filters,
        (filter, starts, n, buffer) -> {
          for (int i = 0; i < length; i++) {
            int offset = i * stride;
            for (int k = 0; k < n; k++) {
              buffer[i * TILE + k] = data[starts[k] + offset];
            }
          }
          filter.filter(buffer, length);
          for (int i = 0; i < length; i++) {
            int offset = i * stride;
            for (int k = 0; k < n; k++) {
              data[starts[k] + offset] = buffer[i * TILE + k];
            }
          }
        });
  }

  /** Where, after k, the first line begins that is not beside the one before. */
  private static int endOfNeighbours(int[] starts, int k, int n) {
    int end = k + 1;
    while (end < n && starts[end] == starts[end - 1] + 1) {
      end++;
    }
    return end;
  }

  private static void load(float[] data, int from, double[] buffer, int to, int n) {
    for (int k = 0; k < n; k++) {
      buffer[to + k] = data[from + k];
    }
  }

  private static void store(double[] buffer, int from, float[] data, int to, int n) {
    for (int k = 0; k < n; k++) {
      data[to + k] = (float) buffer[from + k];
    }
  }

  /** Reads lines whose samples are contiguous, in blocks that stay in cache. */
  private void transpose(float[] data, int[] starts, int n, double[] buffer) {
    for (int from = 0; from < length; from += BLOCK) {
      int count = Math.min(BLOCK, length - from);
      for (int k = 0; k < n; k++) {
        spread(data, starts[k] + from, buffer, from * TILE + k, count);
      }
    }
  }

  private void transposeBack(double[] buffer, float[] data, int[] starts, int n) {
    for (int from = 0; from < length; from += BLOCK) {
      int count = Math.min(BLOCK, length - from);
      for (int k = 0; k < n; k++) {
        collect(buffer, from * TILE + k, data, starts[k] + from, count);
      }
    }
  }

  private static void spread(float[] data, int from, double[] buffer, int to, int n) {
    for (int i = 0; i < n; i++) {
      buffer[to + i * TILE] = data[from + i];
    }
  }

  private static void collect(double[] buffer, int from, float[] data, int to, int n) {
    for (int i = 0; i < n; i++) {
      data[to + i] = (float) buffer[from + i * TILE];
    }
  }

  /** What is done with one tile: n lines that begin at given places. */
  private interface TileTask {
    void run(LineFilter filter, int[] starts, int n, double[] buffer);
  }

  private void forEachTile(Parallel parallel, Supplier<LineFilter> filters, TileTask tileTask) {
    int tiles = (lines + TILE - 1) / TILE;
    int tasks = (tiles + TILES_A_TASK - 1) / TILES_A_TASK;
    parallel.run(
        tasks,
        () -> new Worker(filters.get(), length),
        (worker, task) -> {
          int[] starts = worker.starts;
          int end = Math.min(tiles, (task + 1) * TILES_A_TASK);
          for (int tile = task * TILES_A_TASK; tile < end; tile++) {
            int n = Math.min(TILE, lines - tile * TILE);
            for (int k = 0; k < n; k++) {
              int line = tile * TILE + k;
              starts[k] = line / stride * (stride * length) + line % stride;
            }
            tileTask.run(worker.filter, starts, n, worker.buffer);
          }
        });
  }

  /** What one thread at a time works with. */
  private static final class Worker {
    private final LineFilter filter;
    private final double[] buffer;
    private final int[] starts = new int[TILE];

    Worker(LineFilter filter, int length) {
      this.filter = filter;
      this.buffer = new double[length * TILE];
    }
  }
}
