package org.jelastix.runtime.parallel;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jelastix.api.parallel.Parallel;

/**
 * A fixed number of threads, of which the calling one is one.
 *
 * <p>The others are daemons, started when needed, which end after some idle seconds. Tasks are
 * handed out in increasing order; after a task has failed, no further ones are started. A job that
 * is started from within a task runs in that task's thread. Several threads may run jobs at the
 * same time.
 */
public final class ThreadPool implements Parallel, AutoCloseable {
  /**
   * How long a thread without work looks for some before it sleeps: longer than what an iteration
   * does between two jobs, since to be woken takes as long as many a job.
   */
  private static final long SPIN_NANOS = 100_000;

  private static final long IDLE_SECONDS = 5;

  private static final Job NOTHING = new Job(0, i -> {});

  private final int threads;
  private final LinkedBlockingQueue<Job> queue = new LinkedBlockingQueue<>();
  private final ThreadLocal<Boolean> insideTask = ThreadLocal.withInitial(() -> false);
  private int workers;
  private volatile boolean closed;

  /**
   * @param threads how many threads work, the calling one included; at least 1
   */
  public ThreadPool(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a pool needs at least 1 thread, not " + threads);
    }
    this.threads = threads;
  }

  /** How many threads work, the calling one included. */
  public int threads() {
    return threads;
  }

  @Override
  public void run(int tasks, IntConsumer task) {
    if (threads == 1 || tasks <= 1 || insideTask.get() || closed) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    startWorkers();
    Job job = new Job(tasks, task);
    for (int i = Math.min(threads, tasks) - 1; i > 0; i--) {
      queue.add(job);
    }
    work(job);
    job.await();
  }

  /** Lets the threads end; jobs that come later run in their calling thread. */
  @Override
  public synchronized void close() {
    closed = true;
    for (int i = 0; i < workers; i++) {
      queue.add(NOTHING);
    }
  }

  private synchronized void startWorkers() {
    while (workers < threads - 1 && !closed) {
      workers++;
      Thread worker = new Thread(this::serve, "jelastix-" + workers);
      worker.setDaemon(true);
      worker.start();
    }
  }

  private void serve() {
    Job job = nextJob();
    while (job != null) {
      work(job);
      job = nextJob();
    }
  }

  /** The next job to help with; null if it is time to end, which is then accounted for. */
  private Job nextJob() {
    Job job = queue.poll();
    long start = System.nanoTime();
    while (job == null && System.nanoTime() - start < SPIN_NANOS) {
      Thread.onSpinWait();
      job = queue.poll();
    }
    try {
      job = job != null ? job : queue.poll(IDLE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return job != null && !closed ? job : lastJob();
  }

  /** Leaves the pool, unless a job came in at the last moment. */
  private synchronized Job lastJob() {
    Job job = closed ? null : queue.poll();
    if (job == null) {
      workers--;
    }
    return job;
  }

  private void work(Job job) {
    insideTask.set(true);
    try {
      job.work();
    } finally {
      insideTask.set(false);
    }
  }

  /** One call of {@link #run}. */
  private static final class Job {
    private final int tasks;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private volatile int working;
    private Throwable failure;
    private int failedTask = Integer.MAX_VALUE;
    private volatile boolean failed;

    Job(int tasks, IntConsumer task) {
      this.tasks = tasks;
      this.task = task;
    }

    void work() {
      if (!enter()) {
        return;
      }
      try {
        while (!failed) {
          int i = next.getAndIncrement();
          if (i >= tasks) {
            break;
          }
          try {
            task.accept(i);
          } catch (Throwable t) { // rethrown by await
            fail(i, t);
          }
        }
      } finally {
        leave();
      }
    }

    private synchronized boolean enter() {
      if (failed || next.get() >= tasks) {
        return false;
      }
      working++;
      return true;
    }

    private synchronized void leave() {
      working--;
      if (working == 0) {
        notifyAll();
      }
    }

    private synchronized void fail(int number, Throwable problem) {
      failed = true;
      if (number < failedTask) {
        failedTask = number;
        failure = problem;
      }
    }

    /** After the caller's own work: no task is left to start, but others may still be at theirs. */
    void await() {
      long start = System.nanoTime();
      while (working > 0 && System.nanoTime() - start < SPIN_NANOS) {
        Thread.onSpinWait();
      }
      sleepUntilDone();
    }

    private synchronized void sleepUntilDone() {
      boolean interrupted = false;
      while (working > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure instanceof RuntimeException problem) {
        throw problem;
      }
      if (failure instanceof Error problem) {
        throw problem;
      }
    }
  }
}
