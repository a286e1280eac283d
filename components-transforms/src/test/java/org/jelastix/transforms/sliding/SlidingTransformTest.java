package org.jelastix.transforms.sliding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.jelastix.api.InputException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.transforms.Contexts;
import org.jelastix.transforms.DerivativeChecks;
import org.jelastix.transforms.sliding.LocalBases.LabelMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingTransformTest {

  /** Two halves, split across the first axis. */
  private static Image halves(int dim) {
    ImageGrid grid = dim == 2 ? ImageGrid.ofSize(20, 16) : ImageGrid.ofSize(20, 16, 12);
    float[] labels = new float[grid.voxelCount()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 20 < 10 ? 0 : 1;
    }
    return Image.of(grid, labels);
  }

  private static Extras extras(Image labels) {
    return new Extras() {
      @Override
      public Optional<PointSet> points(String option) {
        return Optional.empty();
      }

      @Override
      public Image image(String path) {
        return labels;
      }

      @Override
      public ParameterMap transformParameters(String path) {
        throw new InputException(path);
      }

      @Override
      public Optional<String> option(String option) {
        return option.equals("labels") ? Optional.of("labels.mha") : Optional.empty();
      }
    };
  }

  /** A ball in the middle. */
  private static Image ball(int dim) {
    ImageGrid grid = dim == 2 ? ImageGrid.ofSize(20, 16) : ImageGrid.ofSize(20, 16, 12);
    float[] labels = new float[grid.voxelCount()];
    double[] x = new double[dim];
    for (int i = 0; i < labels.length; i++) {
      LocalBases.position(grid, i, x);
      double squared = 0;
      for (int d = 0; d < dim; d++) {
        squared += Math.pow(x[d] - (grid.size(d) - 1) / 2.0, 2);
      }
      labels[i] = squared < 20 ? 1 : 0;
    }
    return Image.of(grid, labels);
  }

  private static TransformContext context(int dim) {
    return context(halves(dim));
  }

  private static TransformContext context(Image image) {
    ParameterMap map =
        ParameterMap.builder()
            .put("NumberOfResolutions", "2")
            .put("FinalGridSpacingInPhysicalUnits", "5")
            .build();
    TransformContext c = Contexts.of(map, image, image);
    return new TransformContext(
        c.parameters(),
        c.fixed(),
        c.moving(),
        c.fixedMask(),
        c.movingMask(),
        c.fixedPyramid(),
        c.previous(),
        c.initial(),
        extras(image),
        c.parallel());
  }

  private static Transform random(int dim) {
    Transform t = new MultiBSplineTransformWithNormalProvider().create(context(dim));
    return t.withParameters(new Random(3).doubles(t.parameterCount(), -1, 1).toArray());
  }

  @Test
  void distancesAreExact() {
    boolean[] inside = new boolean[7 * 5];
    inside[3 + 7 * 2] = true;
    double[] signed = DistanceMap.signed(inside, new int[] {7, 5}, new double[] {2, 3});
    assertEquals(-2, signed[3 + 7 * 2]);
    assertEquals(Math.hypot(6, 6), signed[0], 1e-12);
    assertEquals(Math.hypot(4, 3), signed[5 + 7 * 3], 1e-12);
    assertArrayEquals(
        new double[35], DistanceMap.signed(new boolean[35], new int[] {7, 5}, new double[] {1, 1}));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void basesAreOrthonormalWithTheNormalFirst(int dim) {
    LabelMap labels = new LabelMap(halves(dim));
    ImageGrid grid = labels.grid();
    LocalBases bases = new LocalBases(labels, 2, grid);
    for (int i = 0; i < grid.voxelCount(); i += 13) {
      for (int a = 0; a < dim; a++) {
        for (int b = 0; b < dim; b++) {
          double dot = 0;
          for (int d = 0; d < dim; d++) {
            dot += bases.get(i, a, d) * bases.get(i, b, d);
          }
          assertEquals(a == b ? 1 : 0, dot, 1e-12);
        }
      }
      assertEquals(i % 20 < 10 ? 1 : -1, bases.get(i, 0, 0), 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void derivativesMatchDifferences(int dim) {
    double[] low = {1, 1, 1};
    double[] high = {9, 14, 10};
    double[] right = {11, 1, 1};
    double[] end = {18, 14, 10};
    PointBatch points =
        DerivativeChecks.points(
            4, 1, java.util.Arrays.copyOf(low, dim), java.util.Arrays.copyOf(high, dim));
    new DerivativeChecks(random(dim), points, 1e-6).all();
    PointBatch others =
        DerivativeChecks.points(
            4, 1, java.util.Arrays.copyOf(right, dim), java.util.Arrays.copyOf(end, dim));
    new DerivativeChecks(random(dim), others, 1e-6).all();
  }

  @Test
  void organsSlideButDoNotTearApart() {
    Transform t = random(2);
    int points = t.parameterCount() / 3;
    double[] mu = new double[t.parameterCount()];
    // organ 0 moves along the interface, organ 1 does not; tangents turn round at the interface
    java.util.Arrays.fill(mu, points, 2 * points, 2);
    double[] tangents = ((SlidingTransform) t.withParameters(mu)).part(0, false);
    for (int i = 0; i < points; i++) {
      mu[points + i] = 2 * Math.signum(tangents[points + i]);
    }
    Transform sliding = t.withParameters(mu);
    double[] left = sliding.apply(9, 8);
    double[] right = sliding.apply(10, 8);
    assertEquals(9, left[0], 0.2);
    assertTrue(Math.abs(left[1] - 8) > 1);
    assertArrayEquals(new double[] {10, 8}, right, 1e-12);
    assertArrayEquals(new double[] {30, 8}, sliding.apply(30, 8));
  }

  @Test
  void refinesBetweenResolutions() {
    MultiBSplineTransformWithNormalProvider provider =
        new MultiBSplineTransformWithNormalProvider();
    Transform t = provider.create(context(2));
    int points = t.parameterCount() / 3;
    double[] mu = new double[t.parameterCount()];
    java.util.Arrays.fill(mu, points, 2 * points, 2);
    Transform coarse = t.withParameters(mu);
    Transform fine = provider.create(Contexts.next(context(2), coarse));
    assertTrue(fine.parameterCount() > coarse.parameterCount());
    assertArrayEquals(coarse.apply(5, 8), fine.apply(5, 8), 0.1);
    assertArrayEquals(coarse.apply(15, 8), fine.apply(15, 8), 0.1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void carriesATranslationOverToTheNextGridThoughTheNormalsChange(int dim) {
    MultiBSplineTransformWithNormalProvider provider =
        new MultiBSplineTransformWithNormalProvider();
    Image labels = ball(dim);
    SlidingTransform start = (SlidingTransform) provider.create(context(labels));
    ImageGrid grid = start.controlPoints();
    LocalBases bases = new LocalBases(new LabelMap(labels), 2, grid);
    double[] shift = {1.5, -2, 0.7};
    int points = grid.voxelCount();
    double[] mu = new double[start.parameterCount()];
    for (int i = 0; i < points; i++) {
      for (int vector = 0; vector < dim; vector++) {
        double amount = 0;
        for (int d = 0; d < dim; d++) {
          amount += bases.get(i, vector, d) * shift[d];
        }
        mu[vector * points + i] = amount;
        if (vector > 0) {
          mu[(dim - 1 + vector) * points + i] = amount;
        }
      }
    }
    Transform coarse = start.withParameters(mu);
    Transform fine = provider.create(Contexts.next(context(labels), coarse));
    assertTrue(fine.parameterCount() > coarse.parameterCount());
    PointBatch x =
        DerivativeChecks.points(
            200, 1, new double[dim], java.util.Arrays.copyOf(new double[] {19, 15, 11}, dim));
    for (Transform t : java.util.List.of(coarse, fine)) {
      PointBatch y = new PointBatch(dim);
      t.kernel().forward(x, y);
      for (int d = 0; d < dim; d++) {
        for (int i = 0; i < x.size(); i++) {
          assertEquals(x.axis(d)[i] + shift[d], y.axis(d)[i], 1e-9);
        }
      }
    }
  }

  @Test
  void readsWhatItDescribes() {
    Transform t = random(3);
    ParameterMap file = t.describe();
    TransformFileContext context =
        new TransformFileContext(
            file, 3, t.parameters(), Optional.empty(), extras(halves(3)), name -> null);
    Transform again = new MultiBSplineTransformWithNormalProvider().read(context);
    assertEquals(file, again.describe());
    assertArrayEquals(t.apply(4, 5, 6), again.apply(4, 5, 6));
  }

  @Test
  void asksForLabels() {
    Image image = halves(2);
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                new MultiBSplineTransformWithNormalProvider()
                    .create(Contexts.of(ParameterMap.empty(), image, image)));
    assertTrue(e.getMessage().contains("-labels"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new LabelMap(Image.of(ImageGrid.ofSize(2, 2), new float[] {0, 1, -1, 2})));
  }
}
