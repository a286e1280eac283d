package org.jelastix.runtime.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jelastix.runtime.Progress;

/** Progress as a bar on the terminal's error stream, with the time left. */
final class BarDisplay implements ProgressDisplay {
  private static final int STEPS = 1000;
  private static final int WIDTH = 100;

  private final Terminal terminal;
  private ProgressBar bar;

  BarDisplay(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void update(Progress progress) {
    if (bar == null) {
      bar = newBar();
    }
    bar.stepTo(Math.round(progress.fraction() * STEPS));
    StringBuilder text = new StringBuilder();
    LineDisplay.appendPlace(text, progress);
    bar.setExtraMessage(text.toString());
  }

  @Override
  public void line(String text) {
    closeBar();
    terminal.out().println(text);
  }

  @Override
  public void close() {
    closeBar();
    terminal.out().flush();
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /** A fixed width, because asking the terminal for it would load native code. */
  private ProgressBar newBar() {
    return new ProgressBarBuilder()
        .setTaskName("registering")
        .setInitialMax(STEPS)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(100)
        .hideEta()
        .clearDisplayOnFinish()
        .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), WIDTH))
        .build();
  }
}
