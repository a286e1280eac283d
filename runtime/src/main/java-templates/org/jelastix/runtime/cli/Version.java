package org.jelastix.runtime.cli;

/** The version of this program, put in by the build: to read it from a jar takes milliseconds. */
final class Version {
  /** The elastix whose numbers and files we reproduce. */
  static final String COMPATIBLE = "5.0.1";

  private Version() {}

  static String of() {
    return "${project.version}";
  }
}
