package org.jelastix.runtime.parallel;

import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jelastix.api.parallel.Parallel;

/**
 * A fixed number of threads, of which the calling one is one.
 *
 * <p>The others are daemons, started when needed, which end after some idle seconds. A job that is
 * started from within a task gets help only from threads without work. Several threads may run jobs
 * at the same time.
 */
public final class ThreadPool implements Parallel, AutoCloseable {
  private final int threads;
  private final JobQueue queue = new JobQueue();
  private final ThreadLocal<Boolean> insideTask = ThreadLocal.withInitial(() -> false);
  private final BitSet workers = new BitSet();
  private volatile int workerCount;

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
    boolean alone = insideTask.get() && !queue.hasIdleThread();
    if (threads == 1 || tasks <= 1 || alone || queue.isClosed()) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    if (workerCount < threads - 1) {
      startWorkers();
    }
    int helpers = Math.min(threads, tasks) - 1;
    Job job = new Job(tasks, task, helpers + 1);
    queue.add(job, helpers);
    work(job, 0);
    job.await();
  }

  /** Lets the threads end; jobs that come later run in their calling thread. */
  @Override
  public void close() {
    queue.close();
  }

  private synchronized void startWorkers() {
    while (workers.cardinality() < threads - 1) {
      int number = workers.nextClearBit(1);
      workers.set(number);
      Thread worker = new Thread(() -> serve(number), "jelastix-" + number);
      worker.setDaemon(true);
      worker.start();
    }
    workerCount = workers.cardinality();
  }

  private void serve(int number) {
    for (Job job = queue.next(); job != null; job = queue.next()) {
      work(job, number);
    }
    leave(number);
  }

  private synchronized void leave(int number) {
    workers.clear(number);
    workerCount = workers.cardinality();
  }

  private void work(Job job, int number) {
    boolean outer = insideTask.get();
    insideTask.set(true);
    try {
      job.work(number);
    } finally {
      insideTask.set(outer);
    }
  }
}
