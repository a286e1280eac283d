package org.jelastix.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jelastix.api.component.Transform;
import org.jelastix.api.parallel.Parallel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JacobianTermsTest {

  @Test
  void translationHasKnownTerms() {
    JacobianTerms terms =
        JacobianTerms.of(jacobians(TestTransform.translation(3), 100), null, 192, 10);
    // C = I, J Jᵀ = I: tr C = 3, ‖C‖² = 3, both maxima 3 + 2√2 √3.
    assertEquals(3, terms.traceC(), 1e-12);
    assertEquals(3, terms.traceCC(), 1e-12);
    assertEquals(3 + 2 * Math.sqrt(6), terms.maxJJ(), 1e-12);
    assertEquals(3 + 2 * Math.sqrt(6), terms.maxJCJ(), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"2", "3", "4"})
  void affineEqualsTheDenseFormulation(int dimension) {
    check(TestTransform.affine(dimension), 300, 192);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 8, true, 192",
    "2, 8, false, 192",
    "3, 5, true, 192",
    "3, 5, false, 192",
    "2, 8, true, 3",
    "3, 5, false, 5",
    "2, 8, true, 0",
    "4, 3, true, 192",
    "4, 3, false, 10",
    "2, 12, true, 192"
  })
  void sparseEqualsTheDenseFormulation(int dimension, int grid, boolean shared, int bands) {
    check(TestTransform.tents(dimension, grid, shared), 150, bands);
  }

  @Test
  void manyRowsAreFilledInRanges() {
    check(TestTransform.tents(2, 23, true), 20, 192);
  }

  @Test
  void resultsDoNotDependOnThreads() {
    Transform transform = TestTransform.tents(2, 30, true);
    JacobianTerms one = JacobianTerms.of(jacobians(transform, 9000), null, 192, 10);
    JacobianTerms many =
        JacobianTerms.of(
            new SampleJacobians(
                transform, TestContext.samples(2, 9000, 9.5), TestContext.threads()),
            null,
            192,
            10);
    assertEquals(one, many);
  }

  @Test
  void samplesOutsideTheGridCount() {
    SampleJacobians half =
        new SampleJacobians(
            TestTransform.tents(2, 5, true),
            TestContext.samples(2, 900, 9.5),
            Parallel.sequential());
    JacobianTerms terms = JacobianTerms.of(half, null, 192, 10);
    assertClose(DenseJacobianTerms.of(half, null), terms);
  }

  @Test
  void groupsHoldAllRowsAndEvenRangesShareNothing() {
    int[] parameters = {7, 9, 0, 2, 7, 9, 0, 0, 3, 5};
    int[] counts = {2, 2, 2, 0, 2};
    SupportGroups groups = SupportGroups.of(parameters, counts, 5, 2, 11);
    assertArrayEquals(new int[] {0, 2}, groups.pattern());
    assertEquals(3, groups.count());
    assertEquals(List.of(0, 3, 7), IntStream.range(0, 3).mapToObj(groups::base).toList());
    assertEquals(List.of(1, 4, 0, 2), IntStream.range(0, 4).mapToObj(groups::row).toList());
    assertEquals(List.of(0, 1, 2, 4), IntStream.range(0, 4).mapToObj(groups::start).toList());
    assertEquals(4, groups.ranges());
    int[] firsts = IntStream.rangeClosed(0, 4).map(groups::firstGroup).toArray();
    assertArrayEquals(new int[] {0, 1, 2, 3, 3}, firsts);
    parameters[9] = 6;
    assertNull(SupportGroups.of(parameters, counts, 5, 2, 11));
  }

  private static void check(Transform transform, int n, int bands) {
    SampleJacobians jacobians = jacobians(transform, n);
    assertClose(
        DenseJacobianTerms.of(jacobians, null), JacobianTerms.of(jacobians, null, bands, 10));
    Random random = new Random(3);
    double[] roots = new double[transform.parameterCount()];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = 0.5 + 10 * random.nextDouble();
    }
    assertClose(
        DenseJacobianTerms.of(jacobians, roots), JacobianTerms.of(jacobians, roots, bands, 10));
    int block = roots.length / transform.dimension();
    for (int i = block; i < roots.length; i++) {
      roots[i] = roots[i - block];
    }
    assertClose(
        DenseJacobianTerms.of(jacobians, roots), JacobianTerms.of(jacobians, roots, bands, 10));
  }

  private static void assertClose(JacobianTerms expected, JacobianTerms actual) {
    assertEquals(expected.traceC(), actual.traceC(), 1e-11 * expected.traceC());
    assertEquals(expected.traceCC(), actual.traceCC(), 1e-11 * expected.traceCC());
    assertEquals(expected.maxJJ(), actual.maxJJ(), 1e-11 * expected.maxJJ());
    assertEquals(expected.maxJCJ(), actual.maxJCJ(), 1e-11 * expected.maxJCJ());
  }

  private static SampleJacobians jacobians(Transform transform, int n) {
    return new SampleJacobians(
        transform, TestContext.samples(transform.dimension(), n, 9.5), Parallel.sequential());
  }
}
