package org.jelastix.conformance.extending;

import java.util.Optional;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.SampleCheck;

/** Provides {@code LocalCrossCorrelation}. */
public final class LocalCorrelationProvider implements MetricProvider {
  private static final Parameter<Double> SPACING =
      Parameter.number("PatchSpacing", 2.0)
          .perResolution()
          .above(0)
          .unit("mm")
          .doc(
              "Distance of the 3, 9 or 27 points of a patch along each axis. Small patches follow"
                  + " fine contrast and noise, large ones only coarse contrast.");

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "LocalCrossCorrelation",
            "Squared correlation of small patches, averaged: blind to local changes of contrast.")
        .reference(
            "B.B. Avants et al., Symmetric diffeomorphic image registration with"
                + " cross-correlation, Medical Image Analysis 12, 2008")
        .parameters(SPACING)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    return new LocalCorrelation(context, context.parameters().get(SPACING));
  }

  /**
   * −(1/N) Σᵢ cᵢ² / (aᵢbᵢ + ε), where c is the covariance of the patches around sample i in the
   * fixed and the moving image, and a and b are their variances.
   */
  private static final class LocalCorrelation implements Metric {
    /** Samples a task; independent of the number of threads, so that sums are too. */
    private static final int CHUNK = 256;

    /** Keeps patches without contrast from deciding. */
    private static final double EPSILON = 1e-2;

    private final Image fixed;
    private final Interpolator moving;
    private final Optional<Mask> movingMask;
    private final SampleCheck check;
    private final Parallel parallel;
    private final double spacing;
    private final int dim;
    private final int patch;

    LocalCorrelation(MetricContext context, double spacing) {
      this.fixed = context.fixed().get(0);
      this.moving = context.interpolators().get(0);
      this.movingMask = context.movingMask();
      this.check = SampleCheck.of(context.parameters());
      this.parallel = context.parallel();
      this.spacing = spacing;
      this.dim = context.dimension();
      this.patch = (int) Math.pow(3, dim);
    }

    @Override
    public double value(Transform transform, ImageSamples samples) {
      return evaluate(transform, samples, null);
    }

    @Override
    public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
      if (gradient.length != transform.parameterCount()) {
        throw new IllegalArgumentException("gradient has length " + gradient.length);
      }
      return evaluate(transform, samples, gradient);
    }

    private double evaluate(Transform transform, ImageSamples samples, double[] gradient) {
      int tasks = (samples.size() + CHUNK - 1) / CHUNK;
      Part[] parts = new Part[tasks];
      parallel.run(
          tasks,
          task -> {
            parts[task] = new Part(transform, gradient != null);
            int to = Math.min(samples.size(), (task + 1) * CHUNK);
            for (int i = task * CHUNK; i < to; i++) {
              parts[task].add(samples, i);
            }
          });
      double sum = 0;
      int count = 0;
      double[] total = new double[transform.parameterCount()];
      for (Part part : parts) { // always in the same order
        sum += part.sum;
        count += part.count;
        for (int j = 0; gradient != null && j < total.length; j++) {
          total[j] += part.gradient[j];
        }
      }
      check.require(count, samples.size(), movingMask.isPresent());
      for (int j = 0; gradient != null && j < total.length; j++) {
        gradient[j] = -total[j] / count;
      }
      return -sum / count;
    }

    /** One task's sums and scratch memory. */
    private final class Part {
      private final TransformKernel kernel;
      private final double[] gradient;
      private final PointBatch points = new PointBatch(dim, patch);
      private final PointBatch mapped = new PointBatch(dim, patch);
      private final double[] f = new double[patch];
      private final double[] m = new double[patch];
      private final double[][] slopes = new double[dim][patch];
      private final boolean[] inside = new boolean[patch];
      private final double[] x = new double[dim];
      private double sum;
      private int count;

      Part(Transform transform, boolean derivative) {
        this.kernel = transform.kernel();
        this.gradient = derivative ? new double[transform.parameterCount()] : null;
      }

      void add(ImageSamples samples, int i) {
        points.resize(patch);
        for (int k = 0; k < patch; k++) {
          int rest = k;
          for (int d = 0; d < dim; d++) {
            x[d] = samples.axis(d)[i] + spacing * (rest % 3 - 1);
            points.axis(d)[k] = x[d];
            rest /= 3;
          }
          f[k] = nearest(x);
        }
        kernel.forward(points, mapped);
        moving.valuesAndGradients(mapped, m, slopes, inside);
        for (int k = 0; k < patch; k++) {
          if (!inside[k] || (movingMask.isPresent() && !movingMask.get().contains(mapped, k))) {
            return;
          }
        }
        center(f);
        center(m);
        count++;
        double a = product(f, f);
        double b = product(m, m);
        double c = product(f, m);
        double q = a * b + EPSILON;
        sum += c * c / q;
        if (gradient != null) {
          for (int k = 0; k < patch; k++) {
            double w = 2 * c / q * (f[k] - c * a / q * m[k]) / patch;
            for (int d = 0; d < dim; d++) {
              slopes[d][k] *= w;
            }
          }
          kernel.pullback(slopes, gradient);
        }
      }

      /** The fixed image at the nearest voxel. */
      private double nearest(double[] point) {
        ImageGrid grid = fixed.grid();
        grid.worldToVoxel(point, point);
        int voxel = 0;
        int stride = 1;
        for (int d = 0; d < dim; d++) {
          long v = Math.round(point[d]);
          voxel += (int) Math.max(0, Math.min(grid.size(d) - 1, v)) * stride;
          stride *= grid.size(d);
        }
        return fixed.value(voxel);
      }

      private void center(double[] values) {
        double mean = 0;
        for (double v : values) {
          mean += v / patch;
        }
        for (int k = 0; k < patch; k++) {
          values[k] -= mean;
        }
      }

      private double product(double[] a, double[] b) {
        double product = 0;
        for (int k = 0; k < patch; k++) {
          product += a[k] * b[k] / patch;
        }
        return product;
      }
    }
  }
}
