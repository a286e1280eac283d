package org.jelastix.conformance.junit;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jelastix.conformance.suite.Discovery;
import org.jelastix.conformance.suite.Subject;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * All components of a project in one line:
 *
 * <pre>{@code
 * class MyPluginConformance implements ConformanceSuite {}
 * }</pre>
 *
 * <p>Every provider that ServiceLoader finds and that was built beside the test class (in the same
 * module, or from the same project's {@code target} folder) is tested, with the settings of {@code
 * META-INF/jelastix/conformance.properties}, if there are any.
 */
public interface ConformanceSuite {

  /**
   * Whether a provider is to be tested.
   *
   * @param provider found by ServiceLoader
   */
  default boolean includes(Class<?> provider) {
    if (getClass().getModule().isNamed()) {
      return provider.getModule().equals(getClass().getModule());
    }
    Path here = Home.of(getClass());
    Path there = Home.of(provider);
    return here != null && there != null && (here.equals(there) || siblings(here, there));
  }

  private static boolean siblings(Path tests, Path classes) {
    return tests.getParent() != null && tests.getParent().equals(classes.getParent());
  }

  /** All checks of all components found, one container a component. */
  @TestFactory
  default Stream<DynamicNode> conformance() {
    List<Subject> subjects = Discovery.onClassPath(getClass().getClassLoader(), this::includes);
    if (subjects.isEmpty()) {
      Assertions.fail(
          "ServiceLoader finds no component of this project: is it in META-INF/services"
              + " (class path) and in module-info (module path)?");
    }
    return subjects.stream().map(SubjectTests::container);
  }
}
