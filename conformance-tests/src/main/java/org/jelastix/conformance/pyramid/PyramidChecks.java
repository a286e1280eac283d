package org.jelastix.conformance.pyramid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jelastix.api.JelastixException;
import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentProvider;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.PyramidContext;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.facts.FactChecks;
import org.jelastix.conformance.fixture.Bits;
import org.jelastix.conformance.fixture.Cases;
import org.jelastix.conformance.fixture.Concurrent;
import org.jelastix.conformance.fixture.Grids;
import org.jelastix.conformance.fixture.Landscape;
import org.jelastix.conformance.fixture.Workers;

/** Checks of an image pyramid. */
public final class PyramidChecks {
  private static final int LEVELS = 3;

  private final ComponentProvider<ImagePyramid, PyramidContext> provider;
  private final Settings settings;
  private final List<Integer> dimensions;

  private PyramidChecks(
      ComponentProvider<ImagePyramid, PyramidContext> provider, Settings settings) {
    this.provider = provider;
    this.settings = settings;
    this.dimensions = settings.dimensions(2, 3, 4);
  }

  /**
   * All checks of one pyramid.
   *
   * @param provider makes it
   * @param settings what to know about it
   */
  public static List<Check> of(
      ComponentProvider<ImagePyramid, PyramidContext> provider, Settings settings) {
    PyramidChecks p = new PyramidChecks(provider, settings);
    List<Check> checks =
        new ArrayList<>(
            FactChecks.of(
                provider, ComponentType.FIXED_IMAGE_PYRAMID, ComponentType.MOVING_IMAGE_PYRAMID));
    checks.add(
        FactChecks.refusals(
            provider.info(),
            map -> {
              ImagePyramid made = p.make(p.landscape(2), Parallel.sequential(), map);
              made.schedule(0);
              made.level(0);
            }));
    checks.add(new Check("pyramid.levels", "has as many levels as resolutions", p::levels));
    checks.add(
        new Check(
            "pyramid.schedule",
            "factors are positive, never grow towards the finest level, and are copies",
            p::schedule));
    checks.add(
        new Check("pyramid.geometry", "every level covers the image, equally turned", p::geometry));
    checks.add(
        new Check(
            "pyramid.position",
            "a linear image stays where it is: no level is shifted",
            p::position));
    checks.add(new Check("pyramid.mean", "smoothing keeps the mean", p::mean));
    checks.add(new Check("pyramid.constant", "a constant image stays constant", p::constant));
    checks.add(
        new Check(
            "pyramid.smooths", "coarser levels have no more detail than finer ones", p::detail));
    checks.add(new Check("pyramid.pure", "levels do not depend on what was asked before", p::pure));
    checks.add(
        new Check("pyramid.threads", "levels are bit-identical on 1, 2 and 7 threads", p::threads));
    checks.add(
        new Check(
            "pyramid.concurrent", "one object serves several threads at once", p::concurrent));
    checks.add(
        new Check("pyramid.inputs-untouched", "the image is not written to", p::inputsUntouched));
    checks.add(
        new Check("pyramid.no-such-level", "a level that does not exist is refused", p::noLevel));
    checks.add(new Check("pyramid.thin", "an image of one voxel along an axis works", p::thin));
    return checks;
  }

  private ImagePyramid make(Image image, Parallel parallel, ParameterMap more) {
    ParameterMap.Builder map =
        settings
            .parameters(ParameterMap.builder().put("NumberOfResolutions", LEVELS).build())
            .toBuilder();
    map.source(more.source());
    more.entries().forEach(map::put);
    return provider.create(
        new PyramidContext(
            new ComponentParameters(map.build(), provider.info().type().parameterName() + "0", 0),
            image,
            parallel));
  }

  private ImagePyramid make(Image image) {
    return make(image, Parallel.sequential(), ParameterMap.empty());
  }

  private static ImageGrid grid(int dimension) {
    return Grids.odd(
        Cases.random("pyramid"), dimension, dimension == 2 ? 41 : dimension == 3 ? 25 : 17);
  }

  private Image landscape(int dimension) {
    ImageGrid grid = grid(dimension);
    return Landscape.over(Cases.random("pyramid.landscape"), grid).on(grid);
  }

  private void levels(Findings findings) {
    for (int dimension : dimensions) {
      for (int n : new int[] {1, 2, 4}) {
        ImagePyramid made =
            make(
                landscape(dimension),
                Parallel.sequential(),
                ParameterMap.builder().put("NumberOfResolutions", n).build());
        findings.expect(
            made.levels() == n,
            () -> "NumberOfResolutions " + n + " gives " + made.levels() + " levels");
      }
    }
  }

  private void schedule(Findings findings) {
    for (int dimension : dimensions) {
      ImagePyramid made = make(landscape(dimension));
      double[] coarser = null;
      for (int k = 0; k < made.levels(); k++) {
        double[] factors = made.schedule(k);
        findings.expect(
            factors.length == dimension, () -> factors.length + " factors in " + dimension + "-D");
        for (int d = 0; d < factors.length; d++) {
          if (!(factors[d] > 0) || (coarser != null && factors[d] > coarser[d])) {
            findings.add("factors of level " + k + " are " + Arrays.toString(factors));
          }
        }
        coarser = factors.clone();
        factors[0] = -5;
        findings.expect(made.schedule(k)[0] != -5, () -> "schedule() hands out its own array");
      }
    }
  }

  /** The box of voxel cells in voxel coordinates of the image: low and high ends of each axis. */
  private static double[][] box(ImageGrid level, ImageGrid image) {
    int dim = image.dimension();
    double[] low = new double[dim];
    double[] high = new double[dim];
    for (int d = 0; d < dim; d++) {
      low[d] = -0.5;
      high[d] = level.size(d) - 0.5;
    }
    level.voxelToWorld(low, low);
    level.voxelToWorld(high, high);
    image.worldToVoxel(low, low);
    image.worldToVoxel(high, high);
    return new double[][] {low, high};
  }

  private void geometry(Findings findings) {
    for (int dimension : dimensions) {
      Image image = landscape(dimension);
      ImagePyramid made = make(image);
      for (int k = 0; k < made.levels(); k++) {
        ImageGrid level = made.level(k).grid();
        int number = k;
        double[] turned = level.direction();
        double[] expected = image.grid().direction();
        for (int e = 0; e < turned.length; e++) {
          if (Math.abs(turned[e] - expected[e]) > 1e-9) {
            findings.add("level " + k + " is turned: " + Arrays.toString(turned));
            return;
          }
        }
        double[][] box = box(level, image.grid());
        for (int d = 0; d < dimension; d++) {
          int axis = d;
          double factor = level.spacing(d) / image.grid().spacing(d);
          double high = image.grid().size(d) - 0.5;
          boolean covers =
              Math.abs(box[0][d] + 0.5) <= factor && Math.abs(box[1][d] - high) <= factor;
          findings.expect(
              covers && factor > 0.999,
              () ->
                  String.format(
                      Locale.ROOT,
                      "level %d (%d-D) covers voxels %.2f to %.2f of axis %d, the image -0.5 to"
                          + " %.1f",
                      number,
                      dimension,
                      box[0][axis],
                      box[1][axis],
                      axis,
                      high));
        }
      }
    }
  }

  private void position(Findings findings) {
    for (int dimension : dimensions) {
      ImageGrid grid = grid(dimension);
      double[] slope = new double[dimension];
      for (int d = 0; d < dimension; d++) {
        slope[d] = 1 + 0.5 * d;
      }
      PointBatch voxels = Grids.voxels(grid);
      double[] values = new double[voxels.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = ramp(slope, Grids.get(voxels, i));
      }
      ImagePyramid made = make(Image.of(grid, values));
      for (int k = 0; k < made.levels(); k++) {
        position(findings, made, k, grid, slope);
      }
    }
  }

  private void position(
      Findings findings, ImagePyramid made, int k, ImageGrid grid, double[] slope) {
    Image level = made.level(k);
    double[] factors = made.schedule(k);
    PointBatch voxels = Grids.voxels(level.grid());
    double[] v = new double[slope.length];
    double worst = 0;
    double[] sum = new double[2];
    for (int i = 0; i < voxels.size(); i++) {
      double[] p = Grids.get(voxels, i);
      grid.worldToVoxel(p, v);
      boolean interior = true;
      for (int d = 0; d < v.length; d++) {
        double margin = Math.min(2.5 * factors[d], 0.35 * (grid.size(d) - 1));
        interior &= v[d] >= margin && v[d] <= grid.size(d) - 1 - margin;
      }
      if (interior) {
        double off = level.value(i) - ramp(slope, p);
        worst = Math.max(worst, Math.abs(off));
        sum[0] += off;
        sum[1]++;
      }
    }
    // A shift by a tenth of a voxel along the flattest axis.
    double allowed = 0.1 * Grids.meanSpacing(grid) + 1e-4;
    double mean = sum[1] == 0 ? 0 : sum[0] / sum[1];
    findings.expect(
        Math.abs(mean) <= allowed,
        () ->
            String.format(
                Locale.ROOT,
                "level %d (%d-D): an image that grows by 1 a mm is %.3g off on average: the level"
                    + " is shifted",
                k,
                slope.length,
                mean));
  }

  private static double ramp(double[] slope, double[] p) {
    double sum = 50;
    for (int d = 0; d < p.length; d++) {
      sum += slope[d] * p[d];
    }
    return sum;
  }

  private void mean(Findings findings) {
    for (int dimension : dimensions) {
      ImageGrid grid = grid(dimension);
      Image image = Landscape.hill(grid).on(grid);
      double mean = average(image);
      double spread = Bits.largest(image.doubles());
      ImagePyramid made = make(image);
      for (int k = 0; k < made.levels(); k++) {
        int level = k;
        double here = average(made.level(k));
        findings.expect(
            Math.abs(here - mean) <= settings.number("tolerance.mean", 0.04) * spread,
            () ->
                String.format(
                    Locale.ROOT,
                    "level %d (%d-D) has mean %.5g, the image %.5g",
                    level,
                    dimension,
                    here,
                    mean));
      }
    }
  }

  private static double average(Image image) {
    double sum = 0;
    for (int i = 0; i < image.length(); i++) {
      sum += image.value(i);
    }
    return sum / image.length();
  }

  private void constant(Findings findings) {
    for (int dimension : dimensions) {
      ImageGrid grid = grid(dimension);
      float[] values = new float[grid.voxelCount()];
      Arrays.fill(values, -300.5f);
      ImagePyramid made = make(Image.of(grid, values));
      for (int k = 0; k < made.levels(); k++) {
        Image level = made.level(k);
        for (int i = 0; i < level.length(); i++) {
          if (!(Math.abs(level.value(i) + 300.5) <= 1e-3)) {
            findings.add("level " + k + " of a constant image of -300.5 has " + level.value(i));
            return;
          }
        }
      }
    }
  }

  private void detail(Findings findings) {
    for (int dimension : dimensions) {
      ImageGrid grid = grid(dimension);
      java.util.SplittableRandom random = Cases.random("pyramid.noise");
      float[] values = new float[grid.voxelCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (100 * random.nextDouble());
      }
      Image image = Image.of(grid, values);
      ImagePyramid made = make(image);
      double finer = deviation(image);
      for (int k = made.levels() - 1; k >= 0; k--) {
        double here = deviation(made.level(k));
        int level = k;
        double above = finer;
        findings.expect(
            here <= above * 1.15,
            () ->
                String.format(
                    Locale.ROOT,
                    "noise has standard deviation %.3g at level %d, and %.3g one level finer",
                    here,
                    level,
                    above));
        finer = here;
      }
    }
  }

  private static double deviation(Image image) {
    double mean = average(image);
    double sum = 0;
    for (int i = 0; i < image.length(); i++) {
      sum += (image.value(i) - mean) * (image.value(i) - mean);
    }
    return Math.sqrt(sum / image.length());
  }

  private void pure(Findings findings) {
    Image image = landscape(dimensions.get(0));
    ImagePyramid made = make(image);
    Image first = made.level(0);
    double[] kept = first.doubles().clone();
    made.level(made.levels() - 1);
    for (int k = 0; k < made.levels(); k++) {
      made.level(k);
      int level = k;
      Bits.difference(make(image).level(k), made.level(k))
          .ifPresent(d -> findings.add("level " + level + " of a new object differs: " + d));
    }
    Bits.difference(kept, first.doubles())
        .ifPresent(d -> findings.add("a level handed out before has changed: " + d));
  }

  private static double[] all(ImagePyramid pyramid) {
    List<double[]> all = new ArrayList<>();
    for (int k = 0; k < pyramid.levels(); k++) {
      all.add(pyramid.level(k).doubles());
      all.add(pyramid.schedule(k));
    }
    return Bits.join(all);
  }

  private void threads(Findings findings) {
    for (int dimension : dimensions) {
      Image image = landscape(dimension);
      double[] expected = all(make(image));
      for (int n : new int[] {1, 2, 7}) {
        try (Workers workers = new Workers(n)) {
          Bits.difference(expected, all(make(image, workers, ParameterMap.empty())))
              .ifPresent(d -> findings.add(n + " thread(s) in " + dimension + "-D: " + d));
        }
      }
    }
  }

  private void concurrent(Findings findings) {
    Image image = landscape(dimensions.get(0));
    ImagePyramid made = make(image);
    double[] expected = all(make(image));
    for (double[] result : Concurrent.many(4, number -> List.of(all(made), all(made)))) {
      Bits.difference(expected, result).ifPresent(findings::add);
    }
  }

  private void inputsUntouched(Findings findings) {
    Image image = landscape(dimensions.get(0));
    double[] before = image.doubles().clone();
    all(make(image));
    Bits.difference(before, image.doubles())
        .ifPresent(d -> findings.add("the image was changed: " + d));
  }

  private void noLevel(Findings findings) {
    ImagePyramid made = make(landscape(dimensions.get(0)));
    for (int k : new int[] {-1, made.levels()}) {
      findings.expectThrown("level(" + k + ")", RuntimeException.class, () -> made.level(k));
      findings.expectThrown("schedule(" + k + ")", RuntimeException.class, () -> made.schedule(k));
    }
  }

  private void thin(Findings findings) {
    if (!dimensions.contains(3)) {
      findings.skip("is not for 3-D");
    }
    ImageGrid grid = ImageGrid.ofSize(19, 18, 1);
    Image image = Landscape.hill(grid).on(grid);
    try {
      findings.expect(Bits.finite(all(make(image))), () -> "some values are not finite");
      findings.expect(
          make(image).level(0).grid().size(2) == 1, () -> "the thin axis got more voxels");
    } catch (JelastixException refused) {
      findings.expect(refused.getMessage() != null, () -> "is refused without words");
    }
  }
}
