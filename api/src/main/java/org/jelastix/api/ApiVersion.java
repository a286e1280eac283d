package org.jelastix.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of this api. The manifest of a plug-in's jar says which one it was built for, in the
 * attribute {@value #MANIFEST_ATTRIBUTE}, and the runtime refuses one that does not fit.
 *
 * @param major changes when something that was there is gone or means something else
 * @param minor changes when something is added; as long as {@code major} is 0, also when something
 *     is taken away
 */
public record ApiVersion(int major, int minor) {
  /** The attribute of a jar's manifest: {@code Jelastix-Api-Version: 0.1}. */
  public static final String MANIFEST_ATTRIBUTE = "Jelastix-Api-Version";

  private static final ApiVersion CURRENT = new ApiVersion(0, 1);
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.\\d+)?(?:-[0-9A-Za-z.-]+)?");

  /** Checks the numbers. */
  public ApiVersion {
    if (major < 0 || minor < 0) {
      throw new IllegalArgumentException("versions are not negative: " + major + "." + minor);
    }
  }

  /** The version of the api that is running. */
  public static ApiVersion current() {
    return CURRENT;
  }

  /**
   * Reads a version.
   *
   * @param text {@code 1.2}, or the version of an artifact: {@code 1.2.3}, {@code 1.2.3-SNAPSHOT}
   * @throws InputException if it is something else
   */
  public static ApiVersion parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new InputException(
          "\"" + text.strip() + "\" is not a version; expected two numbers, such as " + CURRENT);
    }
    return new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /**
   * Whether a plug-in that was built for another version runs on this one.
   *
   * @param built what the plug-in was built for
   */
  public boolean runs(ApiVersion built) {
    return major == built.major && (major == 0 ? minor == built.minor : minor >= built.minor);
  }

  /** {@code 0.1}. */
  @Override
  public String toString() {
    return major + "." + minor;
  }
}
