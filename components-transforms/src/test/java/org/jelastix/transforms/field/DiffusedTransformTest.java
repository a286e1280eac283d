package org.jelastix.transforms.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Combination;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.transforms.Contexts;
import org.jelastix.transforms.DerivativeChecks;
import org.jelastix.transforms.affine.AffineTransformProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiffusedTransformTest {
  private static final BSplineTransformWithDiffusionProvider PROVIDER =
      new BSplineTransformWithDiffusionProvider();

  private static ImageGrid grid(int dim) {
    double[] direction = {0, -1, 0, 1, 0, 0, 0, 0, 1};
    return dim == 2
        ? new ImageGrid(
            new int[] {14, 12},
            new double[] {2, 3},
            new double[] {5, 7},
            new double[] {0, -1, 1, 0})
        : new ImageGrid(
            new int[] {10, 9, 8}, new double[] {2, 3, 2.5}, new double[] {5, 7, 1}, direction);
  }

  /** Bright in the middle. */
  private static Image image(ImageGrid grid) {
    float[] values = new float[grid.voxelCount()];
    for (int i = 0; i < values.length; i++) {
      int rest = i;
      boolean middle = true;
      for (int d = 0; d < grid.dimension(); d++) {
        int k = rest % grid.size(d);
        rest /= grid.size(d);
        middle &= k > 2 && k < grid.size(d) - 3;
      }
      values[i] = middle ? 200 : i % 5;
    }
    return Image.of(grid, values);
  }

  private static ParameterMap.Builder parameters() {
    return ParameterMap.builder().put("NumberOfResolutions", 2).put("FinalGridSpacing", 3);
  }

  private static TransformContext context(int dim, ParameterMap parameters) {
    Image image = image(grid(dim));
    return Contexts.of(parameters, image, image);
  }

  private static TransformContext with(TransformContext c, Extras extras) {
    return new TransformContext(
        c.parameters(),
        c.fixed(),
        c.moving(),
        c.fixedMask(),
        c.movingMask(),
        c.fixedPyramid(),
        c.previous(),
        c.initial(),
        extras,
        c.parallel());
  }

  private static Extras extras(Map<String, Image> images) {
    return new Extras() {
      @Override
      public Optional<PointSet> points(String option) {
        return Optional.empty();
      }

      @Override
      public Image image(String path) {
        return images.get(path);
      }

      @Override
      public ParameterMap transformParameters(String path) {
        throw new InputException(path);
      }

      @Override
      public Optional<String> option(String option) {
        return Optional.empty();
      }
    };
  }

  private static DiffusedTransform random(int dim) {
    DiffusedTransform start =
        (DiffusedTransform) PROVIDER.create(context(dim, parameters().build()));
    Random random = new Random(2);
    DiffusedTransform moved =
        start.withParameters(random.doubles(start.parameterCount(), -1, 1).toArray());
    DiffusedTransform filtered = moved.filtered(moved);
    return filtered.withParameters(random.doubles(start.parameterCount(), -1, 1).toArray());
  }

  /** The corners of a box in voxels, in mm. */
  private static double[][] box(ImageGrid grid, double from, double to) {
    int dim = grid.dimension();
    double[] a = new double[dim];
    double[] b = new double[dim];
    Arrays.fill(a, from);
    Arrays.fill(b, to);
    grid.voxelToWorld(a, a);
    grid.voxelToWorld(b, b);
    double[] low = new double[dim];
    double[] high = new double[dim];
    Arrays.setAll(low, d -> Math.min(a[d], b[d]));
    Arrays.setAll(high, d -> Math.max(a[d], b[d]));
    return new double[][] {low, high};
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void derivativesMatchDifferences(int dim) {
    DiffusedTransform t = random(dim);
    // Within a voxel, as the field jumps at its border.
    double[][] box = box(grid(dim), 3.6, 4.4);
    new DerivativeChecks(t, DerivativeChecks.points(5, 1, box[0], box[1]), 1e-6).all();
  }

  @Test
  void controlPointsStartOneBeforeTheImage() {
    DiffusedTransform coarse =
        (DiffusedTransform) PROVIDER.create(context(2, parameters().build()));
    ImageGrid points = coarse.splines().controlPoints();
    assertArrayEquals(new int[] {6, 5}, points.size()); // ceil(14 / 6) + 3, ceil(12 / 6) + 3
    assertArrayEquals(new double[] {12, 18}, points.spacing());
    double[] first = {-6, -6};
    grid(2).voxelToWorld(first, first);
    assertArrayEquals(first, points.origin(), 1e-12);
    TransformContext next = Contexts.next(context(2, parameters().build()), coarse);
    DiffusedTransform fine = (DiffusedTransform) PROVIDER.create(next);
    assertArrayEquals(new int[] {8, 7}, fine.splines().controlPoints().size());
    ParameterMap same = parameters().put("UpsampleGridOption", "false").build();
    DiffusedTransform fixed = (DiffusedTransform) PROVIDER.create(context(2, same));
    assertArrayEquals(new int[] {8, 7}, fixed.splines().controlPoints().size());
  }

  @Test
  void theFieldGoesOnInTheNextResolution() {
    DiffusedTransform t = random(2);
    DiffusedTransform next =
        (DiffusedTransform)
            PROVIDER.create(Contexts.next(context(2, parameters().build()), t.filtered(t)));
    double[] x = {4, 5};
    grid(2).voxelToWorld(x, x);
    assertArrayEquals(t.filtered(t).apply(x), next.apply(x), 1e-12);
  }

  /** The formula, voxel by voxel. */
  private static float[] plain(
      float[] u, double[] c, ImageGrid grid, int radius, int component, int dim) {
    float[] out = new float[c.length];
    for (int i = 0; i < c.length; i++) {
      double sum = 0;
      double weights = 0;
      int ki = i % grid.size(0);
      int kj = i / grid.size(0);
      for (int j = -radius; j <= radius; j++) {
        for (int k = -radius; k <= radius; k++) {
          int at =
              Math.max(0, Math.min(grid.size(0) - 1, ki + k))
                  + grid.size(0) * Math.max(0, Math.min(grid.size(1) - 1, kj + j));
          sum += c[at] * u[at * dim + component];
          weights += c[at];
        }
      }
      out[i] = (float) ((1 - c[i]) * u[i * dim + component] + c[i] * sum / weights);
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void diffusesAsTheFormulaSays(boolean cut) {
    ImageGrid grid = grid(2);
    DiffusedTransform t = random(2);
    Image moving = image(grid);
    OptionalDouble threshold = cut ? OptionalDouble.of(150) : OptionalDouble.empty();
    Diffusion once =
        new Diffusion(
            grid, moving, 1, -7, Optional.empty(), threshold, 2, 1, Parallel.sequential());
    Diffusion never =
        new Diffusion(
            grid, moving, 1, -7, Optional.empty(), threshold, 2, 0, Parallel.sequential());
    float[] u = never.displacements(t).floats();
    double[] c = new double[grid.voxelCount()];
    FieldSampler sampler = new FieldSampler(moving, 1);
    for (int i = 0; i < c.length; i++) {
      double[] x = {i % 14, Math.floor(i / 14.0)};
      grid.voxelToWorld(x, x);
      double[] y = t.apply(x);
      assertEquals(y[0] - x[0], u[2 * i], 1e-5);
      assertEquals(y[1] - x[1], u[2 * i + 1], 1e-5);
      double[][] at = {{x[0] + u[2 * i]}, {x[1] + u[2 * i + 1]}};
      c[i] = sampler.at(at, 0) ? sampler.value(0, -1, -1) : -7;
      c[i] = cut ? (c[i] < 150 ? 0 : 1) : c[i];
    }
    double min = Arrays.stream(c).min().orElseThrow();
    double max = Arrays.stream(c).max().orElseThrow();
    for (int i = 0; i < c.length; i++) {
      c[i] = 1e-6 + (c[i] - min) / (max - min) * (1 - 2e-6);
    }
    float[] diffused = once.displacements(t).floats();
    for (int component = 0; component < 2; component++) {
      float[] expected = plain(u, c, grid, 2, component, 2);
      for (int i = 0; i < c.length; i++) {
        assertEquals(expected[i], diffused[2 * i + component], 1e-5);
      }
    }
  }

  @Test
  void stiffnessMayComeFromTheFixedImageToo() {
    ImageGrid grid = grid(2);
    Image dark = Image.of(grid, new float[grid.voxelCount()]);
    Transform t = random(2);
    float[] soft = diffused(dark, Optional.empty(), t);
    float[] rigid = diffused(dark, Optional.of(image(grid)), t);
    int middle = 2 * (6 + 14 * 6);
    assertTrue(Math.abs(soft[middle] - rigid[middle]) > 1e-3);
    assertEquals(soft[0], rigid[0], 1e-5);
  }

  private static float[] diffused(Image moving, Optional<Image> fixed, Transform t) {
    return new Diffusion(
            moving.grid(), moving, 1, 0, fixed, OptionalDouble.of(150), 1, 3, Parallel.sequential())
        .displacements(t)
        .floats();
  }

  @Test
  void filteringTakesTheInitialTransformIn() {
    DiffusedTransform t = random(2);
    ParameterMap affine =
        ParameterMap.builder()
            .put("Transform", "AffineTransform")
            .put("CenterOfRotationPoint", 0, 0)
            .put("TransformParameters", 1.0, 0, 0, 1, 1.5, -2.5)
            .build();
    Transform initial = new AffineTransformProvider().read(Contexts.file(affine, 2));
    Transform whole = Combination.compose(initial, t);
    DiffusedTransform filtered = t.filtered(whole);
    assertArrayEquals(new double[t.parameterCount()], filtered.parameters());
    double[] corner = {0, 0}; // soft
    grid(2).voxelToWorld(corner, corner);
    assertArrayEquals(whole.apply(corner), filtered.apply(corner), 1e-4);
  }

  @Test
  void patternsOfIterations() {
    DiffusionSchedule regular = DiffusionSchedule.regular(3);
    assertArrayEquals(new int[] {2, 5, 8}, filtered(regular, 10));
    assertArrayEquals(new int[] {1, 2, 3}, filtered(DiffusionSchedule.regular(1), 4));
    DiffusionSchedule denser = new DiffusionSchedule(new int[] {1, 2, 4}, new int[] {3, 7}, false);
    assertArrayEquals(new int[] {0, 1, 2, 3, 5, 7, 11}, filtered(denser, 14));
  }

  private static int[] filtered(DiffusionSchedule schedule, int iterations) {
    return IntStream.range(0, iterations).filter(schedule::after).toArray();
  }

  @Test
  void readsPatternTwo() {
    ParameterMap map =
        parameters()
            .put("FilterPattern", 2)
            .put("AfterIterations", 2)
            .put("HowManyIterations", 2, 3)
            .build();
    DiffusedTransform t = (DiffusedTransform) PROVIDER.create(context(2, map));
    assertFalse(t.filtersAfter(0));
    assertTrue(t.filtersAfter(1));
    assertTrue(t.filtersAfter(2));
    assertFalse(t.filtersAfter(3));
    assertTrue(t.filtersAfter(109));
    assertFalse(t.filtersAfter(110));
  }

  @Test
  void segmentationsTakeThePlaceOfTheThreshold() {
    ImageGrid grid = grid(2);
    ParameterMap both = parameters().put("UseMovingSegmentation", "true").build();
    assertThrows(ParameterException.class, () -> PROVIDER.create(context(2, both)));
    ParameterMap neither = parameters().put("ThresholdBool", "false").build();
    assertThrows(ParameterException.class, () -> PROVIDER.create(context(2, neither)));
    ParameterMap.Builder map =
        parameters()
            .put("ThresholdBool", "false")
            .put("UseMovingSegmentation", "true")
            .put("MovingSegmentationFileName", "bones.mha")
            .put("UseFixedSegmentation", "true")
            .put("FixedSegmentationFileName", "fixed.mha");
    Image dark = Image.of(grid, new float[grid.voxelCount()]);
    TransformContext context =
        with(context(2, map.build()), extras(Map.of("bones.mha", dark, "fixed.mha", image(grid))));
    DiffusedTransform t = (DiffusedTransform) PROVIDER.create(context);
    Transform moved = t.withParameters(new Random(3).doubles(t.parameterCount()).toArray());
    Image result = t.filtered(moved).field();
    double[] x = {6, 6};
    grid.voxelToWorld(x, x);
    assertTrue(Math.abs(moved.apply(x)[0] - x[0] - result.value(2 * (6 + 14 * 6))) > 1e-3);
    Image small = Image.of(ImageGrid.ofSize(3, 3), new float[9]);
    TransformContext misfit =
        with(context(2, map.build()), extras(Map.of("bones.mha", dark, "fixed.mha", small)));
    assertThrows(InputException.class, () -> PROVIDER.create(misfit));
  }

  @Test
  void readsWhatItDescribes() {
    DiffusedTransform t = random(2);
    ParameterMap file = t.describe().toBuilder().put("DeformationFieldFileName", "f.mhd").build();
    TransformFileContext context =
        new TransformFileContext(
            file,
            2,
            t.parameters(),
            Optional.empty(),
            extras(Map.of("f.mhd", t.images().get("DeformationFieldFileName"))),
            name -> null);
    Transform again = PROVIDER.read(context);
    assertEquals(file, again.describe());
    assertArrayEquals(t.apply(4, 5), again.apply(4, 5));
  }

  /** elastix leaves the parameters out, which are all 0. */
  @Test
  void readsFilesOfElastix() {
    ImageGrid grid = ImageGrid.ofSize(5, 4);
    Image field = Image.ofVectors(grid, 2, new Random(1).doubles(40, -1, 1).toArray());
    ParameterMap file =
        ParameterMap.builder()
            .put("Transform", "BSplineTransformWithDiffusion")
            .put("NumberOfParameters", 50)
            .put("DeformationFieldFileName", "f.mhd")
            .put("GridSize", 5, 5)
            .put("GridIndex", 0, 0)
            .put("GridSpacing", 2.0, 2.0)
            .put("GridOrigin", -2.0, -2.0)
            .build();
    Transform t =
        PROVIDER.read(
            new TransformFileContext(
                file,
                2,
                new double[0],
                Optional.empty(),
                extras(Map.of("f.mhd", field)),
                name -> null));
    assertEquals(50, t.parameterCount());
    assertArrayEquals(
        new double[] {1 + field.value(22), 2 + field.value(23)}, t.apply(1, 2), 1e-14);
    assertEquals(file.values("GridSize"), t.describe().values("GridSize"));
    assertFalse(t.describe().contains("TransformParameters"));
  }
}
