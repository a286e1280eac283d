package org.jelastix.transforms.bspline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.transforms.Contexts;
import org.jelastix.transforms.DerivativeChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BSplineTransformTest {

  private static ImageGrid grid(int dim, boolean rotated) {
    int[] size = Arrays.copyOf(new int[] {7, 6, 5, 6}, dim);
    double[] spacing = Arrays.copyOf(new double[] {4, 5.5, 3, 2}, dim);
    double[] origin = Arrays.copyOf(new double[] {-3, 7, 1, 0.5}, dim);
    double[] direction = new double[dim * dim];
    for (int d = 0; d < dim; d++) {
      direction[d * dim + d] = 1;
    }
    if (rotated) {
      direction[0] = 0.8;
      direction[1] = -0.6;
      direction[dim] = 0.6;
      direction[dim + 1] = 0.8;
    }
    return new ImageGrid(size, spacing, origin, direction);
  }

  private static BSplineTransform random(int dim, int order, boolean cyclic, boolean rotated) {
    ImageGrid grid = grid(dim, rotated);
    double[] mu = new Random(dim + order).doubles((long) dim * grid.voxelCount(), -2, 2).toArray();
    return new BSplineTransform("BSplineTransform", grid, order, cyclic, mu);
  }

  /** Points inside and outside of the valid region, but not near its edges. */
  private static PointBatch points(BSplineTransform t, int count, double margin) {
    int dim = t.dimension();
    ImageGrid grid = t.controlPoints();
    Random random = new Random(21);
    PointBatch points = new PointBatch(dim, count);
    points.resize(count);
    double[] x = new double[dim];
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < dim; d++) {
        // keep off the knots, where low orders have kinks
        double cells = grid.size(d) - 1 + 2 * margin;
        double index = -margin + random.nextDouble() * cells;
        double inCell = index - Math.floor(index);
        double shift = t.order() == 2 ? 0.5 : 0;
        x[d] = Math.floor(index) + shift + 0.05 + 0.9 * inCell;
      }
      grid.voxelToWorld(x, x);
      for (int d = 0; d < dim; d++) {
        points.axis(d)[i] = x[d];
      }
    }
    return points;
  }

  @ParameterizedTest
  @CsvSource({
    "2,1,false",
    "2,2,false",
    "2,3,false",
    "2,3,true",
    "3,1,false",
    "3,2,true",
    "3,3,false",
    "3,3,true",
    "4,1,false",
    "4,3,true"
  })
  void derivativesMatchDifferences(int dim, int order, boolean rotated) {
    BSplineTransform t = random(dim, order, false, rotated);
    int count = dim == 4 ? 4 : 12;
    DerivativeChecks checks = new DerivativeChecks(t, points(t, count, 0.5), 1e-6);
    if (dim == 4 && order == 3) {
      checks.pullback();
      checks.spatialDerivatives();
      checks.lattices();
    } else {
      checks.all();
    }
  }

  @ParameterizedTest
  @CsvSource({"2,1", "2,2", "2,3", "3,1", "3,2", "3,3"})
  void fastKernelsAgreeWithTheGeneralOne(int dim, int order) {
    BSplineTransform t = random(dim, order, false, true);
    int n = 400;
    PointBatch points = points(t, n, 1.5);
    TransformKernel fast = t.kernel();
    TransformKernel general = t.generalKernel();
    PointBatch a = new PointBatch(dim, n);
    PointBatch b = new PointBatch(dim, n);
    fast.forward(points, a);
    general.forward(points, b);
    Random random = new Random(2);
    double[][] g = new double[dim][];
    for (int d = 0; d < dim; d++) {
      assertArrayEquals(
          Arrays.copyOf(b.axis(d), n), Arrays.copyOf(a.axis(d), n), 1e-12, "axis " + d);
      g[d] = random.doubles(n, -1, 1).toArray();
      g[d][5] = 0;
    }
    double[] fromFast = new double[t.parameterCount()];
    double[] fromGeneral = new double[t.parameterCount()];
    fast.pullback(g, fromFast);
    general.pullback(g, fromGeneral);
    assertArrayEquals(fromGeneral, fromFast, 1e-11);
    SparseJacobian one = SparseJacobian.of(t);
    SparseJacobian two = SparseJacobian.of(t);
    for (int i = 0; i < n; i++) {
      fast.jacobian(i, one);
      general.jacobian(i, two);
      assertEquals(two.size(), one.size());
      assertArrayEquals(
          Arrays.copyOf(two.parameters(), two.size()), Arrays.copyOf(one.parameters(), one.size()));
      for (int k = 0; k < one.size(); k++) {
        for (int d = 0; d < dim; d++) {
          assertEquals(two.get(d, k), one.get(d, k), 1e-15);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2,1,true,1.5",
    "2,2,true,0",
    "2,3,false,1.5",
    "3,1,false,1.5",
    "3,2,true,1.5",
    "3,3,false,0",
    "3,3,true,1.5",
    "4,2,true,0",
    "4,3,false,1.5"
  })
  void separableSpatialKernelsAgreeWithThePlainOne(
      int dim, int order, boolean rotated, double margin) {
    BSplineTransform t = random(dim, order, false, rotated);
    for (int n : new int[] {1, 128, 300}) {
      PointBatch points = points(t, n, margin);
      SpatialKernel fast = t.spatialKernel();
      SpatialKernel plain = t.plainSpatialKernel();
      fast.at(points);
      plain.at(points);
      Random random = new Random(5);
      double[][] gJ = new double[dim * dim][];
      double[][] gH = new double[dim * dim * dim][];
      Arrays.setAll(gJ, e -> random.doubles(n, -1, 1).toArray());
      Arrays.setAll(gH, e -> random.doubles(n, -1, 1).toArray());
      double[][] a = new double[gH.length][n];
      double[][] b = new double[gH.length][n];
      fast.jacobian(a);
      plain.jacobian(b);
      same(b, a, gJ.length);
      fast.hessian(a);
      plain.hessian(b);
      same(b, a, gH.length);
      double[][] sums = new double[2][t.parameterCount()];
      fast.pullbackJacobian(gJ, sums[0]);
      plain.pullbackJacobian(gJ, sums[1]);
      same(new double[][] {sums[1]}, new double[][] {sums[0]}, 1);
      fast.pullbackHessian(gH, sums[0]);
      plain.pullbackHessian(gH, sums[1]);
      same(new double[][] {sums[1]}, new double[][] {sums[0]}, 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2,1,true,1.5",
    "2,2,true,0",
    "2,3,false,1.5",
    "3,2,true,1.5",
    "3,3,false,0",
    "3,3,true,1.5",
    "4,3,false,1.5"
  })
  void sumsOfSquaredHessiansAgreeWithTheHessians(
      int dim, int order, boolean rotated, double margin) {
    BSplineTransform t = random(dim, order, false, rotated);
    Random random = new Random(6);
    double[] someAffine = random.doubles((long) dim * dim, -1, 1).toArray();
    for (int n : new int[] {1, 128, 300}) {
      PointBatch points = points(t, n, margin);
      boolean[] someCount = new boolean[n];
      for (int i = 0; i < n; i++) {
        someCount[i] = random.nextInt(4) > 0;
      }
      SpatialKernel fast = t.spatialKernel();
      SpatialKernel plain = t.plainSpatialKernel();
      fast.at(points);
      plain.at(points);
      for (double[] affine : new double[][] {null, someAffine}) {
        for (boolean[] counts : new boolean[][] {null, someCount}) {
          double[][] sums = new double[2][t.parameterCount()];
          double[] expected = {plainSquares(plain, dim, n, affine, counts, sums[0])};
          SpatialKernel.SquaredHessians squares = fast.squaredHessians().orElseThrow();
          double[] actual = {squares.add(affine, counts, sums[1])};
          same(new double[][] {expected}, new double[][] {actual}, 1);
          same(new double[][] {sums[0]}, new double[][] {sums[1]}, 1);
          assertEquals(actual[0], squares.add(affine, counts, null));
        }
      }
    }
  }

  /** Σ ‖Aᵀ H A‖², and half its derivative, by the general methods. */
  private static double plainSquares(
      SpatialKernel plain, int dim, int n, double[] a, boolean[] counts, double[] gradient) {
    double[][] h = new double[dim * dim * dim][n];
    plain.hessian(h);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int r = 0; r < dim; r++) {
        double[][] one = new double[dim][dim];
        for (int e = 0; e < dim * dim; e++) {
          one[e / dim][e % dim] = counts == null || counts[i] ? h[r * dim * dim + e][i] : 0;
        }
        double[][] here = a == null ? one : congruent(a, one, false);
        for (double[] row : here) {
          for (double v : row) {
            sum += v * v;
          }
        }
        double[][] back = a == null ? here : congruent(a, here, true);
        for (int e = 0; e < dim * dim; e++) {
          h[r * dim * dim + e][i] = back[e / dim][e % dim];
        }
      }
    }
    plain.pullbackHessian(h, gradient);
    return sum;
  }

  /** Aᵀ H A, or A H Aᵀ. */
  private static double[][] congruent(double[] a, double[][] h, boolean transposed) {
    int dim = h.length;
    double[][] out = new double[dim][dim];
    for (int r = 0; r < dim; r++) {
      for (int c = 0; c < dim; c++) {
        for (int k = 0; k < dim; k++) {
          for (int l = 0; l < dim; l++) {
            double left = transposed ? a[r * dim + k] : a[k * dim + r];
            double right = transposed ? a[c * dim + l] : a[l * dim + c];
            out[r][c] += left * h[k][l] * right;
          }
        }
      }
    }
    return out;
  }

  /** Equal up to 10⁻¹² of the largest entry. */
  private static void same(double[][] expected, double[][] actual, int rows) {
    for (int e = 0; e < rows; e++) {
      double largest = Arrays.stream(expected[e]).map(Math::abs).max().orElse(0);
      assertArrayEquals(expected[e], actual[e], 1e-12 * Math.max(largest, 1), "entry " + e);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void constantAndLinearCoefficientsGiveConstantAndLinearFields(int order) {
    ImageGrid grid = grid(3, true);
    double[] mu = new double[3 * grid.voxelCount()];
    double[] x = new double[3];
    for (int v = 0; v < grid.voxelCount(); v++) {
      x[0] = v % 7;
      x[1] = v / 7 % 6;
      x[2] = Math.floorDiv(v, 42);
      grid.voxelToWorld(x, x);
      mu[v] = 1.5;
      mu[grid.voxelCount() + v] = 0.1 * x[0] - 0.2 * x[2];
    }
    BSplineTransform t = new BSplineTransform("BSplineTransform", grid, order, false, mu);
    double[] p = {2.9, 2.4, 2.2};
    grid.voxelToWorld(p, p);
    assertArrayEquals(
        new double[] {p[0] + 1.5, p[1] + 0.1 * p[0] - 0.2 * p[2], p[2]}, t.apply(p), 1e-12);
  }

  @Test
  void leavesPointsOutsideWhereTheyAre() {
    BSplineTransform t = random(2, 3, false, false);
    double[] outside = {0.9, 1.5};
    t.controlPoints().voxelToWorld(outside, outside);
    assertArrayEquals(outside, t.apply(outside));
    double[] nan = {Double.NaN, 1};
    assertTrue(Double.isNaN(t.apply(nan)[0]));
    double[] last = {5, 2};
    t.controlPoints().voxelToWorld(last, last);
    assertArrayEquals(last, t.apply(last));
  }

  @ParameterizedTest
  @CsvSource({"2,1", "2,3", "3,2", "3,3"})
  void cyclicTransformsRepeatAlongTheLastAxis(int dim, int order) {
    BSplineTransform t = random(dim, order, true, false);
    ImageGrid grid = t.controlPoints();
    double period = grid.size(dim - 1) * grid.spacing(dim - 1);
    double[] x = new double[dim];
    Arrays.fill(x, 2.3);
    grid.voxelToWorld(x, x);
    double[] later = x.clone();
    later[dim - 1] += 2 * period;
    double[] y = t.apply(x);
    double[] yLater = t.apply(later);
    for (int d = 0; d < dim - 1; d++) {
      assertEquals(y[d], yLater[d], 1e-12);
      assertTrue(Math.abs(y[d] - x[d]) > 1e-6);
    }
    assertEquals(x[dim - 1], y[dim - 1]);
    DerivativeChecks checks = new DerivativeChecks(t, points(t, 8, 0.5), 1e-6);
    checks.pullback();
    checks.spatialPullbacks();
    checks.lattices();
  }

  @ParameterizedTest
  @CsvSource({
    "2,1,false",
    "2,2,true",
    "2,3,true",
    "3,1,true",
    "3,2,false",
    "3,3,false",
    "3,3,true",
    "4,1,true",
    "4,3,false"
  })
  void latticesEqualPointwiseMapping(int dim, int order, boolean rotated) {
    BSplineTransform t = random(dim, order, false, rotated);
    int[] size = Arrays.copyOf(dim == 2 ? new int[] {61, 43} : new int[] {19, 13, 7, 5}, dim);
    // From beyond one corner of the grid across its inside, along axes and askew.
    for (double askew : new double[] {0, 0.03}) {
      double[][] steps = new double[dim][dim];
      for (int a = 0; a < dim; a++) {
        for (int d = 0; d < dim; d++) {
          steps[a][d] = a == d ? (dim == 2 ? 0.35 : 0.7) : askew * (a - d);
        }
      }
      double[] start = new double[dim];
      Arrays.fill(start, 0.3);
      t.controlPoints().voxelToWorld(start, start);
      PointBatch points = new PointBatch(dim, Arrays.stream(size).reduce(1, (a, b) -> a * b));
      points.fillLattice(start, steps, size);
      int n = points.size();
      PointBatch expected = new PointBatch(dim, n);
      t.generalKernel().forward(points, expected);
      PointBatch lattice = new PointBatch(dim, n);
      t.kernel().lattice(start, steps, size, lattice);
      PointBatch applied = new PointBatch(dim, n);
      t.kernel().apply(points, applied);
      assertEquals(n, lattice.size());
      assertEquals(n, applied.size());
      assertTrue(
          new CellField(new ControlGrid(t.controlPoints(), order, false), t.parameters())
              .take(points));
      for (int d = 0; d < dim; d++) {
        assertArrayEquals(expected.axis(d), lattice.axis(d), 1e-11, "lattice, axis " + d);
        assertArrayEquals(expected.axis(d), applied.axis(d), 1e-11, "batch, axis " + d);
      }
      double[][] plain = new double[dim * dim][n];
      SpatialKernel oneByOne = t.plainSpatialKernel();
      oneByOne.at(points);
      oneByOne.jacobian(plain);
      double[][] fast = new double[dim * dim][n];
      SpatialKernel together = t.spatialKernel();
      together.at(points);
      together.jacobian(fast);
      for (int e = 0; e < dim * dim; e++) {
        assertArrayEquals(plain[e], fast[e], 1e-11, "Jacobian entry " + e);
      }
      double[] fromPlain = new double[t.parameterCount()];
      double[] fromFast = new double[t.parameterCount()];
      oneByOne.pullbackJacobian(plain, fromPlain);
      together.pullbackJacobian(plain, fromFast);
      assertArrayEquals(fromPlain, fromFast, 1e-8);
    }
  }

  /** In all directions, also backwards, along an axis for a while, and across the grid's ends. */
  @ParameterizedTest
  @CsvSource({"2,3", "3,1", "3,3"})
  void latticesOfAnyDirectionEqualPointwiseMapping(int dim, int order) {
    BSplineTransform t = random(dim, order, false, true);
    ControlGrid grid = new ControlGrid(t.controlPoints(), order, false);
    Random random = new Random(5);
    int[] size = Arrays.copyOf(new int[] {43, 17, 11}, dim);
    int taken = 0;
    for (int k = 0; k < 60; k++) {
      double[][] steps = new double[dim][dim];
      double[] start = new double[dim];
      for (int d = 0; d < dim; d++) {
        start[d] = (grid.size[d] - 1) * (0.25 + 0.5 * random.nextDouble());
        for (int a = 0; a < dim; a++) {
          double most = k % 3 == 0 ? 0.4 : 0.04;
          steps[a][d] = random.nextInt(3) == 0 ? 0 : most * (2 * random.nextDouble() - 1);
        }
      }
      t.controlPoints().voxelToWorld(start, start);
      PointBatch points = new PointBatch(dim, Arrays.stream(size).reduce(1, (a, b) -> a * b));
      points.fillLattice(start, steps, size);
      PointBatch expected = new PointBatch(dim, points.size());
      t.generalKernel().forward(points, expected);
      PointBatch actual = new PointBatch(dim, points.size());
      t.kernel().lattice(start, steps, size, actual);
      GridLattice inGrid = new GridLattice(grid, start, steps, size);
      CellField field = new CellField(grid, t.parameters());
      taken += inGrid.isInside() && field.take(inGrid) ? 1 : 0;
      for (int d = 0; d < dim; d++) {
        assertArrayEquals(expected.axis(d), actual.axis(d), 1e-11, "lattice " + k);
      }
    }
    assertTrue(taken > 10 && taken < 50, taken + " of 60 lattices taken as such");
  }

  /** Where points are between two cells, rounding decides in which they are: it must not matter. */
  @ParameterizedTest
  @CsvSource({"1,0.0625", "2,0.0625", "3,0.03125", "3,0.05", "3,-0.03125", "3,-0.05", "1,-0.05"})
  void latticesThroughKnotsEqualPointwiseMapping(int order, double step) {
    BSplineTransform t = random(2, order, false, false);
    ImageGrid controlPoints = t.controlPoints();
    int[] size = {24, 22};
    double knot = order % 2 == 0 ? 0.5 : 0;
    double[] start = new double[2];
    double[][] steps = new double[2][2];
    for (int d = 0; d < 2; d++) {
      double middle = Math.floor(0.5 * (controlPoints.size(d) - 1)) + knot;
      start[d] = middle - step * size[d] / 2;
      steps[d][d] = step * controlPoints.spacing(d);
    }
    steps[0][1] = 0.5 * step * controlPoints.spacing(1); // askew, so that rows change cells
    start[1] -= 0.25 * step * size[0];
    controlPoints.voxelToWorld(start, start);
    GridLattice inGrid =
        new GridLattice(new ControlGrid(controlPoints, order, false), start, steps, size);
    assertTrue(inGrid.isInside() && !inGrid.isAligned());
    PointBatch points = new PointBatch(2, size[0] * size[1]);
    points.fillLattice(start, steps, size);
    PointBatch expected = new PointBatch(2, points.size());
    t.generalKernel().forward(points, expected);
    PointBatch actual = new PointBatch(2, points.size());
    t.kernel().lattice(start, steps, size, actual);
    for (int d = 0; d < 2; d++) {
      assertArrayEquals(expected.axis(d), actual.axis(d), 1e-11);
    }
  }

  @ParameterizedTest
  @CsvSource({"2,1", "2,3", "3,3"})
  void aLatticeMayBeOnePoint(int dim, int order) {
    BSplineTransform t = random(dim, order, false, true);
    double[] start = new double[dim];
    Arrays.fill(start, 2.4);
    t.controlPoints().voxelToWorld(start, start);
    int[] ones = new int[dim];
    Arrays.fill(ones, 1);
    for (int axes : new int[] {1, dim}) {
      double[][] steps = new double[axes][dim];
      for (double[] step : steps) {
        Arrays.fill(step, 0.3);
      }
      PointBatch one = new PointBatch(dim, 1);
      t.kernel().lattice(start, steps, Arrays.copyOf(ones, axes), one);
      assertEquals(1, one.size());
      double[] expected = t.apply(start);
      for (int d = 0; d < dim; d++) {
        assertEquals(expected[d], one.axis(d)[0], 1e-11);
      }
    }
  }

  @Test
  void pointsFarFromEachOtherAreNotSortedByCell() {
    BSplineTransform t = random(3, 3, false, false);
    PointBatch points = points(t, 600, 0.5);
    CellField field = new CellField(new ControlGrid(t.controlPoints(), 3, false), t.parameters());
    assertFalse(field.take(points));
    PointBatch expected = new PointBatch(3, 600);
    PointBatch actual = new PointBatch(3, 600);
    t.generalKernel().forward(points, expected);
    t.kernel().apply(points, actual);
    for (int d = 0; d < 3; d++) {
      assertArrayEquals(expected.axis(d), actual.axis(d), 1e-12);
    }
  }

  @Test
  void runsLongerThanATileAreCutIntoPieces() {
    BSplineTransform t = random(2, 3, false, false);
    int[] size = {700, 3};
    double[][] steps = {{0.012, 0.0001}, {0.0003, 0.01}};
    double[] start = {4, 14};
    PointBatch points = new PointBatch(2, 2100);
    points.fillLattice(start, steps, size);
    PointBatch expected = new PointBatch(2, 2100);
    t.generalKernel().forward(points, expected);
    PointBatch actual = new PointBatch(2, 2100);
    t.kernel().lattice(start, steps, size, actual);
    for (int d = 0; d < 2; d++) {
      assertArrayEquals(expected.axis(d), actual.axis(d), 1e-12);
    }
  }

  @ParameterizedTest
  @CsvSource({"2,3,false,false", "3,2,true,false", "4,3,false,true"})
  void fileRoundTripGivesTheSameTransform(int dim, int order, boolean rotated, boolean cyclic) {
    BSplineTransform t = random(dim, order, cyclic, rotated);
    ParameterMap file = t.describe();
    BSplineTransform again =
        (BSplineTransform) new BSplineTransformProvider().read(Contexts.file(file, dim));
    assertEquals(file, again.describe());
    assertEquals(t.controlPoints(), again.controlPoints());
    assertArrayEquals(t.parameters(), again.parameters());
  }

  @Test
  void writesTheDirectionColumnByColumn() {
    ParameterMap file = random(2, 3, false, true).describe();
    assertEquals("[0.8, 0.6, -0.6, 0.8]", file.values("GridDirection").toString());
  }

  @Test
  void namesWhatIsWrongWithAFile() {
    ParameterMap good = random(2, 3, false, false).describe();
    ParameterMap bad = good.toBuilder().put("GridSize", 3, 3).build();
    ParameterException e =
        assertThrows(
            ParameterException.class,
            () -> new BSplineTransformProvider().read(Contexts.file(bad, 2)));
    assertTrue(e.getMessage().contains("needs 18"), e.getMessage());
    ParameterMap singular = good.toBuilder().put("GridDirection", 1.0, 0, 1, 0).build();
    assertThrows(
        ParameterException.class,
        () -> new BSplineTransformProvider().read(Contexts.file(singular, 2)));
    ParameterMap order = good.toBuilder().put("BSplineTransformSplineOrder", "4").build();
    assertThrows(
        ParameterException.class,
        () -> new BSplineTransformProvider().read(Contexts.file(order, 2)));
  }

  @Test
  void readsItkFixedParameters() {
    BSplineTransform t = random(2, 3, false, true);
    ImageGrid g = t.controlPoints();
    double[] fixed = {
      7, 6, g.origin()[0], g.origin()[1], g.spacing(0), g.spacing(1), 0.8, -0.6, 0.6, 0.8
    };
    ParameterMap file =
        ParameterMap.builder()
            .put("Transform", "BSplineTransform")
            .put("ITKTransformParameters", t.parameters())
            .put("ITKTransformFixedParameters", fixed)
            .build();
    BSplineTransform again =
        (BSplineTransform) new BSplineTransformProvider().read(Contexts.file(file, 2));
    assertEquals(g, again.controlPoints());
  }
}
