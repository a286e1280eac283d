package org.jelastix.optimizers;

/** The time that a decaying gain is a function of. */
interface Clock {

  /** The present time. */
  double time();

  /**
   * An iteration is done.
   *
   * @param iteration its number, from 0 on
   * @param gradient that it followed; not kept
   */
  void tick(int iteration, double[] gradient);

  /**
   * A clock that moves by the same amount every iteration.
   *
   * @param start the first time
   * @param step from each time to the next
   */
  static Clock steady(double start, double step) {
    return new Clock() {
      private double time = start;

      @Override
      public double time() {
        return time;
      }

      @Override
      public void tick(int iteration, double[] gradient) {
        time += step;
      }
    };
  }

  /**
   * A clock that moves once.
   *
   * @param start the first time
   * @param end all further times
   */
  static Clock jump(double start, double end) {
    return new Clock() {
      private double time = start;

      @Override
      public double time() {
        return time;
      }

      @Override
      public void tick(int iteration, double[] gradient) {
        time = end;
      }
    };
  }
}
