package org.jelastix.runtime.cli;

import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.component.OptimizerSettings;

/** The fixed parts of elastix.log and transformix.log. */
final class ElastixLog {
  static final String RULE =
      "-------------------------------------------------------------------------\n";

  /** The format of parameter maps in logs and on the screen. */
  static final String FORMAT = "elastix text";

  private ElastixLog() {}

  static void appendStart(RunLog log, String program, String version) {
    Runtime runtime = Runtime.getRuntime();
    log.line("\n" + program + " is started at " + Clock.now() + ".\n");
    log.line("which " + program + ":   jelastix " + version);
    log.line(
        program
            + " runs at: "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " ("
            + System.getProperty("os.arch")
            + "), Java "
            + System.getProperty("java.version"));
    log.line(
        "  with "
            + runtime.maxMemory() / (1 << 20)
            + " MB memory for the JVM, and "
            + runtime.availableProcessors()
            + " cores.");
  }

  /** Options as elastix lists them: {@code -f file}. */
  static void appendOption(RunLog log, String name, String value) {
    log.line(name + " ".repeat(Math.max(1, 10 - name.length())) + value);
  }

  static void appendOptions(RunLog log, String name, List<String> values, String otherwise) {
    if (values.isEmpty()) {
      appendOption(log, name, otherwise);
    }
    for (int i = 0; i < values.size(); i++) {
      appendOption(log, values.size() == 1 ? name : name + i, values.get(i));
    }
  }

  static void appendParameterFile(RunLog log, String name, String text) {
    appendParameterFile(log, name, () -> log.fileOnly(text));
  }

  /** As it is, comments included. */
  static void appendParameterFile(RunLog log, Path file) {
    appendParameterFile(log, file.toString(), () -> log.contentsOf(file));
  }

  private static void appendParameterFile(RunLog log, String name, Runnable contents) {
    log.fileOnly("\n=============== start of ParameterFile: " + name + " ===============");
    contents.run();
    log.fileOnly("=============== end of ParameterFile: " + name + " ===============\n");
  }

  static void appendTransform(RunLog log, String text) {
    log.fileOnly("\n=============== start of TransformParameterFile ===============");
    log.fileOnly(text);
    log.fileOnly("=============== end of TransformParameterFile ===============\n");
  }

  /**
   * What optimizers ran with: a line a setting, a value a resolution.
   *
   * @param where " in resolution 0" or " for all resolutions"
   * @param resolutions of one optimizer; nothing is written if there are none
   */
  static void appendSettings(RunLog log, String where, List<OptimizerSettings> resolutions) {
    if (resolutions.isEmpty()) {
      return;
    }
    log.line("Settings of " + resolutions.get(0).optimizer() + where + ":");
    for (String name : resolutions.get(0).values().keySet()) {
      StringBuilder line = new StringBuilder("( ").append(name);
      for (OptimizerSettings used : resolutions) {
        line.append(' ');
        Decimals.append(line, used.values().getOrDefault(name, Double.NaN), 6);
      }
      log.line(line.append(" )"));
    }
    log.line("");
  }
}
