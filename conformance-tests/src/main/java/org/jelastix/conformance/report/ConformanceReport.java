package org.jelastix.conformance.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jelastix.conformance.Outcome;
import org.jelastix.conformance.Outcome.Status;
import org.jelastix.conformance.suite.Result;

/** The results of a run of the kit, as text. Immutable. */
public final class ConformanceReport {
  private final String title;
  private final List<Result> results;

  /**
   * @param title what was checked
   * @param results in the order of the run
   */
  public ConformanceReport(String title, List<Result> results) {
    this.title = title;
    this.results = List.copyOf(results);
  }

  /** Whether nothing failed. */
  public boolean isAcceptable() {
    return results.stream().allMatch(r -> r.outcome().isAcceptable());
  }

  /**
   * How many results have a status.
   *
   * @param status which
   */
  public long count(Status status) {
    return results.stream().filter(r -> r.outcome().status() == status).count();
  }

  private Map<String, List<Result>> bySubject() {
    Map<String, List<Result>> groups = new LinkedHashMap<>();
    for (Result result : results) {
      groups.computeIfAbsent(result.subject(), s -> new ArrayList<>()).add(result);
    }
    return groups;
  }

  private static String seconds(Duration elapsed) {
    return String.format(Locale.ROOT, "%.3f", elapsed.toNanos() / 1e9);
  }

  /** Text and attribute values of XML and HTML. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c >= ' ' || c == '\n' || c == '\t' ? c : '\uFFFD');
      }
    }
    return out.toString();
  }

  /** As JUnit's XML, one test suite a component. */
  public String toJUnitXml() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites name=\"").append(escape(title)).append("\">\n");
    bySubject().forEach((subject, all) -> suite(xml, subject, all));
    return xml.append("</testsuites>\n").toString();
  }

  private static void suite(StringBuilder xml, String subject, List<Result> all) {
    long failed = all.stream().filter(r -> !r.outcome().isAcceptable()).count();
    long skipped =
        all.stream()
            .filter(
                r ->
                    r.outcome().status() == Status.SKIPPED || r.outcome().status() == Status.WAIVED)
            .count();
    xml.append(
        String.format(
            Locale.ROOT,
            "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">%n",
            escape(subject),
            all.size(),
            failed,
            skipped));
    for (Result result : all) {
      Outcome outcome = result.outcome();
      xml.append(
          String.format(
              Locale.ROOT,
              "    <testcase classname=\"%s\" name=\"%s [%s]\" time=\"%s\"",
              escape(subject),
              escape(result.title()),
              escape(result.checkId()),
              seconds(outcome.elapsed())));
      switch (outcome.status()) {
        case PASSED -> xml.append("/>\n");
        case FAILED ->
            xml.append(">\n      <failure message=\"")
                .append(escape(outcome.findings().get(0)))
                .append("\">")
                .append(escape(String.join("\n", outcome.findings())))
                .append("</failure>\n    </testcase>\n");
        case SKIPPED, WAIVED ->
            xml.append(">\n      <skipped message=\"")
                .append(outcome.status() == Status.WAIVED ? "waived: " : "")
                .append(escape(outcome.reason()))
                .append("\"/>\n    </testcase>\n");
      }
    }
    xml.append("  </testsuite>\n");
  }

  /** As one HTML page that needs nothing else. */
  public String toHtml() {
    StringBuilder html = new StringBuilder();
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        """);
    html.append("<title>Conformance of ").append(escape(title)).append("</title>\n");
    html.append(
        """
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem;
          padding: 0 1rem; color: #1b1b1b; background: #fff; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .4rem; }
        table { border-collapse: collapse; width: 100%; }
        td, th { text-align: left; vertical-align: top; padding: .3rem .6rem;
          border-bottom: 1px solid #ddd; }
        code { font-size: .9em; } .id { white-space: nowrap; color: #555; }
        .PASSED { color: #176a2a; } .FAILED { color: #a11; font-weight: bold; }
        .SKIPPED { color: #555; } .WAIVED { color: #8a5a00; }
        .findings { margin: .2rem 0 0; padding-left: 1.2rem; font-size: .95em; }
        @media (prefers-color-scheme: dark) {
          body { color: #e8e8e8; background: #161616; } td, th { border-color: #444; }
          .id, .SKIPPED { color: #aaa; } .PASSED { color: #7cd992; } .FAILED { color: #ff8a80; }
          .WAIVED { color: #ffc266; } }
        </style>
        </head>
        <body>
        """);
    html.append("<h1>Conformance of ").append(escape(title)).append("</h1>\n<p>");
    html.append(
        String.format(
            Locale.ROOT,
            "%d checks passed, <strong>%d failed</strong>, %d do not apply, %d are waived.",
            count(Status.PASSED),
            count(Status.FAILED),
            count(Status.SKIPPED),
            count(Status.WAIVED)));
    html.append("</p>\n");
    bySubject().forEach((subject, all) -> section(html, subject, all));
    return html.append("</body>\n</html>\n").toString();
  }

  private static void section(StringBuilder html, String subject, List<Result> all) {
    html.append("<h2>").append(escape(subject)).append("</h2>\n<table>\n");
    html.append("<tr><th>Check</th><th>What must hold</th><th>Result</th></tr>\n");
    for (Result result : all) {
      Outcome outcome = result.outcome();
      html.append("<tr><td class=\"id\"><code>").append(escape(result.checkId()));
      html.append("</code></td><td>").append(escape(result.title()));
      if (!outcome.reason().isEmpty()) {
        html.append("<br><em>").append(escape(outcome.reason())).append("</em>");
      }
      if (!outcome.findings().isEmpty()) {
        html.append("<ul class=\"findings\">");
        outcome.findings().forEach(f -> html.append("<li>").append(escape(f)).append("</li>"));
        html.append("</ul>");
      }
      html.append("</td><td class=\"").append(outcome.status()).append("\">");
      html.append(outcome.status().name().toLowerCase(Locale.ROOT)).append("</td></tr>\n");
    }
    html.append("</table>\n");
  }
}
