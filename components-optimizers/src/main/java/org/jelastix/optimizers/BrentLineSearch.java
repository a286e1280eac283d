package org.jelastix.optimizers;

import java.util.function.DoubleUnaryOperator;

/**
 * Minimises a function of one variable: brackets a minimum by steps that grow by the golden ratio,
 * then closes in by parabolas and golden sections (R.P. Brent, "Algorithms for Minimization without
 * Derivatives", 1973).
 */
final class BrentLineSearch {
  private static final double GOLDEN = (1.0 + Math.sqrt(5.0)) / 2.0;
  private static final double SECTION = (3.0 - Math.sqrt(5.0)) / 2.0;
  private static final double TINY = 1e-20;

  private final DoubleUnaryOperator function;
  private final double stepTolerance;
  private final int maximumIterations;
  private int iterations;

  BrentLineSearch(DoubleUnaryOperator function, double stepTolerance, int maximumIterations) {
    this.function = function;
    this.stepTolerance = stepTolerance;
    this.maximumIterations = maximumIterations;
  }

  /** An interval with a point inside that is lower than the ends. */
  record Bracket(double one, double inside, double other, double value) {}

  /** Where a search ended. */
  record Minimum(double step, double value) {}

  /** Iterations of the last search. */
  int iterations() {
    return iterations;
  }

  /**
   * Brackets a minimum downhill from two steps.
   *
   * @param from one step
   * @param value there
   * @param to the other step
   */
  Bracket bracket(double from, double value, double to) {
    double x1 = from;
    double x2 = to;
    double f2 = function.applyAsDouble(to);
    if (f2 >= value) {
      x1 = to;
      x2 = from;
      f2 = value;
    }
    double x3 = x1 + GOLDEN * (x2 - x1);
    double f3 = function.applyAsDouble(x3);
    while (f3 < f2) {
      x2 = x3;
      f2 = f3;
      x3 = x1 + GOLDEN * (x2 - x1);
      f3 = function.applyAsDouble(x3);
    }
    return new Bracket(x1, x2, x3, f2);
  }

  /** The minimum in a bracket. */
  Minimum minimize(Bracket bracket) {
    double a = Math.min(bracket.one(), bracket.other());
    double b = Math.max(bracket.one(), bracket.other());
    double best = bracket.inside();
    double second = best;
    double third = 0;
    double fBest = bracket.value();
    double fSecond = fBest;
    double fThird = fBest;
    for (iterations = 0; iterations < maximumIterations; iterations++) {
      double middle = (a + b) / 2;
      double tolerance = stepTolerance * Math.abs(best) + TINY;
      double halfWidth = 0.5 * (b - a);
      if (Math.abs(best - middle) <= 2 * tolerance - halfWidth || halfWidth < stepTolerance) {
        break;
      }
      double step = SECTION * (best < middle ? b - best : a - best);
      if (Math.abs(best - second) >= tolerance) {
        double t = (best - second) * (fBest - fThird);
        double q = (best - third) * (fBest - fSecond);
        double p = (best - third) * q - (best - second) * t;
        q = 2 * (q - t);
        if (q > 0) {
          p = -p;
        } else {
          q = -q;
        }
        if (Math.abs(p) < Math.abs(step * q)
            && p > q * (a - best + 2 * tolerance)
            && p < q * (b - best - 2 * tolerance)) {
          step = p / q;
        }
      }
      if (Math.abs(step) < tolerance) {
        step = step > 0 ? tolerance : -tolerance;
      }
      double x = best + step;
      double f = function.applyAsDouble(x);
      if (f <= fBest) {
        if (x < best) {
          b = best;
        } else {
          a = best;
        }
        third = second;
        fThird = fSecond;
        second = best;
        fSecond = fBest;
        best = x;
        fBest = f;
      } else {
        if (x < best) {
          a = x;
        } else {
          b = x;
        }
        if (f <= fSecond || second == best) {
          third = second;
          fThird = fSecond;
          second = x;
          fSecond = f;
        } else if (f <= fThird || almostEqual(third, best) || almostEqual(third, second)) {
          third = x;
          fThird = f;
        }
      }
    }
    return new Minimum(best, fBest);
  }

  /** Equal up to four units in the last place. */
  private static boolean almostEqual(double x, double y) {
    return Math.abs(x - y)
        <= Math.max(0.1 * Math.ulp(1.0), 4 * Math.ulp(Math.max(Math.abs(x), Math.abs(y))));
  }
}
