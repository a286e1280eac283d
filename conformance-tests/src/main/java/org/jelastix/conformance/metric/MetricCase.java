package org.jelastix.conformance.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jelastix.conformance.fixture.BasisTransform;
import org.jelastix.conformance.fixture.Cases;

/**
 * One situation in which a metric is tried.
 *
 * @param seed of images, grids and pose
 * @param dimension coordinates
 * @param samples of the fixed image
 * @param kind of transform
 * @param amplitude of the pose: displacements as a part of the image's extent
 * @param fixedMask whether the fixed image has a mask
 * @param movingMask whether the moving image has one
 */
record MetricCase(
    long seed,
    int dimension,
    int samples,
    BasisTransform.Kind kind,
    double amplitude,
    boolean fixedMask,
    boolean movingMask)
    implements Cases.Case<MetricCase> {

  private static final int FEW = 60;

  static MetricCase draw(SplittableRandom random, List<Integer> dimensions) {
    BasisTransform.Kind[] kinds = BasisTransform.Kind.values();
    return new MetricCase(
        random.nextInt(1_000_000),
        dimensions.get(random.nextInt(dimensions.size())),
        FEW + random.nextInt(600),
        kinds[random.nextInt(kinds.length)],
        0.01 + 0.04 * random.nextDouble(),
        random.nextBoolean(),
        random.nextBoolean());
  }

  MetricCase withSeed(long other) {
    return new MetricCase(other, dimension, samples, kind, amplitude, fixedMask, movingMask);
  }

  MetricCase withoutMasks() {
    return new MetricCase(seed, dimension, samples, kind, amplitude, false, false);
  }

  @Override
  public List<MetricCase> simpler() {
    List<MetricCase> all = new ArrayList<>();
    if (fixedMask || movingMask) {
      all.add(new MetricCase(seed, dimension, samples, kind, amplitude, false, false));
    }
    if (samples > FEW) {
      int half = Math.max(FEW, samples / 2);
      all.add(new MetricCase(seed, dimension, half, kind, amplitude, fixedMask, movingMask));
    }
    if (kind != BasisTransform.Kind.TRANSLATION) {
      BasisTransform.Kind lower =
          kind == BasisTransform.Kind.WAVES
              ? BasisTransform.Kind.AFFINE
              : BasisTransform.Kind.TRANSLATION;
      all.add(new MetricCase(seed, dimension, samples, lower, amplitude, fixedMask, movingMask));
    }
    if (amplitude > 1e-3) {
      all.add(new MetricCase(seed, dimension, samples, kind, amplitude / 4, fixedMask, movingMask));
    }
    return all;
  }
}
