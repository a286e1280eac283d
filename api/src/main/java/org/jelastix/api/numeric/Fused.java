package org.jelastix.api.numeric;

/**
 * Multiplication and addition in one, for hot loops.
 *
 * <p>Almost all processors since 2013 have an instruction for it, which takes the time of one of
 * the two and rounds once. Where there is none, {@link Math#fma(double, double, double)} computes
 * with objects of arbitrary precision, thousands of times slower than an addition; there, this
 * class multiplies and adds. Results may then differ in the last bit: from machine to machine,
 * never from run to run. {@code -XX:-UseFMA} makes any JVM compute as one on a machine without.
 */
public final class Fused {
  private static final boolean AVAILABLE = Probe.isFast();

  private Fused() {}

  /**
   * a · b + c, rounded once if that {@linkplain #isAvailable is fast}, else after both steps.
   *
   * @param a factor
   * @param b factor
   * @param c summand
   */
  public static double fma(double a, double b, double c) {
    return AVAILABLE ? Math.fma(a, b, c) : a * b + c;
  }

  /** Whether this JVM has the instruction; never changes while it runs. */
  public static boolean isAvailable() {
    return AVAILABLE;
  }

  /** A class of its own: methods of one that is still being initialised may not be compiled. */
  private static final class Probe {
    private static final int ROUNDS = 12;
    private static final int OPERATIONS = 8;

    /** Far above what the instruction costs, far below what its replacement does. */
    private static final int TOO_SLOW = 16;

    /** The JVM does not say, so that a few operations are timed; the best of some rounds counts. */
    static boolean isFast() {
      long plain = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        plain = Math.min(plain, time(false));
      }
      plain = Math.max(plain, 1); // coarse clocks may see no time pass
      for (int round = 0; round < ROUNDS; round++) {
        if (time(true) < TOO_SLOW * plain) {
          return true;
        }
      }
      return false;
    }

    private static long time(boolean withFused) {
      long start = System.nanoTime();
      double sum = withFused ? fused() : plain();
      long end = System.nanoTime();
      // A sum that nobody looks at could be left out by the compiler.
      return sum > 0 ? end - start : Long.MAX_VALUE;
    }

    private static double fused() {
      double sum = 0.1;
      for (int i = 0; i < OPERATIONS; i++) {
        sum = Math.fma(sum, 0.3, 0.7);
      }
      return sum;
    }

    private static double plain() {
      double sum = 0.1;
      for (int i = 0; i < OPERATIONS; i++) {
        sum = sum * 0.3 + 0.7;
      }
      return sum;
    }
  }
}
