package org.jelastix.optimizers;

/**
 * Line search for the strong Wolfe conditions (J.J. Moré and D.J. Thuente, "Line search algorithms
 * with guaranteed sufficient decrease", ACM TOMS 20(3), 1994).
 *
 * <p>Along x + t·d with φ(t) = f(x + t·d), looks for a step t with
 *
 * <pre>
 * φ(t) ≤ φ(0) + μ t φ′(0)      (sufficient decrease, μ the value tolerance)
 * |φ′(t)| ≤ η |φ′(0)|          (curvature, η the gradient tolerance)
 * </pre>
 *
 * <p>It keeps an interval with ends "best" (the lowest value so far) and "other"; each trial step
 * comes from cubic and quadratic interpolation of values and slopes at the trial and at the ends.
 * Not thread-safe; one object serves any number of searches, one after another.
 */
final class MoreThuenteLineSearch {
  private static final double MINIMUM_STEP = 1e-20;
  private static final double MAXIMUM_STEP = 1e20;
  private static final double INTERVAL_TOLERANCE = Math.ulp(1.0);
  private static final double EXTRAPOLATION = 4.0;
  private static final double SHRINK = 0.66;

  /** As single precision, like the other implementations of the safeguard in use. */
  private static final double SAFEGUARD = 0.66f;

  /**
   * What to look for.
   *
   * @param maximumIterations most evaluations
   * @param firstStep the first trial
   * @param valueTolerance μ
   * @param gradientTolerance η, at least μ
   */
  record Settings(
      int maximumIterations, double firstStep, double valueTolerance, double gradientTolerance) {}

  /** Why a search ended. */
  enum Stop {
    WOLFE_SATISFIED("WolfeSatisfied"),
    MAXIMUM_ITERATIONS("MaxNrIterations"),
    STEP_TOO_SMALL("StepTooSmall"),
    STEP_TOO_LARGE("StepTooLarge"),
    INTERVAL_TOO_SMALL("IntervalTooSmall"),
    ROUNDING_ERROR("RoundingError"),
    ASCENT_DIRECTION("AscentSearchDir"),
    UNKNOWN("Unknown");

    private final String text;

    Stop(String text) {
      this.text = text;
    }

    /** As in iteration tables. */
    String text() {
      return text;
    }
  }

  /** Hears of the start (true) and of each evaluation (false) of a search. */
  interface Progress {
    void event(boolean start);
  }

  /** A step with φ and φ′ there. */
  private static final class Trial {
    double step;
    double value;
    double slope;

    void set(double newStep, double newValue, double newSlope) {
      step = newStep;
      value = newValue;
      slope = newSlope;
    }

    void set(Trial other) {
      set(other.step, other.value, other.slope);
    }

    /** Takes a linear function of the step away. */
    void tilt(double slopeChange) {
      value -= step * slopeChange;
      slope -= slopeChange;
    }
  }

  private final Settings settings;
  private final Trial best = new Trial();
  private final Trial other = new Trial();
  private final Trial trial = new Trial();
  private double[] start = new double[0];
  private double[] direction = new double[0];
  private double[] position = new double[0];
  private double[] gradient = new double[0];
  private double stepLength;
  private int iteration;
  private boolean bracketed;
  private boolean sufficientDecrease;
  private boolean curvature;
  private Stop stop = Stop.UNKNOWN;

  MoreThuenteLineSearch(Settings settings) {
    this.settings = settings;
  }

  /**
   * Searches.
   *
   * @param cost f, whose exceptions are passed on
   * @param from x
   * @param value f(x)
   * @param gradientThere ∇f(x)
   * @param along d
   * @param progress told of each evaluation
   */
  void search(
      ScaledCost cost,
      double[] from,
      double value,
      double[] gradientThere,
      double[] along,
      Progress progress) {
    start = from.clone();
    direction = along.clone();
    position = from.clone();
    gradient = gradientThere.clone();
    double initialSlope = Vectors.dot(gradient, direction);
    double testSlope = settings.valueTolerance() * initialSlope;
    trial.set(settings.firstStep(), value, initialSlope);
    best.set(0, value, initialSlope);
    other.set(0, value, initialSlope);
    stepLength = 0;
    iteration = 0;
    bracketed = false;
    sufficientDecrease = false;
    curvature = false;
    stop = Stop.UNKNOWN;
    double width = MAXIMUM_STEP - MINIMUM_STEP;
    double previousWidth = width / 0.5;
    boolean firstStage = true;
    boolean failed = false;
    progress.event(true);
    if (initialSlope >= 0) {
      stop = Stop.ASCENT_DIRECTION;
      return;
    }
    while (true) {
      double low = best.step;
      double high = trial.step + EXTRAPOLATION * (trial.step - best.step);
      if (bracketed) {
        low = Math.min(best.step, other.step);
        high = Math.max(best.step, other.step);
      }
      double t = Math.min(Math.max(trial.step, MINIMUM_STEP), MAXIMUM_STEP);
      boolean tight = bracketed && high - low <= INTERVAL_TOLERANCE * high;
      boolean last = iteration >= settings.maximumIterations() - 1;
      if (last || failed || tight || (bracketed && (t <= low || t >= high))) {
        t = best.step;
      }
      evaluate(cost, t);
      sufficientDecrease = trial.value <= value + t * testSlope;
      curvature = Math.abs(trial.slope) <= settings.gradientTolerance() * -initialSlope;
      stop = reason(t, low, high, tight, last, failed, testSlope);
      progress.event(false);
      if (stop != Stop.UNKNOWN) {
        return;
      }
      iteration++;
      if (firstStage
          && sufficientDecrease
          && trial.slope
              >= initialSlope * Math.min(settings.valueTolerance(), settings.gradientTolerance())) {
        firstStage = false;
      }
      failed = !nextTrial(firstStage, testSlope, low, high);
      if (bracketed) {
        double distance = Math.abs(other.step - best.step);
        if (distance >= SHRINK * previousWidth) {
          trial.step = best.step + 0.5 * (other.step - best.step);
        }
        previousWidth = width;
        width = distance;
      }
    }
  }

  private void evaluate(ScaledCost cost, double t) {
    stepLength = t;
    for (int i = 0; i < position.length; i++) {
      position[i] = start[i] + t * direction[i];
    }
    double value = cost.valueAndGradient(position, gradient);
    trial.set(t, value, Vectors.dot(gradient, direction));
  }

  private Stop reason(
      double t,
      double low,
      double high,
      boolean tight,
      boolean last,
      boolean failed,
      double testSlope) {
    if (sufficientDecrease && curvature) {
      return Stop.WOLFE_SATISFIED;
    }
    if (tight) {
      return Stop.INTERVAL_TOO_SMALL;
    }
    if (last) {
      return Stop.MAXIMUM_ITERATIONS;
    }
    if (t == MINIMUM_STEP && (!sufficientDecrease || trial.slope >= testSlope)) {
      return Stop.STEP_TOO_SMALL;
    }
    if (t == MAXIMUM_STEP && sufficientDecrease && trial.slope <= testSlope) {
      return Stop.STEP_TOO_LARGE;
    }
    if (failed || (bracketed && (t <= low || t >= high))) {
      return Stop.ROUNDING_ERROR;
    }
    return Stop.UNKNOWN;
  }

  /**
   * Updates the interval and chooses the next trial step. In the first stage, while the value falls
   * but not enough, φ(t) − μ t φ′(0) stands for φ.
   *
   * @return false if the interval is not usable
   */
  private boolean nextTrial(boolean firstStage, double testSlope, double low, double high) {
    if (!(firstStage && trial.value <= best.value && !sufficientDecrease)) {
      return safeguardedStep(low, high);
    }
    trial.tilt(testSlope);
    best.tilt(testSlope);
    other.tilt(testSlope);
    boolean usable = safeguardedStep(low, high);
    best.tilt(-testSlope);
    other.tilt(-testSlope);
    return usable;
  }

  private boolean safeguardedStep(double low, double high) {
    double t = trial.step;
    boolean outside =
        bracketed && (t <= Math.min(best.step, other.step) || t >= Math.max(best.step, other.step));
    if (outside || best.slope * (t - best.step) >= 0 || high < low) {
      return false;
    }
    boolean slopesDiffer = trial.slope * Math.signum(best.slope) < 0;
    boolean higher = trial.value > best.value;
    boolean limited = false;
    double next;
    if (higher) {
      // A minimum lies between best and trial.
      double cubic = cubicMinimum(best, trial);
      double quadratic =
          best.step
              + best.slope
                  / ((best.value - trial.value) / (t - best.step) + best.slope)
                  / 2
                  * (t - best.step);
      next =
          Math.abs(cubic - best.step) < Math.abs(quadratic - best.step)
              ? cubic
              : cubic + (quadratic - cubic) / 2;
      bracketed = true;
      limited = true;
    } else if (slopesDiffer) {
      // A minimum lies between trial and best.
      double cubic = cubicMinimum(trial, best);
      double secant = secant();
      next = Math.abs(cubic - t) > Math.abs(secant - t) ? cubic : secant;
      bracketed = true;
    } else if (Math.abs(trial.slope) < Math.abs(best.slope)) {
      // The slope flattens out: beyond the trial.
      double cubic = cubicBeyond(low, high);
      double secant = secant();
      boolean cubicNearer = Math.abs(t - cubic) < Math.abs(t - secant);
      boolean cubicFarther = Math.abs(t - cubic) > Math.abs(t - secant);
      next = (bracketed ? cubicNearer : cubicFarther) ? cubic : secant;
      limited = true;
    } else if (bracketed) {
      next = cubicMinimum(trial, other);
    } else {
      next = t > best.step ? high : low;
    }
    if (higher) {
      other.set(trial);
    } else {
      if (slopesDiffer) {
        other.set(best);
      }
      best.set(trial);
    }
    next = Math.max(low, Math.min(high, next));
    if (bracketed && limited) {
      double limit = best.step + (other.step - best.step) * SAFEGUARD;
      next = other.step > best.step ? Math.min(limit, next) : Math.max(limit, next);
    }
    trial.step = next;
    return true;
  }

  /** Where the line through the slopes at trial and best is 0. */
  private double secant() {
    return trial.step + trial.slope / (trial.slope - best.slope) * (best.step - trial.step);
  }

  /** The minimum of the cubic through values and slopes at two steps, seen from the first. */
  private static double cubicMinimum(Trial a, Trial b) {
    double theta = theta(a, b);
    double s = largest(theta, a.slope, b.slope);
    double ratio = theta / s;
    double gamma = s * Math.sqrt(ratio * ratio - a.slope / s * (b.slope / s));
    if (b.step < a.step) {
      gamma = -gamma;
    }
    double p = gamma - a.slope + theta;
    double q = gamma - a.slope + gamma + b.slope;
    return a.step + p / q * (b.step - a.step);
  }

  /** The minimum of the cubic through best and trial if it lies beyond the trial, or an end. */
  private double cubicBeyond(double low, double high) {
    double theta = theta(trial, best);
    double s = largest(theta, best.slope, trial.slope);
    double ratio = theta / s;
    double root = ratio * ratio - best.slope / s * (trial.slope / s);
    double gamma = s * Math.sqrt(Math.max(0.0, root));
    if (trial.step > best.step) {
      gamma = -gamma;
    }
    double p = gamma - trial.slope + theta;
    double q = gamma + (best.slope - trial.slope) + gamma;
    double r = p / q;
    if (r < 0 && gamma != 0) {
      return trial.step + r * (best.step - trial.step);
    }
    return trial.step > best.step ? high : low;
  }

  private static double theta(Trial a, Trial b) {
    return (a.value - b.value) * 3 / (b.step - a.step) + a.slope + b.slope;
  }

  private static double largest(double a, double b, double c) {
    return Math.max(Math.max(Math.abs(a), Math.abs(b)), Math.abs(c));
  }

  /** ‖d‖. */
  double directionLength() {
    return Vectors.norm(direction);
  }

  /** t of the last evaluation; 0 before the first. */
  double stepLength() {
    return stepLength;
  }

  /** The last position evaluated; not to be written to. */
  double[] position() {
    return position;
  }

  /** f there. */
  double value() {
    return trial.value;
  }

  /** ∇f there; not to be written to. */
  double[] gradient() {
    return gradient;
  }

  /** φ′ there. */
  double slope() {
    return trial.slope;
  }

  /** Number of the evaluation, from 0 on. */
  int iteration() {
    return iteration;
  }

  boolean sufficientDecrease() {
    return sufficientDecrease;
  }

  boolean curvature() {
    return curvature;
  }

  Stop stop() {
    return stop;
  }
}
