package org.jelastix.runtime.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

/**
 * The tasks of one call of {@link ThreadPool#run}, until all are done.
 *
 * <p>Each thread has a contiguous share of the tasks, the same in each job of as many tasks, and
 * then helps the others with theirs. Jobs that follow each other on the same data, as those of an
 * iteration do, so find most of it in their own cores' caches. After a task has failed, only tasks
 * of lower numbers are still started, so that the failure of the lowest is known.
 *
 * <p>A task may take some microseconds, so nothing here locks unless a thread has to sleep.
 */
final class Job {
  /** From one counter to the next: each has a cache line of its own. */
  private static final int LINE = 16;

  private final int tasks;
  private final IntConsumer task;
  private final int shares;
  private final AtomicIntegerArray next;
  private final AtomicInteger working = new AtomicInteger();
  private volatile boolean callerSleeps;
  private volatile int failedTask = Integer.MAX_VALUE;
  private Throwable failure;

  /**
   * @param tasks how many
   * @param task the work
   * @param threads how many may work on it, at least 1
   */
  Job(int tasks, IntConsumer task, int threads) {
    this.tasks = tasks;
    this.task = task;
    this.shares = threads;
    this.next = new AtomicIntegerArray(shares * LINE);
    for (int share = 0; share < shares; share++) {
      next.setPlain(share * LINE, start(share));
    }
  }

  private int start(int share) {
    return (int) ((long) tasks * share / shares);
  }

  /**
   * Works until no task is left to start.
   *
   * @param thread number of the calling thread, whose share comes first
   */
  void work(int thread) {
    working.incrementAndGet();
    for (int k = 0; k < shares; k++) {
      workOn((thread + k) % shares);
    }
    if (working.decrementAndGet() == 0 && callerSleeps) {
      wakeCaller();
    }
  }

  private void workOn(int share) {
    int end = start(share + 1);
    while (next.get(share * LINE) < end) {
      int i = next.getAndIncrement(share * LINE);
      if (i < end && i < failedTask) {
        try {
          task.accept(i);
        } catch (Throwable t) { // rethrown by await
          fail(i, t);
        }
      }
    }
  }

  private synchronized void fail(int number, Throwable problem) {
    if (number < failedTask) {
      failedTask = number;
      failure = problem;
    }
  }

  /**
   * After the caller's own work: no task is left to start, but others may still be at theirs. Then
   * throws the failure of the lowest task that failed, if one did.
   */
  void await() {
    ShortWait wait = new ShortWait();
    while (working.get() > 0) {
      if (!wait.goesOn()) {
        sleepUntilDone();
      }
    }
    if (failedTask < Integer.MAX_VALUE) {
      throwFailure();
    }
  }

  private synchronized void sleepUntilDone() {
    callerSleeps = true;
    boolean interrupted = false;
    while (working.get() > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void wakeCaller() {
    notifyAll();
  }

  private synchronized void throwFailure() {
    if (failure instanceof RuntimeException problem) {
      throw problem;
    }
    if (failure instanceof Error problem) {
      throw problem;
    }
  }
}
