package org.jelastix.runtime.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.jelastix.runtime.Progress;

/** Progress as a bar on the terminal's error stream, with the time left. */
final class BarDisplay implements ProgressDisplay {
  private static final int STEPS = 1000;
  private static final int WIDTH = 100;
  private static final int BAR = 24;

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
    bar.setExtraMessage(LineDisplay.text(progress));
    bar.stepTo(Math.round(progress.fraction() * STEPS));
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
        .setInitialMax(STEPS)
        .setUpdateIntervalMillis(100)
        .setRenderer(BarDisplay::render)
        .clearDisplayOnFinish()
        .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), WIDTH))
        .build();
  }

  /** For example {@code [=====> ] 50 %, resolution 2/4, metric -0.781977, 12s left}. */
  private static String render(ProgressState state, int width) {
    int done = (int) (state.getCurrent() * BAR / STEPS);
    String head = done < BAR ? ">" : "";
    String bar = "=".repeat(done) + head + " ".repeat(BAR - done - head.length());
    String line = "[" + bar + "] " + state.getExtraMessage();
    return line.substring(0, Math.min(line.length(), width));
  }
}
