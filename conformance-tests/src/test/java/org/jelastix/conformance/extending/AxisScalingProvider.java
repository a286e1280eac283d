package org.jelastix.conformance.extending;

import java.util.Arrays;
import java.util.Optional;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;

/** Provides {@code AxisScalingTransform}. */
public final class AxisScalingProvider implements TransformProvider {
  private static final String CENTRE = "CenterOfScaling";

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
        ComponentType.TRANSFORM,
        "AxisScalingTransform",
        "Scaling along each axis about the image's centre: a scanner's wrong voxel sizes.");
  }

  @Override
  public Transform create(TransformContext context) {
    return context
        .previous()
        .orElseGet(
            () -> {
              double[] ones = new double[context.dimension()];
              Arrays.fill(ones, 1);
              return new AxisScaling(context.fixed().grid().center(), ones);
            });
  }

  /** A change by 1 moves the image's border by its half diagonal, so scales are its square. */
  @Override
  public double[] scales(TransformContext context, Transform transform) {
    double[] scales = new double[transform.parameterCount()];
    for (int d = 0; d < scales.length; d++) {
      double extent = context.fixed().grid().size(d) * context.fixed().grid().spacing(d) / 2;
      scales[d] = extent * extent;
    }
    return scales;
  }

  @Override
  public Transform read(TransformFileContext context) {
    int dim = context.dimension();
    double[] centre = new double[dim];
    int given = context.parameters().values(CENTRE).size();
    if (given != dim || context.values().length != dim) {
      throw new ParameterException(
          context.parameters().locate(CENTRE)
              + ": AxisScalingTransform needs "
              + dim
              + " values of CenterOfScaling and of TransformParameters");
    }
    for (int d = 0; d < dim; d++) {
      String text = context.parameters().values(CENTRE).get(d);
      try {
        centre[d] = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new ParameterException(
            context.parameters().locate(CENTRE) + ": CenterOfScaling is \"" + text + "\"", e);
      }
    }
    return new AxisScaling(centre, context.values());
  }

  /** T_d(x) = c_d + μ_d (x_d − c_d). */
  private record AxisScaling(double[] centre, double[] factors) implements Transform {
    AxisScaling {
      centre = centre.clone();
      factors = factors.clone();
    }

    @Override
    public int dimension() {
      return centre.length;
    }

    @Override
    public int parameterCount() {
      return factors.length;
    }

    @Override
    public double[] parameters() {
      return factors.clone();
    }

    @Override
    public Transform withParameters(double[] parameters) {
      if (parameters.length != factors.length) {
        throw new IllegalArgumentException(
            "needs " + factors.length + " parameters, not " + parameters.length);
      }
      return new AxisScaling(centre, parameters);
    }

    @Override
    public JacobianStructure jacobianStructure() {
      // Coordinate d depends on parameter d alone, but with a weight of its own.
      return JacobianStructure.dense(factors.length);
    }

    @Override
    public Optional<AffineMap> asAffine() {
      int dim = centre.length;
      double[] matrix = new double[dim * dim];
      double[] offset = new double[dim];
      for (int d = 0; d < dim; d++) {
        matrix[d * dim + d] = factors[d];
        offset[d] = centre[d] * (1 - factors[d]);
      }
      return Optional.of(new AffineMap(matrix, offset));
    }

    @Override
    public ParameterMap describe() {
      return ParameterMap.builder()
          .put("Transform", "AxisScalingTransform")
          .put("NumberOfParameters", factors.length)
          .put("TransformParameters", factors)
          .put(CENTRE, centre)
          .build();
    }

    @Override
    public TransformKernel kernel() {
      return new Kernel();
    }

    private final class Kernel implements TransformKernel {
      private double[][] offsets = new double[centre.length][PointBatch.CAPACITY];
      private int points;

      @Override
      public void forward(PointBatch fixed, PointBatch moving) {
        points = fixed.size();
        moving.resize(points);
        if (points > offsets[0].length) {
          offsets = new double[centre.length][points];
        }
        for (int d = 0; d < centre.length; d++) {
          for (int i = 0; i < points; i++) {
            offsets[d][i] = fixed.axis(d)[i] - centre[d];
            moving.axis(d)[i] = centre[d] + factors[d] * offsets[d][i];
          }
        }
      }

      @Override
      public void pullback(double[][] cotangents, double[] gradient) {
        for (int d = 0; d < centre.length; d++) {
          for (int i = 0; i < points; i++) {
            gradient[d] += cotangents[d][i] * offsets[d][i];
          }
        }
      }

      @Override
      public void jacobian(int point, SparseJacobian out) {
        int dim = centre.length;
        out.resize(dim);
        for (int k = 0; k < dim; k++) {
          out.parameters()[k] = k;
          for (int r = 0; r < dim; r++) {
            out.values()[r * out.capacity() + k] = r == k ? offsets[r][point] : 0;
          }
        }
      }
    }
  }
}
