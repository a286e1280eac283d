package org.jelastix.conformance.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jelastix.api.ApiVersion;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Outcome;
import org.jelastix.conformance.suite.Result;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ReportTest {
  private static final Circumstances WHEN =
      new Circumstances("2026-01-01T00:00:00Z", Map.of("seed", "42"));
  private static final String HOSTILE = "<script>alert(\"&\u0001\")</script>";

  private static Result result(String id, Check.Procedure procedure) {
    Check check = new Check(id, "it must hold " + HOSTILE, procedure);
    return new Result("Metric.Mine", id, check.title(), check.run());
  }

  private static Report report() {
    Result passed = result("a.passed", findings -> {});
    Result failed =
        result(
            "a.failed",
            findings -> {
              findings.add("3 is not 4 " + HOSTILE);
              findings.add("second line");
            });
    Result skipped = result("a.skipped", findings -> findings.skip("has no masks"));
    Outcome accepted = failed.outcome().waivedFor("by design");
    Result waived = new Result("Metric.Mine", "a.waived", "held once", accepted);
    JarFacts jar =
        new JarFacts(
            "mine.jar",
            123,
            "abc",
            Optional.of(ApiVersion.current()),
            Optional.empty(),
            Map.of("org.jelastix.api.spi.MetricProvider", List.of("mine.Provider", "mine.Gone")),
            List.of("mine/Provider.class", "org/jelastix/api/Image.class"));
    Report.Part part =
        new Report.Part(
            "Metric.Mine",
            "Summary " + HOSTILE,
            "A paper",
            "mine.Provider in mine.jar",
            List.of(passed, failed, skipped, waived));
    return new Report(List.of(jar), List.of(JarChecks.run(jar), part));
  }

  private static Document xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  @Test
  void countsWhatWasFound() {
    Report report = report();
    assertFalse(report.isAcceptable());
    // Of the jar: a class that is not there, and one that is not the jar's own.
    assertEquals(3, report.count(Outcome.Status.FAILED));
    assertEquals(1, report.count(Outcome.Status.WAIVED));
  }

  @Test
  void buildServersCanReadIt() throws Exception {
    Document document = xml(JunitXml.of(report(), WHEN));
    Element suite = (Element) document.getElementsByTagName("testsuite").item(1);
    assertEquals("Metric.Mine", suite.getAttribute("name"));
    assertEquals("4", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    assertEquals("2", suite.getAttribute("skipped"));
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertEquals(
        "3 is not 4 " + HOSTILE.replace('\u0001', '\uFFFD'), failure.getAttribute("message"));
    assertTrue(failure.getTextContent().contains("second line"));
    Element skipped = (Element) suite.getElementsByTagName("skipped").item(0);
    assertEquals("has no masks", skipped.getAttribute("message"));
  }

  @Test
  void thePageShowsEverythingAndRunsNothing() {
    String page = HtmlPage.of(report(), WHEN);
    assertFalse(page.contains("<script"), "text of others is escaped");
    assertFalse(page.contains("src="), "needs no other file");
    for (String shown :
        List.of(
            "mine.jar",
            "3 is not 4",
            "second line",
            "has no masks",
            "by design",
            "A paper",
            "a.waived",
            "--seed 42",
            "Does not conform")) {
      assertTrue(page.contains(shown), shown);
    }
  }
}
