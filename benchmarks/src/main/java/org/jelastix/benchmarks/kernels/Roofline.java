package org.jelastix.benchmarks.kernels;

/**
 * What one thread of this machine can do at best (S. Williams, A. Waterman, D. Patterson,
 * "Roofline: an insightful visual performance model for multicore architectures", Communications of
 * the ACM 52(4), 2009).
 *
 * @param memory bandwidth of memory, GB/s
 * @param cache bandwidth of the second-level cache, GB/s
 * @param scalar rate of multiplications and additions one by one, Gflop/s
 * @param vector rate of multiplications and additions in vectors, Gflop/s
 * @param fused rate of fused ones in vectors, Gflop/s
 */
record Roofline(double memory, double cache, double scalar, double vector, double fused) {

  /** The rate that bandwidth or vector arithmetic allow a loop, Gflop/s. */
  double limit(HotLoop loop) {
    return Math.min(vector, loop.intensity() * bandwidth(loop));
  }

  /** Which of both it is. */
  String limitName(HotLoop loop) {
    if (loop.intensity() * bandwidth(loop) >= vector) {
      return "arithmetic";
    }
    return loop.place() == HotLoop.Place.CACHE ? "cache" : "memory";
  }

  private double bandwidth(HotLoop loop) {
    return loop.place() == HotLoop.Place.CACHE ? cache : memory;
  }
}
