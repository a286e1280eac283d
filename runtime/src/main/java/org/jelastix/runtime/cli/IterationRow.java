package org.jelastix.runtime.cli;

import java.util.Collection;
import java.util.Map;
import org.jelastix.api.component.Iteration;
import org.jelastix.runtime.IterationTable;

/** Rows of the iteration table as elastix prints them: tabs, with their decimals. */
final class IterationRow {
  private IterationRow() {}

  static String header(Collection<String> columns) {
    return String.join("\t", columns);
  }

  static String format(Iteration iteration) {
    StringBuilder row = new StringBuilder(96);
    for (Map.Entry<String, Object> column : iteration.columns().entrySet()) {
      row.append(row.length() == 0 ? "" : "\t");
      Object value = column.getValue();
      if (value instanceof Double || value instanceof Float) {
        Decimals.append(
            row, ((Number) value).doubleValue(), IterationTable.decimals(column.getKey()));
      } else {
        row.append(value);
      }
    }
    return row.toString();
  }
}
