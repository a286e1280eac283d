package org.jelastix.io.transform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One transform as ITK's files have it.
 *
 * @param className without precision and dimensions, for example {@code AffineTransform}
 * @param dimension coordinates of a point, before and after
 * @param splineOrder of a B-spline transform, else 0
 * @param parameters what is optimized
 * @param fixedParameters centre of rotation, or the grid
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
record ItkTransform(
    String className,
    int dimension,
    int splineOrder,
    double[] parameters,
    double[] fixedParameters) {
  static final String COMPOSITE = "CompositeTransform";
  private static final Pattern TYPE =
      Pattern.compile("([A-Za-z0-9]+)_(?:double|float)_([1-5])_([1-5])(?:_([0-5]))?");

  /** The name with precision and dimensions, for example {@code AffineTransform_double_3_3}. */
  String type() {
    return className
        + "_double_"
        + dimension
        + "_"
        + dimension
        + (className.equals("BSplineTransform") && splineOrder != 3 ? "_" + splineOrder : "");
  }

  /**
   * A transform of a full type name.
   *
   * @param type for example {@code BSplineTransform_double_2_2_1}
   * @param parameters what is optimized
   * @param fixedParameters centre of rotation, or the grid
   * @throws IllegalArgumentException if the name is none
   */
  static ItkTransform of(String type, double[] parameters, double[] fixedParameters) {
    Matcher m = TYPE.matcher(type);
    if (!m.matches() || !m.group(2).equals(m.group(3))) {
      throw new IllegalArgumentException(
          "expected a type such as AffineTransform_double_3_3, found \"" + type + "\"");
    }
    boolean spline = m.group(1).startsWith("BSpline");
    int order = m.group(4) != null ? Integer.parseInt(m.group(4)) : spline ? 3 : 0;
    return new ItkTransform(
        m.group(1), Integer.parseInt(m.group(2)), order, parameters, fixedParameters);
  }

  boolean isComposite() {
    return className.equals(COMPOSITE);
  }
}
