package org.jelastix.runtime.parallel;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where threads without work find jobs to help with. Locks nothing unless threads sleep: a job may
 * be over after some microseconds.
 */
final class JobQueue {
  private static final long IDLE_MILLIS = 5000;

  private final Queue<Job> jobs = new ConcurrentLinkedQueue<>();
  private final AtomicInteger idle = new AtomicInteger();
  private final AtomicInteger sleepers = new AtomicInteger();
  private volatile boolean closed;

  /** Asks for so many threads to help with a job. */
  void add(Job job, int helpers) {
    for (int i = 0; i < helpers; i++) {
      jobs.add(job);
    }
    if (sleepers.get() > 0) {
      wake();
    }
  }

  /** A job to help with, after waiting for it; null if there is none for seconds, or no longer. */
  Job next() {
    idle.incrementAndGet();
    try {
      ShortWait wait = new ShortWait();
      Job job = jobs.poll();
      while (job == null && !closed && wait.goesOn()) {
        job = jobs.poll();
      }
      return job != null || closed ? job : sleepUntilNext();
    } finally {
      idle.decrementAndGet();
    }
  }

  /** Whether a thread waits for a job. */
  boolean hasIdleThread() {
    return idle.get() > 0;
  }

  private synchronized Job sleepUntilNext() {
    long start = System.nanoTime();
    sleepers.incrementAndGet();
    try {
      Job job = jobs.poll();
      long left = IDLE_MILLIS;
      while (job == null && !closed && left > 0) {
        wait(left);
        job = jobs.poll();
        left = IDLE_MILLIS - (System.nanoTime() - start) / 1_000_000;
      }
      return job;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      sleepers.decrementAndGet();
    }
  }

  /** Lets all threads go that wait, now and later. */
  void close() {
    closed = true;
    wake();
  }

  boolean isClosed() {
    return closed;
  }

  private synchronized void wake() {
    notifyAll();
  }
}
