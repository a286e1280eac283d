package org.jelastix.transforms.field;

/**
 * After which iterations of a resolution the displacement field is diffused: after every n-th, with
 * an n that changes as the resolution goes on.
 *
 * @param every n of each stretch of iterations, all above 0
 * @param until the iteration at which each stretch but the last ends
 * @param sparesFirst whether the first iteration is never diffused after
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
record DiffusionSchedule(int[] every, int[] until, boolean sparesFirst) {

  /** FilterPattern 1. */
  static DiffusionSchedule regular(int every) {
    return new DiffusionSchedule(new int[] {every}, new int[0], true);
  }

  /** Whether to diffuse after an iteration, counted from 0. */
  boolean after(int iteration) {
    if (iteration == 0 && sparesFirst) {
      return false;
    }
    int stretch = 0;
    while (stretch < until.length && iteration >= until[stretch]) {
      stretch++;
    }
    return (iteration + 1) % every[stretch] == 0;
  }
}
