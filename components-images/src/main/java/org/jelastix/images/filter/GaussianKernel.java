package org.jelastix.images.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * The Gaussian of discrete space: weights {@code exp(-t) Iₙ(t)}, with Iₙ the modified Bessel
 * functions and t the variance, cut off where they add up to enough and scaled to a sum of 1.
 *
 * <p>T. Lindeberg, "Scale-space for discrete signals", IEEE Transactions on Pattern Analysis and
 * Machine Intelligence 12(3), 1990. The Bessel functions are approximated as in M. Abramowitz and
 * I. Stegun, Handbook of Mathematical Functions, 9.8.1 to 9.8.4, to about seven digits, and by
 * downward recurrence: precisely as ITK does, since the digits beyond differ from the true ones.
 */
public final class GaussianKernel {
  private static final double[] I0_SMALL = {
    1.0, 3.5156229, 3.0899424, 1.2067492, 0.2659732, 0.360768e-1, 0.45813e-2
  };
  private static final double[] I0_LARGE = {
    0.39894228,
    0.1328592e-1,
    0.225319e-2,
    -0.157565e-2,
    0.916281e-2,
    -0.2057706e-1,
    0.2635537e-1,
    -0.1647633e-1,
    0.392377e-2
  };
  private static final double[] I1_SMALL = {
    0.5, 0.87890594, 0.51498869, 0.15084934, 0.2658733e-1, 0.301532e-2, 0.32411e-3
  };
  private static final double[] I1_LARGE = {
    0.39894228,
    -0.3988024e-1,
    -0.362018e-2,
    0.163801e-2,
    -0.1031555e-1,
    0.2282967e-1,
    -0.2895312e-1,
    0.1787654e-1,
    -0.420059e-2
  };
  private static final double SWITCH = 3.75;
  private static final double RECURRENCE_ACCURACY = 40;

  private GaussianKernel() {}

  /**
   * The weights from -r to r.
   *
   * @param variance in samples², at least 0
   * @param maximumError the part of the Gaussian that may be cut off, between 0 and 1
   * @param maximumWidth about the largest r
   */
  public static double[] of(double variance, double maximumError, int maximumWidth) {
    List<Double> half = new ArrayList<>();
    half.add(scaledBesselI0(variance));
    half.add(scaledBesselI1(variance));
    double sum = half.get(0) + 2 * half.get(1);
    for (int n = 2; sum < 1 - maximumError; n++) {
      double weight = scaledBesselI(n, variance);
      half.add(weight);
      sum += 2 * weight;
      if (weight <= 0 || half.size() > maximumWidth) {
        break;
      }
    }
    int radius = half.size() - 1;
    double[] kernel = new double[2 * radius + 1];
    for (int n = 0; n <= radius; n++) {
      double weight = half.get(n) / sum;
      kernel[radius - n] = weight;
      kernel[radius + n] = weight;
    }
    return kernel;
  }

  /** exp(-t) I₀(t). */
  private static double scaledBesselI0(double t) {
    if (t < SWITCH) {
      return Math.exp(-t) * polynomial(I0_SMALL, (t / SWITCH) * (t / SWITCH));
    }
    return polynomial(I0_LARGE, SWITCH / t) / Math.sqrt(t);
  }

  /** exp(-t) I₁(t). */
  private static double scaledBesselI1(double t) {
    if (t < SWITCH) {
      return Math.exp(-t) * t * polynomial(I1_SMALL, (t / SWITCH) * (t / SWITCH));
    }
    return polynomial(I1_LARGE, SWITCH / t) / Math.sqrt(t);
  }

  /** Miller's downward recurrence from an order that is high enough, scaled by I₀. */
  private static double scaledBesselI(int order, double t) {
    if (t == 0) {
      return 0;
    }
    double above = 0;
    double here = 1;
    double wanted = 0;
    int start = 2 * (order + (int) Math.sqrt(RECURRENCE_ACCURACY * order));
    for (int n = start; n > 0; n--) {
      double below = above + n * (2 / t) * here;
      above = here;
      here = below;
      if (Math.abs(here) > 1e10) {
        wanted *= 1e-10;
        here *= 1e-10;
        above *= 1e-10;
      }
      if (n == order) {
        wanted = above;
      }
    }
    return wanted * scaledBesselI0(t) / here;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = coefficients[i] + x * sum;
    }
    return sum;
  }
}
