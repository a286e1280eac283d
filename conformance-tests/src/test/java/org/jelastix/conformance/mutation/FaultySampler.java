package org.jelastix.conformance.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.SamplerContext;
import org.jelastix.api.spi.SamplerProvider;

/** Random voxels of the mask, with faults. */
public final class FaultySampler implements SamplerProvider, Faulty {
  static final String BIASED = "voxels of the first half are twice as likely";
  static final String HALF_VOXEL = "points lie half a voxel beside the voxel centres";
  static final String BEYOND = "points may lie one voxel beyond the grid";
  static final String MASK = "the mask is ignored";
  static final String UNSEEDED = "random numbers do not come from the stream";
  static final String ARRAYS_REUSED = "the arrays of the last draw are filled again";
  static final String DETERMINISTIC = "isRandom() says false";
  static final String ONE_LESS = "one sample less than asked for is drawn";
  static final String EMPTY = "an empty mask ends in an IndexOutOfBoundsException";
  static final String NEXT_VALUE = "values are those of the next voxel";

  static final String IMAGE_WRITTEN = "it marks the voxels that it has drawn";
  static final String REPEATS = "it takes every voxel twice, and is not random";
  static final String THIN = "an axis of one voxel is divided by";

  static final Parameter<Integer> COUNT =
      Parameter.integer("NumberOfSpatialSamples", 5000)
          .perResolution()
          .atLeast(1)
          .doc("How many voxels to draw.");

  private final String fault;

  FaultySampler(String fault) {
    this.fault = fault;
  }

  /** Without fault. */
  public FaultySampler() {
    this(SOUND);
  }

  @Override
  public String fault() {
    return fault;
  }

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(ComponentType.IMAGE_SAMPLER, "FaultyRandom", "Voxels, with faults.")
        .parameters(COUNT);
  }

  @Override
  public ImageSampler create(SamplerContext context) {
    Image image = context.fixed().get(0);
    List<Integer> voxels = new ArrayList<>();
    for (int i = 0; i < image.length(); i++) {
      if (context.mask().isEmpty() || context.mask().get().containsVoxel(i) || has(MASK)) {
        voxels.add(i);
      }
    }
    if (voxels.isEmpty() && !has(EMPTY)) {
      throw new RegistrationException("the mask is empty");
    }
    return new Sampler(context, image, voxels, context.parameters().get(COUNT));
  }

  private final class Sampler implements ImageSampler {
    private final SamplerContext context;
    private final Image image;
    private final List<Integer> voxels;
    private final int count;
    private final Random unseeded = new Random();
    private double[][] points;
    private double[] values;

    Sampler(SamplerContext context, Image image, List<Integer> voxels, int count) {
      this.context = context;
      this.image = image;
      this.voxels = voxels;
      this.count = has(ONE_LESS) ? count - 1 : count;
    }

    private int pick(int i) {
      int n = voxels.size();
      if (has(REPEATS)) {
        return voxels.get(i / 2 % n);
      }
      if (has(UNSEEDED)) {
        return voxels.get(unseeded.nextInt(n));
      }
      int drawn = context.random().nextInteger(n - 1);
      if (has(BIASED) && drawn > n / 2 && context.random().nextHalfOpen() < 0.5) {
        drawn = context.random().nextInteger(n / 2);
      }
      return voxels.get(drawn);
    }

    @Override
    public ImageSamples draw() {
      int dim = image.grid().dimension();
      if (values == null || !has(ARRAYS_REUSED)) {
        points = new double[dim][count];
        values = new double[count];
      }
      double[] v = new double[dim];
      for (int i = 0; i < count; i++) {
        int voxel = pick(i);
        int rest = voxel;
        for (int d = 0; d < dim; d++) {
          v[d] = rest % image.grid().size(d) + (has(HALF_VOXEL) ? 0.5 : 0);
          v[d] += has(BEYOND) && v[d] == image.grid().size(d) - 1 ? 1 : 0;
          rest /= image.grid().size(d);
        }
        if (has(THIN)) {
          int last = image.grid().size(dim - 1) - 1;
          v[dim - 1] = v[dim - 1] / last * last;
        }
        if (has(IMAGE_WRITTEN)) {
          image.doubles()[voxel] = 0;
        }
        image.grid().voxelToWorld(v, v);
        for (int d = 0; d < dim; d++) {
          points[d][i] = v[d];
        }
        values[i] = image.value(has(NEXT_VALUE) ? (voxel + 1) % image.length() : voxel);
      }
      return new ImageSamples(points, values);
    }

    @Override
    public boolean isRandom() {
      return !has(DETERMINISTIC) && !has(REPEATS);
    }
  }
}
