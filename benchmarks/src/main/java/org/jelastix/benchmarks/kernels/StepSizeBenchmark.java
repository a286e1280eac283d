package org.jelastix.benchmarks.kernels;

import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.optimizers.JacobianWork;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The Jacobian terms of step-size estimation, for 3-D cubic B-splines: as they are, and treated as
 * any transform with the same Jacobians.
 */
@State(Scope.Thread)
public class StepSizeBenchmark {
  private static final int[] SIZE = {80, 80, 80};
  private static final int SAMPLES = 4096;

  /** Whether the structure of the Jacobian may be used. */
  @Param({"fast", "plain"})
  public String kernel;

  private Transform transform;
  private ImageSamples samples;

  /** Makes transform and samples. */
  @Setup
  public void setUp() {
    Transform spline = Scene.spline(SIZE);
    transform = kernel.equals("plain") ? new AnyTransform(spline) : spline;
    samples = Scene.samples(SAMPLES, SIZE);
  }

  /** All four terms; one operation a sample. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double jacobianTerms() {
    return JacobianWork.terms(transform, samples, Parallel.sequential());
  }

  /** A transform that does not tell how its Jacobian is built. */
  private record AnyTransform(Transform inner) implements Transform {
    @Override
    public int dimension() {
      return inner.dimension();
    }

    @Override
    public int parameterCount() {
      return inner.parameterCount();
    }

    @Override
    public double[] parameters() {
      return inner.parameters();
    }

    @Override
    public Transform withParameters(double[] parameters) {
      return new AnyTransform(inner.withParameters(parameters));
    }

    @Override
    public TransformKernel kernel() {
      return inner.kernel();
    }

    @Override
    public JacobianStructure jacobianStructure() {
      return new JacobianStructure(inner.jacobianStructure().nonZeros(), false, false);
    }

    @Override
    public ParameterMap describe() {
      return inner.describe();
    }
  }
}
