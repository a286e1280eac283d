package org.jelastix.conformance.resampler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.Resampler;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.ResamplerContext;
import org.jelastix.api.spi.ResamplerProvider;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.facts.FactChecks;
import org.jelastix.conformance.fixture.BasisTransform;
import org.jelastix.conformance.fixture.BasisTransform.Kind;
import org.jelastix.conformance.fixture.Bits;
import org.jelastix.conformance.fixture.Cases;
import org.jelastix.conformance.fixture.Concurrent;
import org.jelastix.conformance.fixture.Grids;
import org.jelastix.conformance.fixture.Landscape;
import org.jelastix.conformance.fixture.SmoothInterpolator;
import org.jelastix.conformance.fixture.Workers;

/** Checks of a resampler. */
public final class ResamplerChecks {
  private static final String DEFAULT = "DefaultPixelValue";

  private final ResamplerProvider provider;
  private final Settings settings;
  private final List<Integer> dimensions;

  private ResamplerChecks(ResamplerProvider provider, Settings settings) {
    this.provider = provider;
    this.settings = settings;
    this.dimensions = settings.dimensions(2, 3, 4);
  }

  /** An output grid, a moving image and a transform. */
  private record Scene(
      ImageGrid output, Landscape landscape, ImageGrid moving, Transform transform) {
    Interpolator interpolator() {
      return new SmoothInterpolator(landscape, moving);
    }
  }

  /**
   * All checks of one resampler.
   *
   * @param provider makes it
   * @param settings what to know about it
   */
  public static List<Check> of(ResamplerProvider provider, Settings settings) {
    ResamplerChecks r = new ResamplerChecks(provider, settings);
    List<Check> checks = new ArrayList<>(FactChecks.of(provider, ComponentType.RESAMPLER));
    checks.add(
        FactChecks.refusals(
            provider.info(),
            map -> {
              Scene scene = r.scene(2, Kind.AFFINE);
              r.make(scene.output(), Parallel.sequential(), map)
                  .resample(scene.interpolator(), scene.transform());
            }));
    for (Kind kind : Kind.values()) {
      checks.add(
          new Check(
              "resampler.values",
              "each voxel is the moving image at the mapped voxel centre, for a "
                  + kind.name().toLowerCase(Locale.ROOT)
                  + " transform",
              findings -> r.values(findings, kind)));
    }
    checks.add(
        new Check(
            "resampler.outside",
            "DefaultPixelValue is taken outside the moving image",
            r::outside));
    checks.add(new Check("resampler.grid", "the result lies on the asked grid", r::grid));
    checks.add(
        new Check("resampler.pure", "the same call gives the same image, a new one", r::pure));
    checks.add(
        new Check(
            "resampler.threads", "results are bit-identical on 1, 2 and 7 threads", r::threads));
    checks.add(
        new Check(
            "resampler.concurrent", "one object serves several threads at once", r::concurrent));
    checks.add(
        new Check("resampler.unrounded", "values are neither rounded nor clamped", r::unrounded));
    return checks;
  }

  private Scene scene(int dimension, Kind kind) {
    SplittableRandom random = Cases.random("resampler");
    int about = dimension == 2 ? 33 : dimension == 3 ? 14 : 7;
    ImageGrid output = Grids.odd(random, dimension, about);
    Landscape landscape = Landscape.over(random, output);
    ImageGrid moving = Grids.around(output, -0.08, about);
    BasisTransform identity = BasisTransform.identity(kind, output);
    double[] mu = new double[identity.parameterCount()];
    for (int j = 0; j < mu.length; j++) {
      mu[j] = 0.05 * Grids.diagonal(output) * (2 * random.nextDouble() - 1);
    }
    return new Scene(output, landscape, moving, identity.withParameters(mu));
  }

  private Resampler make(ImageGrid output, Parallel parallel, ParameterMap more) {
    ParameterMap.Builder map =
        settings
            .parameters(
                ParameterMap.builder()
                    .put(DEFAULT, -7)
                    .put("ResultImagePixelType", "float")
                    .build())
            .toBuilder();
    map.source(more.source());
    more.entries().forEach(map::put);
    return provider.create(
        new ResamplerContext(new ComponentParameters(map.build(), "", 0), output, parallel));
  }

  private Image run(Scene scene, Parallel parallel) {
    return make(scene.output(), parallel, ParameterMap.empty())
        .resample(scene.interpolator(), scene.transform());
  }

  private void values(Findings findings, Kind kind) {
    for (int dimension : dimensions) {
      Scene scene = scene(dimension, kind);
      Image result = run(scene, Parallel.sequential());
      PointBatch voxels = Grids.voxels(scene.output());
      PointBatch mapped = new PointBatch(dimension, voxels.size());
      scene.transform().kernel().forward(voxels, mapped);
      double[] expected = new double[voxels.size()];
      boolean[] inside = new boolean[voxels.size()];
      scene.interpolator().values(mapped, expected, inside);
      int off = 0;
      int sample = -1;
      for (int i = 0; i < expected.length; i++) {
        double e = inside[i] ? expected[i] : -7;
        if (!(Math.abs(result.value(i) - e) <= 1e-3) && !atBorder(scene.moving(), mapped, i)) {
          off++;
          sample = i;
        }
      }
      if (off > 0) {
        findings.add(
            String.format(
                Locale.ROOT,
                "in %d-D, %d of %d voxels are wrong, for example voxel %d: %.6g instead of %.6g",
                dimension,
                off,
                expected.length,
                sample,
                result.value(sample),
                inside[sample] ? expected[sample] : -7));
      }
    }
  }

  /** Whether rounding may decide on which side of the moving image's border a point lies. */
  private static boolean atBorder(ImageGrid moving, PointBatch mapped, int i) {
    double[] v = Grids.get(mapped, i);
    moving.worldToVoxel(v, v);
    for (int d = 0; d < v.length; d++) {
      if (Math.abs(v[d] + 0.5) < 1e-6 || Math.abs(v[d] - moving.size(d) + 0.5) < 1e-6) {
        return true;
      }
    }
    return false;
  }

  private void outside(Findings findings) {
    for (int dimension : dimensions) {
      Scene scene = scene(dimension, Kind.TRANSLATION);
      double[] far = new double[dimension];
      java.util.Arrays.fill(far, 1e4);
      for (double value : new double[] {0, -1000, 3.5}) {
        Image result =
            make(
                    scene.output(),
                    Parallel.sequential(),
                    ParameterMap.builder().put(DEFAULT, value).build())
                .resample(scene.interpolator(), scene.transform().withParameters(far));
        for (int i = 0; i < result.length(); i++) {
          if (result.value(i) != value) {
            findings.add(
                "DefaultPixelValue is " + value + ", a voxel outside is " + result.value(i));
            return;
          }
        }
      }
    }
  }

  private void grid(Findings findings) {
    for (int dimension : dimensions) {
      Scene scene = scene(dimension, Kind.AFFINE);
      Image result = run(scene, Parallel.sequential());
      findings.expect(
          result.grid().equals(scene.output()),
          () -> "asked for " + scene.output() + ", got " + result.grid());
      findings.expect(result.components() == 1, () -> result.components() + " components a voxel");
    }
  }

  private void pure(Findings findings) {
    Scene scene = scene(dimensions.get(0), Kind.WAVES);
    Resampler resampler = make(scene.output(), Parallel.sequential(), ParameterMap.empty());
    Image first = resampler.resample(scene.interpolator(), scene.transform());
    double[] kept = first.doubles().clone();
    Scene other = scene(dimensions.get(0), Kind.AFFINE);
    resampler.resample(other.interpolator(), other.transform());
    Bits.difference(kept, first.doubles())
        .ifPresent(d -> findings.add("an image handed out before has changed: " + d));
    Bits.difference(first, resampler.resample(scene.interpolator(), scene.transform()))
        .ifPresent(d -> findings.add("the second of two equal calls: " + d));
  }

  private void threads(Findings findings) {
    for (int dimension : dimensions) {
      for (Kind kind : Kind.values()) {
        Scene scene = scene(dimension, kind);
        Image expected = run(scene, Parallel.sequential());
        for (int n : new int[] {1, 2, 7}) {
          try (Workers workers = new Workers(n)) {
            Bits.difference(expected, run(scene, workers))
                .ifPresent(d -> findings.add(n + " thread(s) in " + dimension + "-D: " + d));
          }
        }
      }
    }
  }

  private void concurrent(Findings findings) {
    Scene scene = scene(dimensions.get(0), Kind.WAVES);
    Resampler resampler = make(scene.output(), Parallel.sequential(), ParameterMap.empty());
    Image expected = run(scene, Parallel.sequential());
    for (Image result :
        Concurrent.many(
            4, number -> List.of(resampler.resample(scene.interpolator(), scene.transform())))) {
      Bits.difference(expected, result).ifPresent(findings::add);
    }
  }

  private void unrounded(Findings findings) {
    Scene scene = scene(dimensions.get(0), Kind.TRANSLATION);
    Image result =
        make(
                scene.output(),
                Parallel.sequential(),
                ParameterMap.builder().put("ResultImagePixelType", "unsigned char").build())
            .resample(scene.interpolator(), scene.transform());
    boolean fraction = false;
    boolean negative = false;
    for (int i = 0; i < result.length(); i++) {
      fraction |= result.value(i) != Math.rint(result.value(i));
      negative |= result.value(i) < 0;
    }
    boolean anyFraction = fraction;
    boolean anyNegative = negative;
    findings.expect(anyFraction, () -> "all values are whole numbers for unsigned char");
    findings.expect(anyNegative, () -> "values below 0 are clamped for unsigned char");
  }
}
