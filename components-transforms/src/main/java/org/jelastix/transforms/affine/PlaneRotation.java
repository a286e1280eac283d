package org.jelastix.transforms.affine;

/** Rotation matrices about coordinate axes, and their derivatives with respect to the angle. */
final class PlaneRotation {
  private PlaneRotation() {}

  /** Counter-clockwise rotation of the plane. */
  static double[] of2(double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new double[] {c, -s, s, c};
  }

  /** Derivative of {@link #of2}. */
  static double[] derivativeOf2(double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new double[] {-s, -c, c, -s};
  }

  /** Right-handed rotation of space about axis 0, 1 or 2. */
  static double[] of3(int axis, double angle) {
    double[] m = new double[9];
    m[axis * 4] = 1;
    fill(m, axis, Math.cos(angle), Math.sin(angle));
    return m;
  }

  /** Derivative of {@link #of3}. */
  static double[] derivativeOf3(int axis, double angle) {
    double[] m = new double[9];
    fill(m, axis, -Math.sin(angle), Math.cos(angle));
    return m;
  }

  private static void fill(double[] m, int axis, double c, double s) {
    int p = (axis + 1) % 3;
    int q = (axis + 2) % 3;
    m[p * 3 + p] = c;
    m[p * 3 + q] = -s;
    m[q * 3 + p] = s;
    m[q * 3 + q] = c;
  }
}
