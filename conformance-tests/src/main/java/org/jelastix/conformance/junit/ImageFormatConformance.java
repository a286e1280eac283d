package org.jelastix.conformance.junit;

import java.util.stream.Stream;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.suite.Subject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** All checks of one image format: extend, and return the format. */
public abstract class ImageFormatConformance {

  /** For subclasses. */
  protected ImageFormatConformance() {}

  /** The format to test. */
  protected abstract ImageFormat provider();

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
    ImageFormat provider = provider();
    return SubjectTests.tests(Subject.of(provider, settings(Subject.of(provider).settings())));
  }
}
