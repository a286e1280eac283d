package org.jelastix.api.spi;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.SimilarityMeasure;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;

/**
 * The engine of all metrics that compare intensities sample by sample: it knows of space, its
 * {@link SimilarityMeasure} of intensities.
 *
 * <p>An evaluation maps the samples into the moving image (batch by batch), keeps those that fall
 * inside the moving image and its mask, and hands the pairs of intensities, in the order of the
 * samples, to the measure. For the gradient, the measure's weights wᵢ = ∂value/∂mᵢ are multiplied
 * by the moving image's gradients and pulled back through the transform:
 *
 * <pre>∂value/∂μ = Σᵢ (∂T/∂μ(xᵢ))ᵀ wᵢ ∇m(T(xᵢ))</pre>
 *
 * <p>Work is cut by the number of samples and parameters alone, and partial gradients are summed in
 * a fixed order, so the result has the same bits at any number of threads. Up to {@value
 * #MOST_UNITS} batches, the transform's kernels are kept between the two passes; beyond, the
 * samples are mapped twice, and memory stays in proportion to the samples.
 *
 * <p>Immutable and thread-safe, as its measure is.
 */
public final class SampledMetric implements Metric {
  /** Most pieces of work of one pass, and most kernels alive. */
  static final int MOST_UNITS = 64;

  /** Most moving-image gradient components that are kept from one pass to the next: 64 MiB. */
  static final long MOST_KEPT_GRADIENTS = 8L << 20;

  /** Most entries of all partial gradients together: 32 MiB. */
  private static final long MOST_PARTIAL_ENTRIES = 4L << 20;

  private static final int MOST_PARTIALS = 32;
  private static final int SUM_CHUNK = 8192;

  private final Interpolator moving;
  private final Optional<Mask> movingMask;
  private final SimilarityMeasure measure;
  private final Parallel parallel;
  private final SampleCheck check;
  private final GradientScaling gradientScaling;
  private final long mostKeptGradients;
  private final AtomicReference<Workspace> spare = new AtomicReference<>();

  /**
   * Looks at the first moving image through its interpolator.
   *
   * @param context the images and the parameters {@link MetricParameters#ALL}
   * @param measure what to compute from the pairs of intensities
   */
  public SampledMetric(MetricContext context, SimilarityMeasure measure) {
    this(context, measure, MOST_KEPT_GRADIENTS);
  }

  /** With another limit of memory, to test both sides of it. */
  SampledMetric(MetricContext context, SimilarityMeasure measure, long mostKeptGradients) {
    this.mostKeptGradients = mostKeptGradients;
    this.moving = context.interpolators().get(0);
    this.movingMask = context.movingMask();
    this.measure = measure;
    this.parallel = context.parallel();
    ComponentParameters parameters = context.parameters();
    this.check = SampleCheck.of(parameters);
    this.gradientScaling = GradientScaling.of(parameters, moving.grid());
  }

  @Override
  public double value(Transform transform, ImageSamples samples) {
    return evaluate(transform, samples, null);
  }

  @Override
  public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
    if (gradient.length != transform.parameterCount()) {
      throw new IllegalArgumentException(
          "a gradient of "
              + gradient.length
              + " entries for "
              + transform.parameterCount()
              + " parameters");
    }
    return evaluate(transform, samples, gradient);
  }

  private double evaluate(Transform transform, ImageSamples samples, double[] gradient) {
    if (samples.dimension() != transform.dimension()) {
      throw new IllegalArgumentException(
          samples.dimension() + "-D samples for a " + transform.dimension() + "-D transform");
    }
    if (samples.size() == 0) {
      check.require(0, 0, movingMask.isPresent());
    }
    Workspace borrowed = spare.getAndSet(null);
    Workspace work = borrowed != null ? borrowed : new Workspace(transform.dimension());
    try {
      return new Evaluation(transform, samples, gradient, work).run();
    } finally {
      spare.set(work);
    }
  }

  /** One evaluation: what is to be done, and where in the workspace. */
  private final class Evaluation {
    private final Transform transform;
    private final ImageSamples samples;
    private final double[] gradient;
    private final Workspace work;
    private final int n;
    private final int batches;
    private final int units;
    private final boolean kernelsKept;
    private final boolean gradientsKept;

    Evaluation(Transform transform, ImageSamples samples, double[] gradient, Workspace work) {
      this.transform = transform;
      this.samples = samples;
      this.gradient = gradient;
      this.work = work;
      this.n = samples.size();
      this.batches = (n + PointBatch.CAPACITY - 1) / PointBatch.CAPACITY;
      this.units = Math.min(batches, MOST_UNITS);
      this.kernelsKept = units == batches;
      this.gradientsKept = !kernelsKept && (long) n * transform.dimension() <= mostKeptGradients;
      work.reserve(n, batches, units, gradient != null, gradient != null && gradientsKept);
    }

    double run() {
      parallel.run(units, this::look);
      int valid = compact();
      check.require(valid, n, movingMask.isPresent());
      if (valid == 0) {
        if (gradient != null) {
          Arrays.fill(gradient, 0);
        }
        return 0;
      }
      double[] fixed = valid == n ? samples.values() : work.fixed;
      double[] weights = gradient == null ? null : work.weights;
      double value = measure.evaluate(valid, fixed, work.moving, weights, parallel);
      if (!Double.isFinite(value)) {
        throw notFinite("the metric's value is " + value, fixed, valid);
      }
      if (gradient != null) {
        pullBack();
        for (double g : gradient) {
          if (!Double.isFinite(g)) {
            throw notFinite("an entry of the metric's gradient is " + g, fixed, valid);
          }
        }
      }
      return value;
    }

    private int firstBatch(int unit) {
      return (int) ((long) unit * batches / units);
    }

    /**
     * Pass one: moving values and whether they count, and gradients if they are wanted and kept.
     */
    private void look(int unit) {
      Unit u = work.units[unit];
      u.kernel = u.kernel == null ? transform.kernel() : transform.kernel(u.kernel);
      boolean withGradients = gradient != null && (kernelsKept || gradientsKept);
      for (int b = firstBatch(unit); b < firstBatch(unit + 1); b++) {
        int from = b * PointBatch.CAPACITY;
        int size = u.map(from, samples, withGradients);
        System.arraycopy(u.inside, 0, work.valid, from, size);
        System.arraycopy(u.values, 0, work.moving, from, size);
        work.validInBatch[b] = count(u.inside, size);
        if (withGradients && gradientsKept) {
          for (int d = 0; d < u.gradients.length; d++) {
            System.arraycopy(u.gradients[d], 0, work.gradients[d], from, size);
          }
        }
      }
    }

    private static int count(boolean[] inside, int n) {
      int count = 0;
      for (int i = 0; i < n; i++) {
        count += inside[i] ? 1 : 0;
      }
      return count;
    }

    /** Moves the valid pairs together, in order; returns how many there are. */
    private int compact() {
      int count = 0;
      for (int b = 0; b < batches; b++) {
        work.firstValid[b] = count;
        count += work.validInBatch[b];
      }
      if (count == n) {
        return n;
      }
      double[] values = samples.values();
      int k = 0;
      for (int i = 0; i < n; i++) {
        if (work.valid[i]) {
          work.fixed[k] = values[i];
          work.moving[k] = work.moving[i];
          k++;
        }
      }
      return count;
    }

    /** Pass two: the products with the transform's Jacobian, in a fixed number of partial sums. */
    private void pullBack() {
      int partials = partials();
      work.reservePartials(partials - 1, gradient.length);
      parallel.run(
          partials,
          p -> {
            double[] sum = p == 0 ? gradient : work.partials[p - 1];
            Arrays.fill(sum, 0, gradient.length, 0);
            int end = (int) ((long) (p + 1) * units / partials);
            for (int unit = (int) ((long) p * units / partials); unit < end; unit++) {
              pullBack(unit, sum);
            }
          });
      if (partials > 1) {
        int chunks = (gradient.length + SUM_CHUNK - 1) / SUM_CHUNK;
        parallel.run(
            chunks,
            c -> {
              int end = Math.min(gradient.length, (c + 1) * SUM_CHUNK);
              for (int p = 0; p < partials - 1; p++) {
                double[] partial = work.partials[p];
                for (int j = c * SUM_CHUNK; j < end; j++) {
                  gradient[j] += partial[j];
                }
              }
            });
      }
    }

    /** So many that zeroing and summing them is cheap beside the products themselves. */
    private int partials() {
      long parameters = Math.max(1, gradient.length);
      long products = (long) n * transform.jacobianStructure().nonZeros();
      long most = Math.min(Math.min(units, MOST_PARTIALS), MOST_PARTIAL_ENTRIES / parameters);
      long wanted = Math.min(most, products / (2 * parameters));
      return wanted < 2 ? 1 : Integer.highestOneBit((int) wanted);
    }

    private void pullBack(int unit, double[] sum) {
      Unit u = work.units[unit];
      for (int b = firstBatch(unit); b < firstBatch(unit + 1); b++) {
        if (work.validInBatch[b] == 0) {
          continue;
        }
        int from = b * PointBatch.CAPACITY;
        int size = Math.min(PointBatch.CAPACITY, n - from);
        if (!kernelsKept && gradientsKept) {
          u.mapOnly(from, samples);
          for (int d = 0; d < u.gradients.length; d++) {
            System.arraycopy(work.gradients[d], from, u.gradients[d], 0, size);
          }
        } else if (!kernelsKept) {
          u.map(from, samples, true);
        }
        gradientScaling.apply(u.gradients, size);
        spread(work.weights, work.firstValid[b], work.valid, from, u.weights, size);
        for (double[] axis : u.gradients) {
          weigh(axis, u.weights, size);
        }
        u.kernel.pullback(u.gradients, sum);
      }
    }

    /** The weights of valid samples to the places of their samples, and 0 to the others. */
    private static void spread(
        double[] weights, int first, boolean[] valid, int from, double[] out, int n) {
      int k = first;
      for (int i = 0; i < n; i++) {
        out[i] = valid[from + i] ? weights[k++] : 0;
      }
    }

    /** Outside, the gradient may be anything, and the weight is 0. */
    private static void weigh(double[] gradient, double[] weights, int n) {
      for (int i = 0; i < n; i++) {
        double w = weights[i];
        gradient[i] = w == 0 ? 0 : w * gradient[i];
      }
    }

    private RegistrationException notFinite(String what, double[] fixed, int valid) {
      for (double mu : transform.parameters()) {
        if (!Double.isFinite(mu)) {
          return new RegistrationException(
              what + ": a transform parameter is " + mu + "; use a smaller step size");
        }
      }
      for (int i = 0; i < valid; i++) {
        if (!Double.isFinite(fixed[i])) {
          return new RegistrationException(
              what + ": the fixed image has a value " + fixed[i] + "; mask it out or replace it");
        }
        if (!Double.isFinite(work.moving[i])) {
          return new RegistrationException(
              what
                  + ": the moving image has a value "
                  + work.moving[i]
                  + "; mask it out or replace it");
        }
      }
      return new RegistrationException(
          what + "; the images may be constant or their values too large for this metric");
    }
  }

  /** One thread's buffers for a batch at a time. */
  private final class Unit {
    private final PointBatch points;
    private final PointBatch mapped;
    private final double[] values = new double[PointBatch.CAPACITY];
    private final double[] weights = new double[PointBatch.CAPACITY];
    private final double[][] gradients;
    private final boolean[] inside = new boolean[PointBatch.CAPACITY];
    private TransformKernel kernel;

    Unit(int dimension) {
      this.points = new PointBatch(dimension);
      this.mapped = new PointBatch(dimension);
      this.gradients = new double[dimension][PointBatch.CAPACITY];
    }

    void mapOnly(int from, ImageSamples samples) {
      samples.copyPoints(from, points);
      kernel.forward(points, mapped);
    }

    int map(int from, ImageSamples samples, boolean withGradients) {
      mapOnly(from, samples);
      if (withGradients) {
        moving.valuesAndGradients(mapped, values, gradients, inside);
      } else {
        moving.values(mapped, values, inside);
      }
      int size = mapped.size();
      if (movingMask.isPresent()) {
        Mask mask = movingMask.get();
        for (int i = 0; i < size; i++) {
          inside[i] = inside[i] && mask.contains(mapped, i);
        }
      }
      return size;
    }
  }

  /** The large arrays of an evaluation, kept for the next. */
  private final class Workspace {
    private final int dimension;
    private Unit[] units = {};
    private boolean[] valid = {};
    private double[] fixed = {};
    private double[] moving = {};
    private double[] weights = {};
    private double[][] gradients = {};
    private double[][] partials = {};
    private int[] validInBatch = {};
    private int[] firstValid = {};

    Workspace(int dimension) {
      this.dimension = dimension;
    }

    void reserve(int n, int batches, int unitCount, boolean withWeights, boolean withGradients) {
      if (valid.length < n) {
        valid = new boolean[n];
        fixed = new double[n];
        moving = new double[n];
        validInBatch = new int[batches];
        firstValid = new int[batches];
      }
      if (withWeights && weights.length < n) {
        weights = new double[n];
      }
      if (withGradients && (gradients.length == 0 || gradients[0].length < n)) {
        gradients = new double[dimension][n];
      }
      int had = units.length;
      if (had < unitCount) {
        units = Arrays.copyOf(units, unitCount);
        for (int u = had; u < unitCount; u++) {
          units[u] = new Unit(dimension);
        }
      }
    }

    void reservePartials(int count, int length) {
      if (partials.length < count || (count > 0 && partials[0].length < length)) {
        partials = new double[count][length];
      }
    }
  }
}
