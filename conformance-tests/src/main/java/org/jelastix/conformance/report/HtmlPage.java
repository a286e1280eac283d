package org.jelastix.conformance.report;

import java.time.Duration;
import java.util.Locale;
import org.jelastix.conformance.Outcome;
import org.jelastix.conformance.Outcome.Status;
import org.jelastix.conformance.suite.Result;

/** A report as one HTML file that needs no other and runs no script. */
final class HtmlPage {
  private static final String STYLE =
      """
      :root { --paper: #fff; --ink: #1b1f24; --soft: #5b6470; --line: #dfe3e8; --tint: #f5f7f9;
        --passed: #1a7f37; --failed: #c62828; --waived: #9a6700; --skipped: #6e7781; }
      @media (prefers-color-scheme: dark) { :root { --paper: #14171b; --ink: #e6e9ed; --soft: #9aa4af;
        --line: #2d333b; --tint: #1c2127; --passed: #4ac26b; --failed: #ff7b72; --waived: #d4a72c;
        --skipped: #8b949e; } }
      * { box-sizing: border-box; }
      body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; background: var(--paper);
        color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
      h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
      h2 { font-size: 1.2rem; margin: 0; overflow-wrap: anywhere; }
      p { margin: .25rem 0; }
      code, .finding { font: .875em/1.45 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; }
      a { color: inherit; }
      .soft { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
      .verdict { font-size: 1.1rem; font-weight: 600; margin: .75rem 0 1.25rem; }
      .passed { color: var(--passed); } .failed { color: var(--failed); }
      .waived { color: var(--waived); } .skipped { color: var(--skipped); }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; }
      th { font-weight: 600; font-size: .85rem; color: var(--soft); }
      tr { border-top: 1px solid var(--line); }
      thead tr { border-top: 0; }
      td.number, th.number { text-align: right; font-variant-numeric: tabular-nums;
        white-space: nowrap; }
      td.status { white-space: nowrap; font-weight: 600; width: 6.5rem; }
      section { border: 1px solid var(--line); border-radius: .5rem; margin: 1.5rem 0;
        overflow: hidden; break-inside: avoid-page; }
      section header { background: var(--tint); padding: .75rem 1rem;
        border-bottom: 1px solid var(--line); }
      .finding { display: block; white-space: pre-wrap; overflow-wrap: anywhere;
        background: var(--tint); border-left: 3px solid var(--failed); padding: .4rem .6rem;
        margin: .35rem 0; color: var(--ink); }
      .finding.waived { border-color: var(--waived); }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0;
        font-size: .9rem; }
      dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
      """;

  private final Report report;
  private final Circumstances when;
  private final StringBuilder out = new StringBuilder();

  private HtmlPage(Report report, Circumstances when) {
    this.report = report;
    this.when = when;
  }

  static String of(Report report, Circumstances when) {
    return new HtmlPage(report, when).page();
  }

  private String page() {
    String title = "Conformance of " + names();
    line("<!DOCTYPE html>");
    line("<html lang=\"en\">");
    line("<head>");
    line("<meta charset=\"utf-8\">");
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    line("<title>" + Markup.escaped(title) + "</title>");
    line("<style>");
    out.append(STYLE);
    line("</style>");
    line("</head>");
    line("<body>");
    line("<h1>" + Markup.escaped(title) + "</h1>");
    line("<p class=\"soft\">What the conformance kit of jelastix checked, and what it found.</p>");
    verdict();
    overview();
    report.parts().forEach(this::part);
    circumstances();
    line("</body>");
    line("</html>");
    return out.toString();
  }

  private String names() {
    return report.jars().isEmpty()
        ? "all components on the path"
        : String.join(", ", report.jars().stream().map(JarFacts::name).toList());
  }

  private void verdict() {
    int failed = report.count(Status.FAILED);
    int passed = report.count(Status.PASSED);
    String words =
        failed == 0
            ? "Conforms: " + passed + " checks passed"
            : "Does not conform: " + failed + " of " + (passed + failed) + " checks failed";
    line(
        "<p class=\"verdict "
            + (failed == 0 ? "passed" : "failed")
            + "\">"
            + (failed == 0 ? "✓ " : "✗ ")
            + words
            + optional(report.count(Status.WAIVED), "waived")
            + optional(report.count(Status.SKIPPED), "skipped")
            + "</p>");
  }

  private static String optional(int count, String word) {
    return count == 0 ? "" : ", " + count + " " + word;
  }

  private void overview() {
    line("<table>");
    line(
        "<thead><tr><th>What</th><th class=\"number\">passed</th><th class=\"number\">failed</th>"
            + "<th class=\"number\">waived</th><th class=\"number\">skipped</th>"
            + "<th class=\"number\">time</th></tr></thead>");
    line("<tbody>");
    for (Report.Part part : report.parts()) {
      out.append("<tr><td><a href=\"#").append(Markup.escaped(part.id())).append("\">");
      out.append(Markup.escaped(part.id())).append("</a></td>");
      for (Status status :
          new Status[] {Status.PASSED, Status.FAILED, Status.WAIVED, Status.SKIPPED}) {
        int n = part.count(status);
        out.append("<td class=\"number ").append(n == 0 ? "soft" : word(status)).append("\">");
        out.append(n).append("</td>");
      }
      line("<td class=\"number\">" + seconds(part.elapsed()) + "</td></tr>");
    }
    line("</tbody>");
    line("</table>");
  }

  private void part(Report.Part part) {
    line("<section id=\"" + Markup.escaped(part.id()) + "\">");
    line("<header>");
    line("<h2>" + Markup.escaped(part.id()) + "</h2>");
    paragraph("", part.summary());
    paragraph("soft", part.reference());
    paragraph("soft", part.source());
    line("</header>");
    line("<table>");
    line(
        "<thead><tr><th>Outcome</th><th>What must hold</th><th class=\"number\">time</th></tr>"
            + "</thead>");
    line("<tbody>");
    part.results().forEach(this::row);
    line("</tbody>");
    line("</table>");
    line("</section>");
  }

  private void row(Result result) {
    Outcome outcome = result.outcome();
    String word = word(outcome.status());
    String sign =
        switch (outcome.status()) {
          case PASSED -> "✓ ";
          case FAILED -> "✗ ";
          case WAIVED -> "! ";
          case SKIPPED -> "– ";
        };
    out.append("<tr><td class=\"status ").append(word).append("\">").append(sign).append(word);
    out.append("</td><td>").append(Markup.escaped(result.title()));
    out.append(" <code class=\"soft\">").append(Markup.escaped(result.checkId()));
    out.append("</code>");
    if (!outcome.reason().isEmpty()) {
      String start = outcome.status() == Status.WAIVED ? "Accepted: " : "Skipped: ";
      out.append("<p class=\"soft\">").append(start).append(Markup.escaped(outcome.reason()));
      out.append("</p>");
    }
    for (String finding : outcome.findings()) {
      out.append("<span class=\"finding ").append(word).append("\">");
      out.append(Markup.escaped(finding)).append("</span>");
    }
    line("</td><td class=\"number soft\">" + seconds(outcome.elapsed()) + "</td></tr>");
  }

  private void circumstances() {
    line("<h2>How this was made</h2>");
    line("<dl>");
    when.facts()
        .forEach(
            (name, value) ->
                line(
                    "<dt>" + Markup.escaped(name) + "</dt><dd>" + Markup.escaped(value) + "</dd>"));
    for (JarFacts jar : report.jars()) {
      line(
          "<dt>jar</dt><dd>"
              + Markup.escaped(jar.name())
              + ", built for api "
              + jar.builtFor().map(Object::toString).orElse("of unknown version")
              + jar.module()
                  .map(module -> ", module <code>" + Markup.escaped(module.name()) + "</code>")
                  .orElse("")
              + "<br><code>"
              + jar.sha256()
              + "</code></dd>");
    }
    line("</dl>");
    line(
        "<p class=\"soft\">The same seed tries the same cases again: <code>jelastix conformance"
            + (report.jars().isEmpty() ? "" : " --plugins FOLDER")
            + " --seed "
            + Markup.escaped(when.facts().get("seed"))
            + "</code>. A waived check does not hold, and its author says why that is accepted;"
            + " a skipped one does not apply.</p>");
  }

  private void paragraph(String style, String text) {
    if (!text.isEmpty()) {
      line(
          "<p"
              + (style.isEmpty() ? "" : " class=\"" + style + "\"")
              + ">"
              + Markup.escaped(text)
              + "</p>");
    }
  }

  private static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toNanos() * 1e-9);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
