package org.jelastix.runtime;

import java.util.List;
import java.util.Locale;

/**
 * What the optimizer did at one resolution: a row for each iteration.
 *
 * @param stage number of the parameter file, from 0
 * @param resolution from 0 (coarsest) on
 * @param header names of the columns, as elastix has them, in its order
 * @param rows one value a column: whole numbers, doubles or texts
 * @param stopCondition why the optimizer stopped
 */
public record IterationTable(
    int stage, int resolution, List<String> header, List<List<Object>> rows, String stopCondition) {

  /** Copies the lists. */
  public IterationTable {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /**
   * One value.
   *
   * @param row from 0 on
   * @param column its name
   * @return null if there is no such column
   */
  public Object value(int row, String column) {
    int index = header.indexOf(column);
    return index < 0 ? null : rows.get(row).get(index);
  }

  /** The text of elastix's IterationInfo file: tabs between columns, 6 decimals. */
  public String format() {
    StringBuilder text = new StringBuilder();
    text.append(formatHeader()).append('\n');
    for (List<Object> row : rows) {
      text.append(formatRow(header, row)).append('\n');
    }
    return text.toString();
  }

  /** The first line of {@link #format}, without line end. */
  public String formatHeader() {
    return String.join("\t", header);
  }

  /**
   * A line of {@link #format}, without line end.
   *
   * @param header names of the columns
   * @param row one value a column
   */
  public static String formatRow(List<String> header, List<Object> row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      text.append(i == 0 ? "" : "\t").append(format(header.get(i), row.get(i)));
    }
    return text.toString();
  }

  /**
   * How many decimals a column has, as in elastix: 1 for times, 10 for the parts of a metric, else
   * 6.
   *
   * @param column its name
   */
  public static int decimals(String column) {
    if (column.endsWith("[ms]")) {
      return 1;
    }
    return column.startsWith("Metric-") || column.startsWith("||Gradient-") ? 10 : 6;
  }

  private static String format(String column, Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return String.format(Locale.ROOT, "%." + decimals(column) + "f", number);
    }
    return String.valueOf(value);
  }
}
