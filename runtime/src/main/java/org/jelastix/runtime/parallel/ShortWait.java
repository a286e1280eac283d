package org.jelastix.runtime.parallel;

/**
 * How long a thread looks for what it waits for before it sleeps: longer than what an iteration
 * does between two jobs, since to be woken takes as long as many a job.
 */
final class ShortWait {
  private static final long NANOS = 100_000;

  private final long start = System.nanoTime();

  /**
   * Lets other threads run, such as the JVM's compilers, which a loop that only looks would keep
   * from their core; then whether to look again.
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on who runs next
  boolean goesOn() {
    Thread.yield();
    return System.nanoTime() - start < NANOS;
  }
}
