package org.jelastix.runtime.cli;

import java.io.PrintStream;
import org.jelastix.runtime.Progress;

/** Progress as plain lines, one for each tenth of the work at most. */
final class LineDisplay implements ProgressDisplay {
  private final PrintStream out;
  private int tenths;

  LineDisplay(PrintStream out) {
    this.out = out;
  }

  @Override
  public void update(Progress progress) {
    int now = (int) (progress.fraction() * 10);
    if (now > tenths) {
      tenths = now;
      out.println(text(progress));
    }
  }

  /** For example {@code 40 %, stage 1/2, resolution 2/4, metric -0.781977, 12s left}. */
  static String text(Progress progress) {
    StringBuilder text = new StringBuilder();
    text.append(Math.round(progress.fraction() * 100)).append(" %, ");
    appendPlace(text, progress);
    if (progress.fraction() > 0.02) {
      double seconds = progress.timeLeft().toMillis() / 1000.0;
      text.append(", ").append(Clock.span(seconds, 0)).append(" left");
    }
    return text.toString();
  }

  static void appendPlace(StringBuilder text, Progress progress) {
    if (progress.stages() > 1) {
      text.append("stage ").append(progress.stage() + 1);
      text.append('/').append(progress.stages()).append(", ");
    }
    text.append("resolution ").append(progress.resolution() + 1);
    text.append('/').append(progress.resolutions());
    if (!Double.isNaN(progress.metric())) {
      text.append(", metric ");
      Decimals.append(text, progress.metric(), 6);
    }
  }

  @Override
  public void line(String text) {
    out.println(text);
  }

  @Override
  public void close() {
    out.flush();
  }
}
