package org.jelastix.conformance.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * The first row of one of elastix's iteration tables.
 *
 * @param header names of the columns, separated by tabs
 * @param firstRow values, separated by tabs
 */
record ElastixTable(String header, String firstRow) {
  static final String METRIC = "2:Metric";
  static final String GRADIENT = "||Gradient||";

  private static final String START = "1:ItNr";

  /** The tables in the text of a log, in order. */
  static List<ElastixTable> inLog(List<String> lines) {
    List<ElastixTable> tables = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i).startsWith(START) && lines.get(i + 1).matches("\\d+\t.*")) {
        tables.add(new ElastixTable(lines.get(i), lines.get(i + 1)));
      }
    }
    return tables;
  }

  /** NaN if there is no such column. */
  double metric() {
    return number(METRIC);
  }

  /** NaN if there is no such column, or nothing in it. */
  double gradient() {
    return number(GRADIENT);
  }

  /** Digits after the point. */
  int decimals() {
    String text = text(METRIC);
    int point = text.indexOf('.');
    return point < 0 ? 0 : text.length() - point - 1;
  }

  private double number(String column) {
    try {
      return Double.parseDouble(text(column));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private String text(String column) {
    String[] names = header.split("\t", -1);
    String[] values = firstRow.split("\t", -1);
    for (int k = 0; k < Math.min(names.length, values.length); k++) {
      if (names[k].equals(column) || (column.equals(GRADIENT) && names[k].endsWith(GRADIENT))) {
        return values[k];
      }
    }
    return "";
  }
}
