package org.jelastix.api.parallel;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * Runs the numbered tasks of one job, on one thread or on many.
 *
 * <p>Callers cut a job into tasks by a rule that does not look at the number of threads, let each
 * task write to its own place, and combine the results in task order afterwards. Results are then
 * bit-identical at any thread count.
 */
@FunctionalInterface
public interface Parallel {

  /**
   * Runs {@code task.accept(i)} once for each i from 0 to {@code tasks - 1}, in any order, on any
   * threads, and returns when all are done. A task's exception is rethrown here; of several, the
   * one of the lowest task number. May be called from within a task.
   *
   * @param tasks how many tasks, at least 0
   * @param task the work; must be safe to call from several threads with different numbers
   */
  void run(int tasks, IntConsumer task);

  /**
   * The same for tasks that need something of their own to work with, such as buffers: a worker
   * serves one task after another, and there are as many as tasks that run at the same time.
   *
   * @param tasks how many tasks, at least 0
   * @param workers makes a worker
   * @param task the work, with a worker that no other task uses meanwhile
   */
  default <W> void run(int tasks, Supplier<W> workers, ObjIntConsumer<W> task) {
    Queue<W> idle = new ConcurrentLinkedQueue<>();
    run(
        tasks,
        i -> {
          W free = idle.poll();
          W worker = free == null ? workers.get() : free;
          task.accept(worker, i);
          idle.add(worker);
        });
  }

  /** All tasks in the calling thread, in order. */
  static Parallel sequential() {
    return (tasks, task) -> {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
    };
  }
}
