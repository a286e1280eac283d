package org.jelastix.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parallel.Parallel;
import org.junit.jupiter.api.Test;

class DisplacementDistributionTest {

  @Test
  void translationMovesAllPointsAlike() {
    SampleJacobians jacobians =
        new SampleJacobians(
            TestTransform.translation(2), TestContext.samples(2, 50, 9), Parallel.sequential());
    for (String method : new String[] {"2sigma", "95percentile"}) {
      DisplacementDistribution d =
          DisplacementDistribution.of(jacobians, null, new double[] {3, 4}, method);
      assertEquals(5, d.displacement(), 1e-6);
      assertEquals(2 + 4, d.maxJJ(), 1e-12);
    }
  }

  @Test
  void scalesDivideTheJacobian() {
    SampleJacobians jacobians =
        new SampleJacobians(
            TestTransform.translation(2), TestContext.samples(2, 50, 9), Parallel.sequential());
    DisplacementDistribution d =
        DisplacementDistribution.of(
            jacobians, new double[] {2, 4}, new double[] {6, 16}, "95percentile");
    assertEquals(5, d.displacement(), 1e-12);
    double jj = 0.25 + 0.0625 + 2 * Math.sqrt(2) * Math.hypot(0.25, 0.0625);
    assertEquals(jj, d.maxJJ(), 1e-12);
  }

  @Test
  void spreadIsMeasured() {
    // One-parameter stretch: displacement = x along a line of points 0 … 100.
    double[][] points = new double[2][101];
    for (int i = 0; i <= 100; i++) {
      points[0][i] = i + 5;
      points[1][i] = 5;
    }
    double[] g = new double[6];
    g[0] = 1;
    SampleJacobians jacobians =
        new SampleJacobians(
            TestTransform.affine(2),
            new ImageSamples(points, new double[101]),
            Parallel.sequential());
    double sigma = Math.sqrt((101.0 * 101 - 1) / 12);
    assertEquals(
        50 + 2 * sigma,
        DisplacementDistribution.of(jacobians, null, g, "2sigma").displacement(),
        1e-9);
    assertEquals(
        95, DisplacementDistribution.of(jacobians, null, g, "95percentile").displacement(), 1e-9);
  }
}
