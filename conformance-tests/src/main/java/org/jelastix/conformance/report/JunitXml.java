package org.jelastix.conformance.report;

import java.time.Duration;
import java.util.Locale;
import org.jelastix.conformance.Outcome;
import org.jelastix.conformance.Outcome.Status;
import org.jelastix.conformance.suite.Result;

/** A report as the XML that build servers read: one suite a component, one case a check. */
final class JunitXml {
  private JunitXml() {}

  static String of(Report report, Circumstances when) {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<testsuites name=\"jelastix conformance\"").append(counts(report));
    out.append(" time=\"").append(seconds(report.elapsed())).append("\">\n");
    for (Report.Part part : report.parts()) {
      out.append("  <testsuite name=").append(quoted(part.id()));
      out.append(" tests=\"").append(part.results().size());
      out.append("\" failures=\"").append(part.count(Status.FAILED));
      out.append("\" errors=\"0\" skipped=\"");
      out.append(part.count(Status.SKIPPED) + part.count(Status.WAIVED));
      out.append("\" time=\"").append(seconds(part.elapsed()));
      out.append("\" timestamp=").append(quoted(when.timestamp())).append(">\n");
      out.append("    <properties>\n");
      when.facts()
          .forEach(
              (name, value) ->
                  out.append("      <property name=")
                      .append(quoted(name))
                      .append(" value=")
                      .append(quoted(value))
                      .append("/>\n"));
      out.append("    </properties>\n");
      part.results().forEach(result -> append(out, result));
      out.append("  </testsuite>\n");
    }
    return out.append("</testsuites>\n").toString();
  }

  private static String counts(Report report) {
    int all = report.parts().stream().mapToInt(part -> part.results().size()).sum();
    return " tests=\""
        + all
        + "\" failures=\""
        + report.count(Status.FAILED)
        + "\" skipped=\""
        + (report.count(Status.SKIPPED) + report.count(Status.WAIVED))
        + "\"";
  }

  private static void append(StringBuilder out, Result result) {
    Outcome outcome = result.outcome();
    out.append("    <testcase classname=").append(quoted(result.subject()));
    out.append(" name=").append(quoted(result.title() + " [" + result.checkId() + "]"));
    out.append(" time=\"").append(seconds(outcome.elapsed())).append("\"");
    String findings = String.join("\n", outcome.findings());
    switch (outcome.status()) {
      case PASSED -> out.append("/>\n");
      case FAILED ->
          out.append(">\n      <failure message=")
              .append(quoted(outcome.findings().get(0)))
              .append(">")
              .append(Markup.escaped(findings))
              .append("</failure>\n    </testcase>\n");
      case SKIPPED, WAIVED ->
          out.append(">\n      <skipped message=")
              .append(quoted(reason(outcome)))
              .append("/>\n    </testcase>\n");
    }
  }

  private static String reason(Outcome outcome) {
    return outcome.status() == Status.WAIVED ? "waived: " + outcome.reason() : outcome.reason();
  }

  private static String quoted(String text) {
    return "\"" + Markup.escaped(text).replace("\n", "&#10;") + "\"";
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() * 1e-9);
  }
}
