package org.jelastix.api.parallel;

import java.util.function.IntConsumer;

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

  /** All tasks in the calling thread, in order. */
  static Parallel sequential() {
    return (tasks, task) -> {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
    };
  }
}
