package org.jelastix.conformance.junit;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * All components that a project builds, for projects without a test class of their own: Surefire
 * finds this one in the kit's jar if {@code dependenciesToScan} names {@code
 * org.jelastix:conformance-tests}.
 */
public final class ProjectConformanceTest implements ConformanceSuite {

  /** Made by JUnit. */
  public ProjectConformanceTest() {}

  /** What lies in a folder of classes is being built; jars are not. */
  @Override
  public boolean includes(Class<?> provider) {
    Path home = Home.of(provider);
    return home != null && Files.isDirectory(home);
  }
}
