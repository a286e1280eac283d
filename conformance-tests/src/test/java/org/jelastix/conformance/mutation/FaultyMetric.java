package org.jelastix.conformance.mutation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricProvider;

/** Mean squares, with faults. */
public final class FaultyMetric implements MetricProvider, Faulty {
  static final String GRADIENT_SIGN = "the gradient has the wrong sign";
  static final String GRADIENT_FACTOR = "the gradient lacks a hundredth";
  static final String GRADIENT_AT_NEXT = "each gradient goes with the next sample's difference";
  static final String GRADIENT_ADDED = "the gradient is added to what was there";
  static final String GRADIENT_KEPT = "the caller's gradient array is kept and written to later";
  static final String SAMPLES_WRITTEN = "the fixed values are normalised in place";
  static final String OTHER_VALUE = "value() leaves out the division by the number of samples";
  static final String LAST_VALUE = "the value is smoothed with the last one";
  static final String CLOCK = "unseeded random noise is added";
  static final String ORDER = "partial sums are added in the order in which threads finish";
  static final String SCRATCH = "scratch memory is shared by all callers";
  static final String LAST_BATCH = "the last, incomplete batch is dropped";
  static final String MASK = "the moving mask is ignored";
  static final String NO_CHECK = "samples that are mapped away count as matching";
  static final String NOT_FINITE = "the range of the fixed values is divided by";
  static final String MAXIMISED = "the value is made to be maximised";
  static final String CAST = "every transform is taken for one with spatial derivatives";
  static final String UNDOCUMENTED = "a parameter has no documentation";
  static final String BAD_DEFAULT = "a default lies outside its own range";
  static final String NO_WORDS = "a malformed parameter ends in a NumberFormatException";

  static final String EXPLODES = "more than 400 samples overflow";
  static final String LENIENT = "a gradient that is too short is filled as far as it goes";
  static final String TWICE = "a parameter is declared twice";
  static final String ALIAS = "an alias is no name";

  private final String fault;

  FaultyMetric(String fault) {
    this.fault = fault;
  }

  /** Without fault. */
  public FaultyMetric() {
    this(SOUND);
  }

  @Override
  public String fault() {
    return fault;
  }

  private Parameter<Double> gain() {
    Parameter<Double> gain =
        Parameter.number("Gain", has(BAD_DEFAULT) ? -1.0 : 1.0).above(0).perResolution();
    return has(UNDOCUMENTED) ? gain : gain.doc("Factor of the whole value.");
  }

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(ComponentType.METRIC, "FaultyMeanSquares", "Mean squares, with faults.")
        .aliases(has(ALIAS) ? new String[] {"no name"} : new String[0])
        .parameters(has(TWICE) ? new Parameter<?>[] {gain(), gain()} : new Parameter<?>[] {gain()});
  }

  @Override
  public Metric create(MetricContext context) {
    double gain =
        has(NO_WORDS)
            ? Double.parseDouble(context.parameters().map().first("Gain", "1"))
            : has(BAD_DEFAULT) ? 1 : context.parameters().get(gain());
    return new MeanSquares(context, gain);
  }

  private final class MeanSquares implements Metric {
    private final MetricContext context;
    private final double gain;
    private final Scratch shared;
    private double last;
    private double[] keptGradient;

    MeanSquares(MetricContext context, double gain) {
      this.context = context;
      this.gain = gain;
      this.shared = new Scratch(context.dimension());
    }

    @Override
    public double value(Transform transform, ImageSamples samples) {
      double value = evaluate(transform, samples, null);
      return has(OTHER_VALUE) ? value * samples.size() : value;
    }

    @Override
    public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
      if (has(GRADIENT_KEPT) && keptGradient != null) {
        java.util.Arrays.fill(keptGradient, 0);
      }
      keptGradient = gradient;
      return evaluate(transform, samples, gradient);
    }

    private double evaluate(Transform transform, ImageSamples samples, double[] gradient) {
      if (has(CAST)) {
        var unused = ((SpatiallyDifferentiable) transform).spatialKernel();
      }
      int n = samples.size();
      int batches = n / PointBatch.CAPACITY + (has(LAST_BATCH) && n > 256 ? 0 : 1);
      List<double[]> parts = Collections.synchronizedList(new ArrayList<>());
      double[][] slots = new double[batches][];
      context
          .parallel()
          .run(
              batches,
              b -> {
                double[] part = part(transform, samples, b, gradient != null);
                parts.add(part);
                slots[b] = part;
              });
      double[] sum = new double[transform.parameterCount() + 2];
      for (double[] part : has(ORDER) ? parts : List.of(slots)) {
        for (int k = 0; k < sum.length; k++) {
          sum[k] += part[k];
        }
      }
      return finish(samples, gradient, sum);
    }

    private double finish(ImageSamples samples, double[] gradient, double[] sum) {
      double count = sum[1];
      if (count < samples.size() / 4.0 && !has(NO_CHECK)) {
        throw new RegistrationException("only " + count + " samples lie in the moving image");
      }
      double factor = gain / Math.max(count, 1);
      if (has(NOT_FINITE)) {
        factor /= range(samples);
      }
      if (has(MAXIMISED)) {
        factor = -factor;
      }
      if (has(EXPLODES) && count > 400) {
        factor *= Double.MAX_VALUE;
      }
      if (gradient != null) {
        double g = has(GRADIENT_SIGN) ? -factor : has(GRADIENT_FACTOR) ? 0.99 * factor : factor;
        for (int j = 0; j < (has(LENIENT) ? gradient.length : sum.length - 2); j++) {
          gradient[j] = g * sum[j + 2] + (has(GRADIENT_ADDED) ? gradient[j] : 0);
        }
      }
      double value = factor * sum[0];
      if (has(SAMPLES_WRITTEN)) {
        samples.values()[0] = 0;
      }
      if (has(CLOCK)) {
        value += 1e-9 * value * Math.random();
      }
      if (has(LAST_VALUE)) {
        double smoothed = last == 0 ? value : 0.5 * (value + last);
        last = value;
        return smoothed;
      }
      return value;
    }

    private static double range(ImageSamples samples) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double f : samples.values()) {
        low = Math.min(low, f);
        high = Math.max(high, f);
      }
      return high - low;
    }

    /** Sum of squares, count, and gradient of one batch. */
    private double[] part(Transform transform, ImageSamples samples, int b, boolean derivative) {
      double[] part = new double[transform.parameterCount() + 2];
      if (b * PointBatch.CAPACITY >= samples.size()) {
        return part;
      }
      int dim = samples.dimension();
      Scratch s = has(SCRATCH) ? shared : new Scratch(dim);
      samples.copyPoints(b * PointBatch.CAPACITY, s.fixed);
      int n = s.fixed.size();
      TransformKernel kernel = transform.kernel();
      kernel.forward(s.fixed, s.moving);
      context.interpolators().get(0).valuesAndGradients(s.moving, s.values, s.gradients, s.inside);
      boolean masked = context.movingMask().isPresent() && !has(MASK);
      for (int i = 0; i < n; i++) {
        boolean counts =
            s.inside[i] && !(masked && !context.movingMask().get().contains(s.moving, i));
        int f = b * PointBatch.CAPACITY + i;
        double e = counts ? s.values[i] - samples.values()[f] : 0;
        part[0] += e * e;
        part[1] += counts || has(NO_CHECK) ? 1 : 0;
        s.errors[i] = e;
      }
      if (derivative) {
        for (int i = 0; i < n; i++) {
          double e = s.errors[has(GRADIENT_AT_NEXT) ? (i + 1) % n : i];
          for (int d = 0; d < dim; d++) {
            s.gradients[d][i] *= 2 * e;
          }
        }
        double[] gradient = new double[transform.parameterCount()];
        kernel.pullback(s.gradients, gradient);
        System.arraycopy(gradient, 0, part, 2, gradient.length);
      }
      return part;
    }
  }

  private static final class Scratch {
    private final PointBatch fixed;
    private final PointBatch moving;
    private final double[] values = new double[PointBatch.CAPACITY];
    private final double[] errors = new double[PointBatch.CAPACITY];
    private final double[][] gradients;
    private final boolean[] inside = new boolean[PointBatch.CAPACITY];

    Scratch(int dimension) {
      fixed = new PointBatch(dimension);
      moving = new PointBatch(dimension);
      gradients = new double[dimension][PointBatch.CAPACITY];
    }
  }
}
