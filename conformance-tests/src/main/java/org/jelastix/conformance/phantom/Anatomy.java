package org.jelastix.conformance.phantom;

import org.jelastix.api.random.RandomStream;

/**
 * The tissues of a head in its own coordinates: x to the left, y to the back, z to the top, the
 * scalp being the unit sphere. A seed varies the folds of the cortex and the size of the parts.
 */
final class Anatomy {
  private static final double SKULL_OUTSIDE = 0.93;
  private static final double SKULL_INSIDE = 0.86;
  private static final double BRAIN_SURFACE = 0.82;
  private static final double CORTEX_INSIDE = 0.66;
  private static final double SULCUS_BOTTOM = 0.58;

  private final double foldFrequency;
  private final double[] foldPhase = new double[3];
  private final double ventricleSize;
  private final double leftVentricle;
  private final double sulcusWidth;

  Anatomy(int seed) {
    RandomStream random = new RandomStream(seed);
    foldFrequency = random.nextUniform(17, 19);
    for (int d = 0; d < 3; d++) {
      foldPhase[d] = random.nextUniform(0, 2 * Math.PI);
    }
    ventricleSize = random.nextUniform(1.1, 1.4);
    leftVentricle = random.nextUniform(1.05, 1.2);
    sulcusWidth = random.nextUniform(0.3, 0.4);
  }

  Tissue at(double x, double y, double z) {
    double radius = Math.sqrt(x * x + y * y + z * z);
    if (radius > SKULL_INSIDE) {
      if (radius > 1) {
        return Tissue.BACKGROUND;
      }
      return radius > SKULL_OUTSIDE ? Tissue.SCALP : Tissue.SKULL;
    }
    double fold = fold(x, y, z);
    if (radius > BRAIN_SURFACE + 0.02 * fold) {
      return Tissue.CSF;
    }
    if (inFissure(x, y, z, radius)) {
      return Tissue.CSF;
    }
    if (radius > SULCUS_BOTTOM && Math.abs(fold) < sulcusWidth * sulcusDepth(radius)) {
      return Tissue.CSF;
    }
    if (inVentricles(x, y, z)) {
      return Tissue.VENTRICLES;
    }
    if (inDeepNuclei(x, y, z)) {
      return Tissue.DEEP_GREY;
    }
    boolean besideFissure = Math.abs(x) < 0.06 && radius > 0.5;
    return radius > CORTEX_INSIDE + 0.1 * fold || besideFissure ? Tissue.GREY : Tissue.WHITE;
  }

  /** Widest at the surface of the brain, closed at the bottom of the sulci. */
  private static double sulcusDepth(double radius) {
    double d = (radius - (SULCUS_BOTTOM)) / (BRAIN_SURFACE - (SULCUS_BOTTOM));
    return Math.min(1, Math.max(0, d));
  }

  /** A gyroid, whose zero set winds through space like the folds of a cortex; about −1.5 to 1.5. */
  private double fold(double x, double y, double z) {
    double a = foldFrequency * x + foldPhase[0];
    double b = foldFrequency * y + foldPhase[1];
    double c = foldFrequency * z + foldPhase[2];
    return StrictMath.sin(a) * StrictMath.cos(b)
        + StrictMath.sin(b) * StrictMath.cos(c)
        + StrictMath.sin(c) * StrictMath.cos(a);
  }

  private static boolean inFissure(double x, double y, double z, double radius) {
    boolean betweenHalves = z > -0.25 && (Math.abs(y) > 0.42 || z > 0.45);
    return betweenHalves && Math.abs(x) < 0.004 + 0.02 * (radius - 0.4);
  }

  private boolean inVentricles(double x, double y, double z) {
    if (ellipsoid(x, y - 0.06, z + 0.06, 0.022, 0.12, 0.14)) {
      return true;
    }
    double side = x < 0 ? 1 : leftVentricle;
    double size = side * ventricleSize;
    double middle = 0.085 + 0.42 * (y - 0.02) * (y - 0.02) + (y > 0.1 ? 0.25 * (y - 0.1) : 0);
    return ellipsoid(Math.abs(x) - middle, y - 0.01, z - 0.1, 0.05 * size, 0.36 * size, 0.2 * size);
  }

  private static boolean inDeepNuclei(double x, double y, double z) {
    double a = Math.abs(x);
    boolean thalamus = ellipsoid(a - 0.125, y - 0.12, z, 0.085, 0.14, 0.14);
    boolean putamen = ellipsoid(a - 0.3 - 0.25 * y * y, y + 0.04, z, 0.055, 0.2, 0.16);
    boolean caudate = ellipsoid(a - 0.17, y + 0.24, z - 0.06, 0.055, 0.1, 0.16);
    return thalamus || putamen || caudate;
  }

  private static boolean ellipsoid(double x, double y, double z, double rx, double ry, double rz) {
    double u = x / rx;
    double v = y / ry;
    double w = z / rz;
    return u * u + v * v + w * w < 1;
  }
}
