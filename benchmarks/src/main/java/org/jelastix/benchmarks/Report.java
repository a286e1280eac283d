package org.jelastix.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jelastix.benchmarks.Comparison.Quantity;

/** All figures of a run of the side-by-side benchmark, as text, Markdown and CSV. */
final class Report {
  private final List<Comparison> comparisons = new ArrayList<>();
  private final Map<String, String> goals = new HashMap<>();

  /** Says how many times faster than elastix a piece of work is meant to be. */
  void setGoal(String work, String goal) {
    goals.put(work, goal);
  }

  void add(Comparison comparison) {
    comparisons.add(comparison);
  }

  List<Comparison> comparisons() {
    return List.copyOf(comparisons);
  }

  /** Prints what was added from some entry on. */
  void print(int from, PrintStream out) {
    for (Comparison c : comparisons.subList(from, comparisons.size())) {
      out.printf(
          Locale.ROOT,
          "%-44s %-32s elastix %-26s jelastix %-26s %s%n",
          c.work(),
          c.quantity().title() + (c.quantity().unit().isEmpty() ? "" : ", " + c.quantity().unit()),
          c.quantity().isCost() ? c.text(c.elastix()) : c.spread(c.elastix()),
          c.quantity().isCost() ? c.text(c.jelastix()) : c.spread(c.jelastix()),
          c.quantity().isCost() ? ratio(c) : "");
    }
    out.flush();
  }

  /** One line a run and figure. */
  void writeCsv(Path file) throws IOException {
    StringBuilder text = new StringBuilder("work,quantity,unit,program,run,value\n");
    for (Comparison c : comparisons) {
      append(text, c, "elastix", c.elastix());
      append(text, c, "jelastix", c.jelastix());
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder text, Comparison c, String program, double[] values) {
    for (int run = 0; run < values.length; run++) {
      text.append('"').append(c.work()).append("\",").append(c.quantity().title()).append(',');
      text.append(c.quantity().unit()).append(',').append(program).append(',');
      text.append(run + 1).append(',').append(values[run]).append('\n');
    }
  }

  /**
   * Two tables: what the work costs, and how good the results are.
   *
   * @param machine what the figures were taken on
   */
  String markdown(String machine) {
    StringBuilder text = new StringBuilder();
    text.append("Measured on: ").append(machine).append(".\n\n");
    text.append(
        "| work | elastix, s | jelastix, s | ratio | goal | CPU ratio | memory, MB | ratio |\n");
    text.append("|---|---|---|---|---|---|---|---|\n");
    for (Map<Quantity, Comparison> work : byWork().values()) {
      Comparison wall = work.get(Quantity.WALL);
      text.append("| ").append(wall.work());
      text.append(" | ").append(wall.text(wall.elastix()));
      text.append(" | ").append(wall.text(wall.jelastix()));
      text.append(" | **").append(ratio(wall)).append("** | ");
      text.append(goals.getOrDefault(wall.work(), "")).append(" | ");
      Comparison cpu = work.get(Quantity.CPU);
      text.append(cpu == null ? "" : ratio(cpu)).append(" | ");
      Comparison memory = work.get(Quantity.MEMORY);
      if (memory == null) {
        text.append(" | ");
      } else {
        text.append(Math.round(Comparison.median(memory.elastix()))).append(" / ");
        text.append(Math.round(Comparison.median(memory.jelastix()))).append(" | ");
        text.append(String.format(Locale.ROOT, "%.2f×", 1 / memory.ratio()));
      }
      text.append(" |\n");
    }
    text.append("\n| result | mean label Dice | final metric | mutual information |\n");
    text.append("|---|---|---|---|\n");
    for (Map<Quantity, Comparison> work : byWork().values()) {
      if (work.containsKey(Quantity.DICE)) {
        text.append("| ").append(work.get(Quantity.DICE).work());
        for (Quantity q : List.of(Quantity.DICE, Quantity.METRIC, Quantity.INFORMATION)) {
          Comparison c = work.get(q);
          text.append(" | ").append(c.spread(c.elastix()));
          text.append(" / ").append(c.spread(c.jelastix()));
        }
        text.append(" |\n");
      }
    }
    return text.toString();
  }

  private Map<String, Map<Quantity, Comparison>> byWork() {
    Map<String, Map<Quantity, Comparison>> all = new LinkedHashMap<>();
    for (Comparison c : comparisons) {
      all.computeIfAbsent(c.work(), w -> new LinkedHashMap<>()).put(c.quantity(), c);
    }
    return all;
  }

  private static String ratio(Comparison c) {
    return String.format(Locale.ROOT, c.ratio() < 10 ? "%.2f×" : "%.1f×", c.ratio());
  }
}
