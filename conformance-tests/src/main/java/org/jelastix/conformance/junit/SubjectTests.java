package org.jelastix.conformance.junit;

import java.util.List;
import java.util.stream.Stream;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Outcome;
import org.jelastix.conformance.suite.Result;
import org.jelastix.conformance.suite.Subject;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Checks as dynamic tests. */
final class SubjectTests {
  private SubjectTests() {}

  static DynamicContainer container(Subject subject) {
    return DynamicContainer.dynamicContainer(subject.id(), tests(subject));
  }

  static Stream<DynamicTest> tests(Subject subject) {
    return subject.checks().stream()
        .map(check -> DynamicTest.dynamicTest(name(check), () -> execute(subject, check)));
  }

  private static String name(Check check) {
    return check.title() + " [" + check.id() + "]";
  }

  private static void execute(Subject subject, Check check) {
    Result result = subject.run(check);
    Outcome outcome = result.outcome();
    switch (outcome.status()) {
      case PASSED -> {}
      case SKIPPED -> throw new TestAbortedException(outcome.reason());
      case WAIVED ->
          throw new TestAbortedException(
              "waived: " + outcome.reason() + " (" + String.join("; ", outcome.findings()) + ")");
      case FAILED -> throw new AssertionFailedError(message(subject, check, outcome.findings()));
    }
  }

  private static String message(Subject subject, Check check, List<String> findings) {
    return subject.id()
        + ": "
        + check.title()
        + ": it does not ["
        + check.id()
        + "]\n  "
        + String.join("\n  ", findings);
  }
}
