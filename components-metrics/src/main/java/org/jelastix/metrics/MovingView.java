package org.jelastix.metrics;

import java.util.Optional;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.spi.GradientScaling;
import org.jelastix.api.spi.MetricContext;

/** The moving image as metrics see it: through a transform, inside its buffer and mask. */
final class MovingView {
  private final Interpolator interpolator;
  private final Optional<Mask> mask;
  private final GradientScaling scaling;

  MovingView(MetricContext context) {
    this(context, context.interpolators().get(0));
  }

  /** Through one of several interpolators. */
  MovingView(MetricContext context, Interpolator interpolator) {
    this.interpolator = interpolator;
    this.mask = context.movingMask();
    this.scaling = GradientScaling.of(context.parameters(), interpolator.grid());
  }

  /** Whether a mask takes away from the image. */
  boolean isMasked() {
    return mask.isPresent();
  }

  /** One thread's look through a transform, a batch at a time. */
  Probe probe(Transform transform) {
    return new Probe(transform);
  }

  /** The buffers of one thread. The results are valid until the next look. */
  final class Probe {
    private final TransformKernel kernel;
    private final PointBatch mapped;
    private final double[] values = new double[PointBatch.CAPACITY];
    private final double[][] gradients;
    private final boolean[] inside = new boolean[PointBatch.CAPACITY];

    private Probe(Transform transform) {
      this.kernel = transform.kernel();
      this.mapped = new PointBatch(transform.dimension());
      this.gradients = new double[transform.dimension()][PointBatch.CAPACITY];
    }

    /**
     * Maps points and looks there.
     *
     * @return how many count
     */
    int look(PointBatch points, boolean withGradients) {
      kernel.forward(points, mapped);
      int n = points.size();
      if (withGradients) {
        interpolator.valuesAndGradients(mapped, values, gradients, inside);
        scaling.apply(gradients, n);
      } else {
        interpolator.values(mapped, values, inside);
      }
      int count = 0;
      for (int i = 0; i < n; i++) {
        inside[i] = inside[i] && (mask.isEmpty() || mask.get().contains(mapped, i));
        count += inside[i] ? 1 : 0;
      }
      return count;
    }

    /** Moving values. */
    double[] values() {
      return values;
    }

    /** Moving gradients, one array an axis; may be overwritten. */
    double[][] gradients() {
      return gradients;
    }

    /** Which points count. */
    boolean[] inside() {
      return inside;
    }

    /** The transform's worker, for pullbacks. */
    TransformKernel kernel() {
      return kernel;
    }

    /** Multiplies each gradient by a weight, which must be 0 where the point does not count. */
    double[][] weighted(double[] weights, int n) {
      for (double[] axis : gradients) {
        for (int i = 0; i < n; i++) {
          axis[i] = weights[i] == 0 ? 0 : weights[i] * axis[i];
        }
      }
      return gradients;
    }
  }
}
