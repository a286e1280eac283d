package org.jelastix.images.interpolation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplineWeightsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void weightsSumToOneAndSlopesToZero(int order) {
    double[] w = new double[order + 1];
    double[] s = new double[order + 1];
    for (double f = 0; f < 1; f += 0.05) {
      SplineWeights.values(order, f, w, 0);
      SplineWeights.derivatives(order, f, s, 0);
      double sum = 0;
      double slope = 0;
      for (int j = 0; j <= order; j++) {
        sum += w[j];
        slope += s[j];
      }
      assertEquals(1, sum, 1e-14);
      assertEquals(0, slope, 1e-14);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void slopesAreDerivativesOfWeights(int order) {
    double h = 1e-6;
    double[] before = new double[order + 1];
    double[] after = new double[order + 1];
    double[] slope = new double[order + 1];
    for (double f = 0; f < 1; f += 0.05) {
      SplineWeights.values(order, f - h, before, 0);
      SplineWeights.values(order, f + h, after, 0);
      SplineWeights.derivatives(order, f, slope, 0);
      for (int j = 0; j <= order; j++) {
        assertEquals((after[j] - before[j]) / (2 * h), slope[j], 1e-8);
      }
    }
  }

  @Test
  void writtenOutFormsEqualTheRecurrence() {
    double[] expected = new double[4];
    double[] actual = new double[4];
    for (double f = -1e-6; f < 1; f += 0.03) {
      SplineWeights.values(3, f, expected, 0);
      SplineWeights.cubic(f, actual, 0);
      assertArrayEquals(expected, actual, 1e-15);
      SplineWeights.derivatives(3, f, expected, 0);
      SplineWeights.cubicSlopes(f, actual, 0);
      assertArrayEquals(expected, actual, 1e-15);
      expected[3] = 0;
      actual[3] = 0;
      SplineWeights.values(2, f, expected, 0);
      SplineWeights.quadratic(f, actual, 0);
      assertArrayEquals(expected, actual, 1e-15);
      SplineWeights.derivatives(2, f, expected, 0);
      SplineWeights.quadraticSlopes(f, actual, 0);
      assertArrayEquals(expected, actual, 1e-15);
    }
  }

  @Test
  void positionsWithinRoundingOfAKnotBelongToTheCellOnItsRight() {
    assertEquals(17, SplineWeights.cell(1, 17 - 1e-9));
    assertEquals(16, SplineWeights.cell(1, 17 - 1e-4));
    assertEquals(-1, SplineWeights.cell(3, -0.5));
    assertEquals(0, SplineWeights.cell(2, -0.5));
    assertEquals(3, SplineWeights.cell(2, 2.5));
  }

  @Test
  void fastCellsAreThoseOfSinglePrecision() {
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < 200000; i++) {
      double whole = random.nextInt(i % 2 == 0 ? 300 : SplineWeights.MAX_FAST_SIZE - 1);
      double x =
          whole + (i % 3 == 0 ? 1 - Math.pow(2, -40 * random.nextDouble()) : random.nextDouble());
      assertEquals(SplineWeights.cell(3, x), SplineWeights.oddCell(x));
      assertEquals(SplineWeights.cell(2, x), SplineWeights.evenCell(x));
      assertEquals(SplineWeights.cell(2, x - 0.5), x < 0.5 ? 0 : SplineWeights.evenCell(x - 0.5));
    }
  }
}
