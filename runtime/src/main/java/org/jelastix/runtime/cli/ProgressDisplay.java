package org.jelastix.runtime.cli;

import org.jelastix.runtime.Progress;

/** Shows a person how far a registration is. */
interface ProgressDisplay extends AutoCloseable {

  /** One iteration is done; called often, must be cheap. */
  void update(Progress progress);

  /** A line that stays. */
  void line(String text);

  @Override
  void close();

  /** The display that suits where the output goes. */
  static ProgressDisplay on(Terminal terminal) {
    return terminal.interactive() ? new BarDisplay(terminal) : new LineDisplay(terminal.out());
  }

  /** Shows nothing. */
  static ProgressDisplay none() {
    return new ProgressDisplay() {
      @Override
      public void update(Progress progress) {}

      @Override
      public void line(String text) {}

      @Override
      public void close() {}
    };
  }
}
