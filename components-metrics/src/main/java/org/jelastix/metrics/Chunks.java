package org.jelastix.metrics;

/**
 * How a loop over n things is cut for threads: into at most 64 chunks of at least a given size, by
 * n alone, so that sums over chunks have the same bits at any number of threads.
 */
final class Chunks {
  private static final int MOST = 64;

  private final int n;
  private final int count;

  /**
   * @param n how many things
   * @param smallest fewest things that are worth a task
   */
  Chunks(int n, int smallest) {
    this.n = n;
    this.count = Math.max(1, Math.min(MOST, n / smallest));
  }

  /** Number of chunks, at least 1. */
  int count() {
    return count;
  }

  /** First thing of a chunk; that of chunk {@link #count()} is n. */
  int start(int chunk) {
    return (int) ((long) chunk * n / count);
  }
}
