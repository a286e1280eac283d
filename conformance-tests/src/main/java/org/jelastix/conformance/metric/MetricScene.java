package org.jelastix.conformance.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.fixture.BasisTransform;
import org.jelastix.conformance.fixture.Grids;
import org.jelastix.conformance.fixture.Landscape;
import org.jelastix.conformance.fixture.Poses;
import org.jelastix.conformance.fixture.SceneExtras;
import org.jelastix.conformance.fixture.SmoothInterpolator;

/**
 * The images, samples and pose of a {@link MetricCase}. The moving image is the same smooth
 * function as the fixed one, with other contrast, over a larger grid; samples keep away from the
 * borders of masks, so that a small step of the transform moves none across.
 */
final class MetricScene {
  private final MetricCase situation;
  private final ImageGrid fixedGrid;
  private final ImageGrid movingGrid;
  private final Landscape landscape;
  private final Image fixed;
  private final Image moving;
  private final Optional<Mask> fixedMask;
  private final Optional<Mask> movingMask;
  private final Transform pose;
  private final ImageSamples samples;
  private final ParameterMap parameters;
  private final boolean points;
  private final Optional<String> namedTransform;
  private final int moved;

  MetricScene(MetricCase situation, Settings settings) {
    this.situation = situation;
    SplittableRandom random = new SplittableRandom(situation.seed());
    int dim = situation.dimension();
    int about = dim == 2 ? 30 : dim == 3 ? 13 : 8;
    String images = settings.find("images").orElse("intensities");
    boolean series = images.equals("series");
    this.fixedGrid = series ? Grids.series(random, dim, about) : Grids.odd(random, dim, about);
    this.movingGrid =
        series ? timeKept(fixedGrid, about) : Grids.around(fixedGrid, 0.25, about + about / 2);
    this.moved = series ? dim - 1 : dim;
    Landscape hills = Landscape.over(random, fixedGrid);
    this.landscape = images.equals("labels") ? hills.asLabels() : hills;
    this.fixed = landscape.on(fixedGrid);
    this.moving = spanned(landscape.on(movingGrid));
    boolean masks = settings.flag("masks", true);
    this.fixedMask =
        masks && situation.fixedMask() ? Optional.of(ball(fixedGrid, 0.42)) : Optional.empty();
    this.movingMask =
        masks && situation.movingMask() ? Optional.of(ball(movingGrid, 0.2)) : Optional.empty();
    this.parameters = settings.parameters(ParameterMap.empty());
    this.points = settings.flag("points", false);
    this.namedTransform = settings.find("transform");
    this.pose = pose(random, situation.amplitude());
    this.samples = sample(random, situation.samples());
  }

  /** The moving grid of a time series: larger in space, the same in time. */
  private static ImageGrid timeKept(ImageGrid fixed, int about) {
    ImageGrid larger = Grids.around(fixed, 0.25, about + about / 2);
    int time = fixed.dimension() - 1;
    int[] size = larger.size();
    double[] spacing = larger.spacing();
    double[] origin = larger.origin();
    size[time] = fixed.size(time);
    spacing[time] = fixed.spacing(time);
    origin[time] = fixed.origin()[time];
    return new ImageGrid(size, spacing, origin, larger.direction());
  }

  private Transform pose(SplittableRandom random, double amplitude) {
    if (namedTransform.isPresent()) {
      Transform initial = Poses.initial(namedTransform.get(), fixed, moving, parameters);
      return Poses.posed(initial, fixedGrid, situation.seed(), amplitude);
    }
    BasisTransform identity = BasisTransform.identity(situation.kind(), fixedGrid, moved);
    double[] mu = new double[identity.parameterCount()];
    double size = amplitude * Grids.diagonal(fixedGrid);
    for (int j = 0; j < mu.length; j++) {
      mu[j] = size * (2 * random.nextDouble() - 1);
    }
    return identity.withParameters(mu);
  }

  /** The two first voxels, in a corner that no sample reaches, get values beyond all others. */
  private Image spanned(Image image) {
    float[] values = image.floats().clone();
    float low = Float.MAX_VALUE;
    float high = -Float.MAX_VALUE;
    for (float v : values) {
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    values[0] = landscape.isLabels() ? low : low - 0.02f * (high - low);
    values[1] = landscape.isLabels() ? high : high + 0.02f * (high - low);
    return Image.of(image.grid(), values);
  }

  private static Mask ball(ImageGrid grid, double radius) {
    PointBatch voxels = Grids.voxels(grid);
    double[] centre = grid.center();
    double most = radius * Grids.diagonal(grid);
    byte[] inside = new byte[voxels.size()];
    for (int i = 0; i < inside.length; i++) {
      double r2 = 0;
      for (int d = 0; d < centre.length; d++) {
        double e = voxels.axis(d)[i] - centre[d];
        r2 += e * e;
      }
      // The far corner stays inside, for the extreme values that are planted there.
      inside[i] = (byte) (r2 <= most * most || i < 2 ? 1 : 0);
    }
    return new Mask(grid, inside);
  }

  private ImageSamples sample(SplittableRandom random, int wanted) {
    int dim = situation.dimension();
    double[][] points = new double[dim][wanted];
    double[] values = new double[wanted];
    int n = 0;
    while (n < wanted) {
      PointBatch drawn = Grids.points(random, fixedGrid, 64, 0.03);
      PointBatch mapped = new PointBatch(dim, 64);
      pose.kernel().forward(drawn, mapped);
      for (int i = 0; i < 64 && n < wanted; i++) {
        if (clearOfBorder(fixedMask, fixedGrid, drawn, i)
            && (fixedMask.isEmpty() || fixedMask.get().contains(drawn, i))
            && clearOfBorder(movingMask, movingGrid, mapped, i)) {
          double[] p = Grids.get(drawn, i);
          for (int d = 0; d < dim; d++) {
            points[d][n] = p[d];
          }
          values[n] = contrasted(landscape.at(p));
          n++;
        }
      }
    }
    return new ImageSamples(points, values);
  }

  /** Whether the mask says the same within a tenth of a voxel around a point. */
  private static boolean clearOfBorder(
      Optional<Mask> mask, ImageGrid grid, PointBatch points, int i) {
    if (mask.isEmpty()) {
      return true;
    }
    double[] p = Grids.get(points, i);
    double[] q = p.clone();
    boolean here = mask.get().contains(p);
    for (int d = 0; d < p.length; d++) {
      for (int side = -1; side <= 1; side += 2) {
        q[d] = p[d] + side * 0.1 * grid.spacing(d);
        if (mask.get().contains(q) != here) {
          return false;
        }
        q[d] = p[d];
      }
    }
    return true;
  }

  MetricCase situation() {
    return situation;
  }

  ImageGrid fixedGrid() {
    return fixedGrid;
  }

  Landscape landscape() {
    return landscape;
  }

  Transform pose() {
    return pose;
  }

  ImageSamples samples() {
    return samples;
  }

  Interpolator interpolator() {
    return new SmoothInterpolator(landscape, movingGrid);
  }

  /** All samples mapped out of the moving image. */
  Transform farAway() {
    BasisTransform identity =
        BasisTransform.identity(BasisTransform.Kind.TRANSLATION, fixedGrid, moved);
    double[] far = new double[identity.parameterCount()];
    Arrays.fill(far, 1e5);
    return identity.withParameters(far);
  }

  /** The moving image with other values where its mask ends. */
  Interpolator interpolatorWithOtherValuesBeyondMask() {
    return new SmoothInterpolator(landscape, movingGrid, movingMask, 77);
  }

  Metric restlessMetric(MetricProvider provider) {
    Interpolator restless = new SmoothInterpolator(landscape, movingGrid).restless();
    return provider.create(context(Parallel.sequential(), moving, restless, ParameterMap.empty()));
  }

  Metric metric(MetricProvider provider, Parallel parallel) {
    return provider.create(context(parallel, moving, interpolator(), ParameterMap.empty()));
  }

  Metric metric(MetricProvider provider, Interpolator other) {
    Image image = moving;
    if (movingMask.isPresent()) {
      float[] values = moving.floats().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] += movingMask.get().containsVoxel(i) ? 0 : 77;
      }
      image = Image.of(movingGrid, values);
    }
    return provider.create(context(Parallel.sequential(), image, other, ParameterMap.empty()));
  }

  Metric metric(MetricProvider provider, ParameterMap more) {
    return provider.create(context(Parallel.sequential(), moving, interpolator(), more));
  }

  private MetricContext context(
      Parallel parallel, Image movingImage, Interpolator interpolator, ParameterMap more) {
    ParameterMap.Builder map = parameters.toBuilder().source(more.source());
    more.entries().forEach(map::put);
    return new MetricContext(
        new ComponentParameters(map.build(), "Metric0", 0),
        List.of(contrasted(fixed)),
        List.of(movingImage),
        List.of(interpolator),
        fixedMask,
        movingMask,
        extras(),
        parallel);
  }

  private Image contrasted(Image image) {
    float[] values = image.floats().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) contrasted(values[i]);
    }
    return Image.of(image.grid(), values);
  }

  /** Another contrast than the moving image's, so that no metric is at its minimum. */
  private double contrasted(double f) {
    return landscape.isLabels() ? f : 1.1 * f + 8 * Math.sin(f / 25);
  }

  /** Points of the fixed image, and where they should go: not quite where the pose takes them. */
  private Extras extras() {
    return points ? new SceneExtras(fixedGrid, pose, situation.seed(), false) : Extras.none();
  }

  /** The fixed samples with the moving image's own values: at the identity they match exactly. */
  ImageSamples matchingSamples() {
    double[][] points = new double[samples.dimension()][];
    double[] values = new double[samples.size()];
    for (int d = 0; d < points.length; d++) {
      points[d] = samples.axis(d);
    }
    double[] p = new double[points.length];
    for (int i = 0; i < values.length; i++) {
      for (int d = 0; d < p.length; d++) {
        p[d] = points[d][i];
      }
      values[i] = landscape.at(p);
    }
    return new ImageSamples(points, values);
  }

  /** Samples in another order. */
  ImageSamples shuffledSamples() {
    int n = samples.size();
    double[][] points = new double[samples.dimension()][n];
    double[] values = new double[n];
    int step = 7;
    while (gcd(step, n) != 1) {
      step += 2;
    }
    for (int i = 0; i < n; i++) {
      int from = (int) ((long) i * step % n);
      values[i] = samples.values()[from];
      for (int d = 0; d < points.length; d++) {
        points[d][i] = samples.axis(d)[from];
      }
    }
    return new ImageSamples(points, values);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
