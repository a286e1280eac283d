package org.jelastix.conformance.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.random.RandomStream;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.SamplerContext;
import org.jelastix.api.spi.SamplerProvider;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.facts.FactChecks;
import org.jelastix.conformance.fixture.Bits;
import org.jelastix.conformance.fixture.Cases;
import org.jelastix.conformance.fixture.Grids;
import org.jelastix.conformance.fixture.Workers;

/** Checks of a sampler. */
public final class SamplerChecks {
  private static final int SAMPLES = 700;
  private static final String COUNT = "NumberOfSpatialSamples";

  private final SamplerProvider provider;
  private final Settings settings;
  private final List<Integer> dimensions;

  private SamplerChecks(SamplerProvider provider, Settings settings) {
    this.provider = provider;
    this.settings = settings;
    this.dimensions = settings.dimensions(2, 3, 4);
  }

  /**
   * All checks of one sampler.
   *
   * @param provider makes it
   * @param settings what to know about it; {@code needs-mask = true} if it refuses images without
   *     one
   */
  public static List<Check> of(SamplerProvider provider, Settings settings) {
    SamplerChecks s = new SamplerChecks(provider, settings);
    List<Check> checks = new ArrayList<>(FactChecks.of(provider, ComponentType.IMAGE_SAMPLER));
    checks.add(
        FactChecks.refusals(
            provider.info(),
            map -> s.sampler(s.ramp(2), Optional.empty(), 1, Parallel.sequential(), map).draw()));
    checks.add(
        new Check(
            "sampler.points", "points lie on or within the grid of voxel centres", s::points));
    checks.add(new Check("sampler.mask", "points lie in the mask", s::mask));
    checks.add(
        new Check("sampler.values", "values are those of the image at the points", s::values));
    checks.add(
        new Check(
            "sampler.count", "as many samples are drawn as the parameters ask for", s::count));
    checks.add(new Check("sampler.empty-mask", "an empty mask is refused in words", s::emptyMask));
    checks.add(
        new Check(
            "sampler.random", "isRandom() says whether the next draw differs", s::randomness));
    checks.add(new Check("sampler.seed", "equal seeds draw equal samples, others others", s::seed));
    checks.add(
        new Check("sampler.draws-kept", "a draw is not overwritten by the next one", s::drawsKept));
    checks.add(
        new Check("sampler.inputs-untouched", "the image is not written to", s::inputsUntouched));
    checks.add(
        new Check("sampler.threads", "draws are bit-identical on 1, 2 and 7 threads", s::threads));
    checks.add(
        new Check("sampler.uniform", "every part of the mask is equally likely", s::uniform));
    checks.add(
        new Check(
            "sampler.no-repeats", "a sampler that is not random takes no point twice", s::repeats));
    checks.add(
        new Check("sampler.thin", "an image of one voxel along an axis can be sampled", s::thin));
    return checks;
  }

  private ParameterMap parameters(ParameterMap more) {
    ParameterMap.Builder map =
        settings.parameters(ParameterMap.builder().put(COUNT, SAMPLES).build()).toBuilder();
    map.source(more.source());
    more.entries().forEach(map::put);
    return map.build();
  }

  private ImageSampler sampler(
      Image image, Optional<Mask> mask, int seed, Parallel parallel, ParameterMap more) {
    return provider.create(
        new SamplerContext(
            new ComponentParameters(parameters(more), "ImageSampler0", 0),
            List.of(image),
            List.of(orAll(mask, image)),
            new RandomStream(seed),
            parallel));
  }

  /** For samplers that cannot do without a mask: one of all voxels where there is none. */
  private Optional<Mask> orAll(Optional<Mask> mask, Image image) {
    if (mask.isPresent() || !settings.flag("needs-mask", false)) {
      return mask;
    }
    byte[] inside = new byte[image.grid().voxelCount()];
    Arrays.fill(inside, (byte) 1);
    return Optional.of(new Mask(image.grid(), inside));
  }

  private ImageSampler sampler(Image image, Optional<Mask> mask) {
    return sampler(image, mask, 121212, Parallel.sequential(), ParameterMap.empty());
  }

  private ImageGrid grid(int dimension) {
    return Grids.odd(
        Cases.random("sampler.grid"), dimension, dimension == 2 ? 22 : dimension == 3 ? 11 : 7);
  }

  /** An image that is linear in the world, which every interpolation gives back exactly. */
  private Image ramp(int dimension) {
    ImageGrid grid = grid(dimension);
    PointBatch voxels = Grids.voxels(grid);
    double[] values = new double[voxels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = height(Grids.get(voxels, i));
    }
    return Image.of(grid, values);
  }

  private static double height(double... x) {
    double sum = 100;
    for (int d = 0; d < x.length; d++) {
      sum += (1.5 - 0.4 * d) * x[d];
    }
    return sum;
  }

  /** A slanted half of the image. */
  private static Mask half(ImageGrid grid) {
    byte[] inside = new byte[grid.voxelCount()];
    double[] v = new double[grid.dimension()];
    for (int i = 0; i < inside.length; i++) {
      Grids.voxel(grid, i, v);
      double t = 0;
      for (int d = 0; d < v.length; d++) {
        t += v[d] / grid.size(d);
      }
      inside[i] = (byte) (t < v.length / 2.0 ? 1 : 0);
    }
    return new Mask(grid, inside);
  }

  private static double[] point(ImageSamples samples, int i) {
    double[] p = new double[samples.dimension()];
    for (int d = 0; d < p.length; d++) {
      p[d] = samples.axis(d)[i];
    }
    return p;
  }

  private void points(Findings findings) {
    for (int dimension : dimensions) {
      Image image = ramp(dimension);
      ImageSamples samples = sampler(image, Optional.empty()).draw();
      findings.expect(samples.size() > 0, () -> "no samples of a " + dimension + "-D image");
      findings.expect(
          samples.dimension() == dimension,
          () -> "points of " + samples.dimension() + " coordinates in " + dimension + "-D");
      double[] v = new double[dimension];
      for (int i = 0; i < samples.size(); i++) {
        image.grid().worldToVoxel(point(samples, i), v);
        for (int d = 0; d < dimension; d++) {
          if (!(v[d] >= -1e-6 && v[d] <= image.grid().size(d) - 1 + 1e-6)) {
            findings.add(
                "sample "
                    + i
                    + " is at voxel coordinates "
                    + Arrays.toString(v)
                    + " of a grid of size "
                    + Arrays.toString(image.grid().size()));
            return;
          }
        }
      }
    }
  }

  private void mask(Findings findings) {
    for (int dimension : dimensions) {
      Image image = ramp(dimension);
      Mask mask = half(image.grid());
      ImageSampler sampler = sampler(image, Optional.of(mask));
      for (int k = 0; k < 3; k++) {
        ImageSamples samples = sampler.draw();
        findings.expect(
            samples.size() > 0, () -> "no samples of a half-masked " + dimension + "-D image");
        for (int i = 0; i < samples.size(); i++) {
          if (!mask.contains(point(samples, i))) {
            findings.add(
                "in "
                    + dimension
                    + "-D, sample "
                    + i
                    + " at "
                    + Arrays.toString(point(samples, i))
                    + " lies outside the mask");
            return;
          }
        }
      }
    }
  }

  private void values(Findings findings) {
    for (int dimension : dimensions) {
      Image image = ramp(dimension);
      ImageSamples samples = sampler(image, Optional.empty()).draw();
      for (int i = 0; i < samples.size(); i++) {
        double expected = height(point(samples, i));
        if (!(Math.abs(samples.values()[i] - expected) <= 1e-4 * Math.abs(expected) + 1e-3)) {
          findings.add(
              String.format(
                  Locale.ROOT,
                  "in %d-D, the image is %.8g at %s, the sample says %.8g",
                  dimension,
                  expected,
                  Arrays.toString(point(samples, i)),
                  samples.values()[i]));
          return;
        }
      }
    }
  }

  private boolean declaresCount() {
    return provider.info().parameters().stream().anyMatch(p -> p.name().equals(COUNT));
  }

  private void count(Findings findings) {
    if (!declaresCount()) {
      findings.skip("does not declare " + COUNT);
    }
    Image image = ramp(dimensions.get(0));
    for (int asked : new int[] {1, 257, 2048}) {
      for (boolean masked : new boolean[] {false, true}) {
        ImageSampler sampler =
            sampler(
                image,
                masked ? Optional.of(half(image.grid())) : Optional.empty(),
                3,
                Parallel.sequential(),
                ParameterMap.builder().put(COUNT, asked).build());
        int drawn = sampler.draw().size();
        findings.expect(drawn == asked, () -> asked + " samples asked for, " + drawn + " drawn");
      }
    }
  }

  private void emptyMask(Findings findings) {
    for (int dimension : dimensions) {
      Image image = ramp(dimension);
      Mask empty = new Mask(image.grid(), new byte[image.grid().voxelCount()]);
      findings.expectThrown(
          "an empty mask in " + dimension + "-D",
          RegistrationException.class,
          () -> sampler(image, Optional.of(empty)).draw());
    }
  }

  private void randomness(Findings findings) {
    Image image = ramp(dimensions.get(0));
    for (Optional<Mask> mask : List.of(Optional.<Mask>empty(), Optional.of(half(image.grid())))) {
      ImageSampler sampler = sampler(image, mask);
      boolean equal = Bits.difference(sampler.draw(), sampler.draw()).isEmpty();
      findings.expect(
          equal != sampler.isRandom(),
          () ->
              "isRandom() is "
                  + sampler.isRandom()
                  + ", but two draws are "
                  + (equal ? "equal" : "different"));
    }
  }

  private void seed(Findings findings) {
    for (int dimension : dimensions) {
      Image image = ramp(dimension);
      for (Optional<Mask> mask : List.of(Optional.<Mask>empty(), Optional.of(half(image.grid())))) {
        double[] first = twoDraws(image, mask, 5, Parallel.sequential());
        Bits.difference(first, twoDraws(image, mask, 5, Parallel.sequential()))
            .ifPresent(d -> findings.add("two samplers of one seed differ: " + d));
        boolean random = sampler(image, mask).isRandom();
        boolean same =
            Bits.difference(first, twoDraws(image, mask, 6, Parallel.sequential())).isEmpty();
        findings.expect(
            !random || !same, () -> "another seed draws the same samples: the stream is not used");
      }
    }
  }

  private double[] twoDraws(Image image, Optional<Mask> mask, int seed, Parallel parallel) {
    ImageSampler sampler = sampler(image, mask, seed, parallel, ParameterMap.empty());
    List<double[]> all = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      ImageSamples samples = sampler.draw();
      all.add(samples.values());
      for (int d = 0; d < samples.dimension(); d++) {
        all.add(samples.axis(d));
      }
    }
    return Bits.join(all);
  }

  private void drawsKept(Findings findings) {
    Image image = ramp(dimensions.get(0));
    for (Optional<Mask> mask : List.of(Optional.<Mask>empty(), Optional.of(half(image.grid())))) {
      ImageSampler sampler = sampler(image, mask);
      ImageSamples first = sampler.draw();
      ImageSamples copy = Bits.copy(first);
      sampler.draw();
      sampler.draw();
      Bits.difference(copy, first).ifPresent(d -> findings.add("an earlier draw changed: " + d));
    }
  }

  private void inputsUntouched(Findings findings) {
    Image image = ramp(dimensions.get(0));
    double[] before = image.doubles().clone();
    ImageSampler sampler = sampler(image, Optional.empty());
    sampler.draw();
    Bits.difference(before, image.doubles())
        .ifPresent(d -> findings.add("the image was changed: " + d));
  }

  private void threads(Findings findings) {
    for (int dimension : dimensions) {
      Image image = ramp(dimension);
      for (Optional<Mask> mask : List.of(Optional.<Mask>empty(), Optional.of(half(image.grid())))) {
        double[] expected = twoDraws(image, mask, 9, Parallel.sequential());
        for (int n : new int[] {1, 2, 7}) {
          try (Workers workers = new Workers(n)) {
            Bits.difference(expected, twoDraws(image, mask, 9, workers))
                .ifPresent(d -> findings.add(n + " thread(s) against a plain loop: " + d));
          }
        }
      }
    }
  }

  private void repeats(Findings findings) {
    for (int dimension : dimensions) {
      Image image = ramp(dimension);
      ImageSampler sampler = sampler(image, Optional.of(half(image.grid())));
      if (sampler.isRandom()) {
        findings.skip("is random");
      }
      ImageSamples samples = sampler.draw();
      Set<List<Double>> seen = new HashSet<>();
      for (int i = 0; i < samples.size(); i++) {
        List<Double> p = Arrays.stream(point(samples, i)).boxed().toList();
        if (!seen.add(p)) {
          findings.add("in " + dimension + "-D, the point " + p + " is drawn twice");
          return;
        }
      }
    }
  }

  private void thin(Findings findings) {
    ImageGrid grid =
        new ImageGrid(
            new int[] {9, 8, 1},
            new double[] {1, 1.2, 3},
            new double[] {5, -4, 2},
            new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
    if (!dimensions.contains(3)) {
      findings.skip("is not for 3-D");
    }
    PointBatch voxels = Grids.voxels(grid);
    double[] values = new double[voxels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = height(Grids.get(voxels, i));
    }
    ImageSamples samples = sampler(Image.of(grid, values), Optional.empty()).draw();
    findings.expect(samples.size() > 0, () -> "no samples");
    for (int i = 0; i < samples.size(); i++) {
      if (!(Math.abs(samples.axis(2)[i] - 2) <= 1e-9) || !Bits.finite(samples.values()[i])) {
        findings.add("a sample lies at " + Arrays.toString(point(samples, i)));
        return;
      }
    }
  }

  /**
   * χ² test of the number of samples in blocks of voxel cells. A voxel of a random sampler is
   * expected in proportion to its weight: 1 if all points are voxel centres; else the volume of its
   * cell that lies within the box of voxel centres.
   */
  private void uniform(Findings findings) {
    for (int dimension : dimensions) {
      Image image = ramp(dimension);
      for (boolean masked : new boolean[] {false, true}) {
        Optional<Mask> mask = masked ? Optional.of(half(image.grid())) : Optional.empty();
        uniform(findings, image, mask);
      }
    }
  }

  private void uniform(Findings findings, Image image, Optional<Mask> mask) {
    ImageGrid grid = image.grid();
    ImageSampler sampler =
        sampler(
            image,
            mask,
            77,
            Parallel.sequential(),
            ParameterMap.builder().put(COUNT, 3000).build());
    if (!sampler.isRandom()) {
      findings.skip("is not random");
    }
    int draws = 12;
    double[] voxelCounts = new double[grid.voxelCount()];
    boolean onVoxels = true;
    double[] v = new double[grid.dimension()];
    int total = 0;
    for (int k = 0; k < draws; k++) {
      ImageSamples samples = sampler.draw();
      total += samples.size();
      for (int i = 0; i < samples.size(); i++) {
        grid.worldToVoxel(point(samples, i), v);
        int number = 0;
        int[] strides = grid.strides();
        for (int d = 0; d < v.length; d++) {
          long nearest = Math.round(v[d]);
          onVoxels &= Math.abs(v[d] - nearest) < 1e-6;
          int at = (int) Math.max(0, Math.min(grid.size(d) - 1, nearest));
          number += at * strides[d];
        }
        voxelCounts[number]++;
      }
    }
    chiSquare(findings, grid, mask, voxelCounts, total, onVoxels);
  }

  private static void chiSquare(
      Findings findings,
      ImageGrid grid,
      Optional<Mask> mask,
      double[] voxelCounts,
      int total,
      boolean onVoxels) {
    int dim = grid.dimension();
    int perAxis = dim == 2 ? 6 : dim == 3 ? 4 : 3;
    int blocks = (int) Math.round(Math.pow(perAxis, dim));
    double[] observed = new double[blocks];
    double[] expected = new double[blocks];
    double weight = 0;
    double[] v = new double[dim];
    for (int i = 0; i < voxelCounts.length; i++) {
      Grids.voxel(grid, i, v);
      int block = 0;
      double w = mask.isEmpty() || mask.get().containsVoxel(i) ? 1 : 0;
      for (int d = dim - 1; d >= 0; d--) {
        boolean atBorder = v[d] == 0 || v[d] == grid.size(d) - 1;
        w *= !onVoxels && atBorder ? 0.5 : 1;
        block = block * perAxis + (int) (v[d] * perAxis / grid.size(d));
      }
      expected[block] += w;
      weight += w;
      observed[block] += voxelCounts[i];
    }
    double chi2 = 0;
    int cells = 0;
    for (int b = 0; b < blocks; b++) {
      double e = expected[b] / weight * total;
      if (e >= 5) {
        chi2 += (observed[b] - e) * (observed[b] - e) / e;
        cells++;
      }
    }
    // Wilson-Hilferty: the cube root of χ²/n is nearly normal.
    int n = cells - 1;
    double z = (Math.cbrt(chi2 / n) - (1 - 2.0 / (9 * n))) / Math.sqrt(2.0 / (9 * n));
    double value = chi2;
    findings.expect(
        z < 4.5,
        () ->
            String.format(
                Locale.ROOT,
                "in %d-D%s, χ² of %d blocks is %.1f: %.1f standard deviations too much",
                dim,
                mask.isPresent() ? " with a mask" : "",
                n + 1,
                value,
                z));
  }
}
