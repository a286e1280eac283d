package org.jelastix.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.spi.MetricContext;
import org.junit.jupiter.api.Test;

class MutualInformationOptionsTest {
  private final ImageGrid grid = Fixture.grid(2, 20);
  private final WaveImage fixed = new WaveImage(grid, 300, 100, 5, 0.2);
  private final WaveImage moving = new WaveImage(grid, 200, -150, 6, 0.5);
  private final ImageSamples samples = Fixture.samples(fixed, 500, 0.25, 1);
  private final SmoothTransform transform = SmoothTransform.random(2, 0.2, 2);

  private double[] gradient(String... parameters) {
    Metric metric =
        new AdvancedMattesMutualInformationProvider()
            .create(Fixture.context(fixed, moving, parameters));
    double[] gradient = new double[transform.parameterCount()];
    double value = metric.valueAndGradient(transform, samples, gradient);
    assertEquals(metric.value(transform, samples), value, 1e-12);
    return gradient;
  }

  @Test
  void finiteDifferencesComeCloseToTheDerivative() {
    double[] exact = gradient();
    double[] differences = gradient("FiniteDifferenceDerivative", "true", "SP_c", "1e-5");
    for (int j = 0; j < exact.length; j++) {
      assertEquals(exact[j], differences[j], 1e-7);
    }
  }

  @Test
  void preconditioningWeighsSamplesAndParameters() {
    // With J = I ⊗ φ, the weight of a sample for parameter k is φ_k² / ‖φ‖².
    double[] preconditioned = gradient("UseJacobianPreconditioning", "true");
    int n = samples.size();
    int functions = transform.parameterCount() / 2;
    double[] expected = new double[2 * functions];
    double[] divisor = new double[2 * functions];
    MetricContext context = Fixture.context(fixed, moving);
    double[] f = new double[n];
    double[] m = new double[n];
    double[] w = new double[n];
    double[][] slopes = new double[2][n];
    look(f, m, slopes);
    new MutualInformation(HistogramParameters.histogram(context))
        .evaluate(n, f, m, w, context.parallel());
    SparseJacobian jacobian = SparseJacobian.of(transform);
    for (int i = 0; i < n; i++) {
      at(i, jacobian);
      double square = 0;
      for (int k = 0; k < functions; k++) {
        square += jacobian.get(0, k) * jacobian.get(0, k);
      }
      for (int j = 0; j < expected.length; j++) {
        double phi = jacobian.get(j / functions, j);
        expected[j] += w[i] * slopes[j / functions][i] * phi * phi * phi / square;
        divisor[j] += phi * phi;
      }
    }
    double mean = 0;
    for (double d : divisor) {
      mean += d / divisor.length;
    }
    for (int j = 0; j < expected.length; j++) {
      assertEquals(
          expected[j] * mean / divisor[j], preconditioned[j], 1e-8 * Math.abs(preconditioned[j]));
    }
  }

  private void look(double[] f, double[] m, double[][] slopes) {
    for (int i = 0; i < f.length; i++) {
      double[] x = transform.apply(samples.axis(0)[i], samples.axis(1)[i]);
      PointBatch one = new PointBatch(2, 1);
      one.resize(1);
      one.axis(0)[0] = x[0];
      one.axis(1)[0] = x[1];
      double[] value = new double[1];
      double[][] slope = new double[2][1];
      moving.valuesAndGradients(one, value, slope, new boolean[1]);
      f[i] = samples.values()[i];
      m[i] = value[0];
      slopes[0][i] = slope[0][0];
      slopes[1][i] = slope[1][0];
    }
  }

  private void at(int i, SparseJacobian jacobian) {
    PointBatch one = new PointBatch(2, 1);
    one.resize(1);
    one.axis(0)[0] = samples.axis(0)[i];
    one.axis(1)[0] = samples.axis(1)[i];
    TransformKernel kernel = transform.kernel();
    kernel.forward(one, new PointBatch(2, 1));
    kernel.jacobian(0, jacobian);
  }

  @Test
  void rigidityInOneMetricIsTheSumAndNeedsASpline() {
    MetricContext context =
        Fixture.context(
            fixed,
            moving,
            "RigidityPenaltyWeight",
            "2",
            "UseFixedRigidityImage",
            "false",
            "FixedRigidityImageName",
            "dummy");
    Metric both = new MattesMutualInformationWithRigidityPenaltyProvider().create(context);
    assertThrows(RegistrationException.class, () -> both.value(transform, samples));
    GridTransform spline = new GridTransform(grid, new double[2 * grid.voxelCount()]);
    ImageSamples inner = Fixture.samples(fixed, 500, 0.3, 1);
    double mutual =
        new AdvancedMattesMutualInformationProvider().create(context).value(spline, inner);
    assertEquals(mutual, both.value(spline, inner), 1e-15);
    double[] mu = new double[2 * grid.voxelCount()];
    mu[45] = 0.3;
    GridTransform bent = spline.withParameters(mu);
    double penalty =
        new TransformRigidityPenaltyProvider()
            .create(Fixture.context(fixed, moving))
            .value(bent, inner);
    assertEquals(mutual + 2 * penalty, both.value(bent, inner), 1e-12);
  }
}
