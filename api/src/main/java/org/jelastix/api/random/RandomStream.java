package org.jelastix.api.random;

/**
 * A seeded stream of random numbers: the Mersenne Twister MT19937 (M. Matsumoto and T. Nishimura,
 * "Mersenne twister: a 623-dimensionally equidistributed uniform pseudo-random number generator",
 * ACM TOMACS 8(1), 1998), initialised as in the authors' 2002 revision.
 *
 * <p>The conversions to reals and bounded integers follow the conventions of ITK's generator, so
 * that a stream of the same seed draws the same samples as elastix does. Not thread-safe: one
 * stream belongs to one consumer.
 */
public final class RandomStream {
  private static final int N = 624;
  private static final int M = 397;
  private static final double TO_CLOSED_UNIT = 1.0 / 4294967295.0;
  private static final double TO_HALF_OPEN_UNIT = 1.0 / 4294967296.0;

  private final int seed;
  private final int[] state = new int[N];
  private int next = N;
  private int forks;

  /**
   * @param seed elastix's RandomSeed, 32 bits used
   */
  public RandomStream(int seed) {
    this.seed = seed;
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      int previous = state[i - 1];
      state[i] = 1812433253 * (previous ^ (previous >>> 30)) + i;
    }
  }

  /**
   * A new stream whose seed is this one's plus the number of streams that were made of it, this one
   * included: ITK's rule for generators made beside its global one. Nothing is drawn here.
   */
  public RandomStream fork() {
    forks++;
    return new RandomStream(seed + forks);
  }

  /**
   * A stream of another seed whose {@linkplain #fork() forks} are counted on from this one's, as
   * ITK's global generator does when it is seeded again.
   *
   * @param newSeed of the stream
   */
  public RandomStream reseeded(int newSeed) {
    RandomStream stream = new RandomStream(newSeed);
    stream.forks = forks;
    return stream;
  }

  /** The next 32 random bits. */
  public int nextBits() {
    if (next == N) {
      refill();
    }
    return tempered(state[next++]);
  }

  private static int tempered(int word) {
    int y = word;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  /** Uniform on [0, 1], both ends included. */
  public double nextClosed() {
    return Integer.toUnsignedLong(nextBits()) * TO_CLOSED_UNIT;
  }

  /** Uniform on (0, 1), neither end included. */
  public double nextOpen() {
    return (Integer.toUnsignedLong(nextBits()) + 0.5) * TO_HALF_OPEN_UNIT;
  }

  /** Uniform on [0, 1), the upper end excluded. */
  public double nextHalfOpen() {
    return Integer.toUnsignedLong(nextBits()) * TO_HALF_OPEN_UNIT;
  }

  /**
   * Takes many numbers at a time: the stream goes on behind them, and most of their computing is
   * left to whoever wants to know them, in any order and on any thread.
   *
   * @param count how many
   */
  public Block take(int count) {
    int[] words = new int[count];
    int done = 0;
    while (done < count) {
      if (next == N) {
        refill();
      }
      int n = Math.min(count - done, N - next);
      System.arraycopy(state, next, words, done, n);
      next += n;
      done += n;
    }
    return new Block(words);
  }

  /** Numbers taken from a stream. Immutable and thread-safe. */
  public static final class Block {
    private final int[] words;

    private Block(int[] words) {
      this.words = words;
    }

    /**
     * Some of the numbers as {@link #nextHalfOpen()} gives them.
     *
     * @param from the first of them, from 0
     * @param out filled from its beginning
     * @param count how many
     */
    public void halfOpen(int from, double[] out, int count) {
      int[] w = words;
      for (int i = 0; i < count; i++) {
        out[i] = (tempered(w[from + i]) & 0xffffffffL) * TO_HALF_OPEN_UNIT;
      }
    }
  }

  /**
   * Uniform on [low, high).
   *
   * @param low lower end
   * @param high upper end
   */
  public double nextUniform(double low, double high) {
    double u = nextHalfOpen();
    return (1.0 - u) * low + u * high;
  }

  /**
   * A uniform integer from 0 to {@code max}, both included, by masking and rejection.
   *
   * @param max the largest value, unsigned 32 bits
   */
  public int nextInteger(int max) {
    int mask = max == 0 ? 0 : -1 >>> Integer.numberOfLeadingZeros(max);
    int drawn;
    do {
      drawn = nextBits() & mask;
    } while (Integer.compareUnsigned(drawn, max) > 0);
    return drawn;
  }

  /**
   * A normal variate by the Box-Muller transform, of which one half is kept.
   *
   * @param mean the mean
   * @param variance the variance, at least 0
   */
  public double nextNormal(double mean, double variance) {
    double r = Math.sqrt(-2.0 * Math.log(1.0 - nextOpen()) * variance);
    double phi = 2.0 * Math.PI * nextHalfOpen();
    return mean + r * Math.cos(phi);
  }

  /** Three parts in place of indices modulo N, whose divisions would take most of the time. */
  private void refill() {
    int[] s = state;
    twist(s, 0, N - M, M);
    twist(s, N - M, N - 1, M - N);
    s[N - 1] = s[M - 1] ^ twisted(s[N - 1], s[0]);
    next = 0;
  }

  private static void twist(int[] s, int from, int to, int distance) {
    for (int i = from; i < to; i++) {
      s[i] = s[i + distance] ^ twisted(s[i], s[i + 1]);
    }
  }

  /** The top bit of one word and the others of the next, times the matrix of the generator. */
  private static int twisted(int word, int following) {
    int y = (word & 0x80000000) | (following & 0x7fffffff);
    return (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
  }
}
