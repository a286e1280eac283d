package org.jelastix.conformance.junit;

import java.util.stream.Stream;
import org.jelastix.api.spi.RegistrationProvider;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.suite.Subject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** All checks of one registration strategy: extend, and return the provider. */
public abstract class RegistrationConformance {

  /** For subclasses. */
  protected RegistrationConformance() {}

  /** The provider to test. */
  protected abstract RegistrationProvider provider();

  /**
   * What the kit should know.
   *
   * @param found what {@value org.jelastix.conformance.Settings#RESOURCE} says, to add to
   */
  protected Settings settings(Settings found) {
    return found;
  }

  /** One test a check. */
  @TestFactory
  Stream<DynamicTest> conformance() {
    RegistrationProvider provider = provider();
    return SubjectTests.tests(Subject.of(provider, settings(Subject.of(provider).settings())));
  }
}
