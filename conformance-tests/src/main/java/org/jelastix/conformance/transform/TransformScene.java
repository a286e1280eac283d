package org.jelastix.conformance.transform;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.fixture.BasisTransform;
import org.jelastix.conformance.fixture.BasisTransform.Kind;
import org.jelastix.conformance.fixture.ExtrasWithImages;
import org.jelastix.conformance.fixture.Grids;
import org.jelastix.conformance.fixture.Landscape;
import org.jelastix.conformance.fixture.Poses;
import org.jelastix.conformance.fixture.SceneExtras;

/** Images and parameters that a transform is made for, with a pose that is not the identity. */
final class TransformScene {
  static final int RESOLUTIONS = 3;

  /** Part of the largest effect of a parameter that is next to nothing. */
  private static final double LITTLE = 0.01;

  private final TransformProvider provider;
  private final ImageGrid grid;
  private final Image fixed;
  private final Image moving;
  private final ParameterMap parameters;
  private final long seed;
  private final Extras extras;
  private final boolean fromFile;

  TransformScene(TransformProvider provider, Settings settings, int dimension, long seed) {
    this.provider = provider;
    this.seed = seed;
    SplittableRandom random = new SplittableRandom(seed);
    int about = dimension == 2 ? 32 : dimension == 3 ? 18 : 11;
    this.grid = Grids.odd(random, dimension, about);
    Landscape landscape = Landscape.over(random, grid);
    this.fixed = landscape.on(grid);
    this.moving = landscape.on(Grids.around(grid, 0.1, about + 3));
    this.fromFile = settings.flag("from-file", false);
    this.extras =
        settings.flag("points", false)
            ? new SceneExtras(grid, pose(grid), seed, settings.flag("labels", false))
            : Extras.none();
    this.parameters =
        settings.parameters(
            ParameterMap.builder()
                .put("Transform", provider.info().name())
                .put("NumberOfResolutions", RESOLUTIONS)
                .put("FinalGridSpacingInVoxels", 2)
                .put("AutomaticScalesEstimation", "true")
                .build());
  }

  ImageGrid grid() {
    return grid;
  }

  TransformContext context(
      int resolution, Optional<Transform> previous, Parallel parallel, ParameterMap more) {
    return new TransformContext(
        new ComponentParameters(withMore(more), "Transform0", resolution),
        fixed,
        moving,
        Optional.empty(),
        Optional.empty(),
        new PlainPyramid(fixed),
        previous,
        Optional.empty(),
        extras,
        parallel);
  }

  TransformContext context() {
    return context(0, Optional.empty(), Parallel.sequential(), ParameterMap.empty());
  }

  /** A smooth map for extras. */
  private static Transform pose(ImageGrid grid) {
    BasisTransform identity = BasisTransform.identity(Kind.AFFINE, grid);
    double[] mu = new double[identity.parameterCount()];
    for (int j = 0; j < mu.length; j++) {
      mu[j] = 1.5 * Math.sin(1 + j);
    }
    return identity.withParameters(mu);
  }

  TransformFileContext file(ParameterMap map, double[] values) {
    return new TransformFileContext(
        map, grid.dimension(), values, Optional.of(grid), extras, extras::transform);
  }

  /**
   * A file with images beside it.
   *
   * @param map the file
   * @param values its parameters
   * @param images by the parameters that hold their file names
   */
  TransformFileContext file(ParameterMap map, double[] values, Map<String, Image> images) {
    Map<String, Image> byName = new HashMap<>();
    images.forEach((parameter, image) -> byName.put(map.first(parameter, ""), image));
    Extras all = new ExtrasWithImages(extras, byName);
    return new TransformFileContext(
        map, grid.dimension(), values, Optional.of(grid), all, all::transform);
  }

  ParameterMap withMore(ParameterMap more) {
    ParameterMap.Builder map = parameters.toBuilder().source(more.source());
    more.entries().forEach(map::put);
    return map.build();
  }

  /** Whether the transform comes from files only, and is not made for a registration. */
  boolean isFromFile() {
    return fromFile;
  }

  /** What the provider makes at resolution 0. */
  Transform initial() {
    return fromFile ? provider.read(file(parameters, new double[0])) : provider.create(context());
  }

  /** The transform at a random pose: displacements up to some percent of the image. */
  Transform posed(Transform initial, double amplitude) {
    return Poses.posed(initial, grid, seed, amplitude);
  }

  /**
   * The transform at a smooth random pose: each parameter is moved as the points that it moves ask
   * for on average, and what they ask for changes slowly over the image. A parameter that hardly
   * moves anything, as a control point beyond the organ that it belongs to, stays near its value:
   * the points would ask for far too much of it.
   */
  Transform smoothlyPosed(Transform initial, double amplitude) {
    int dim = grid.dimension();
    double size = amplitude * Grids.diagonal(grid);
    double[] wish = new double[initial.parameterCount()];
    double[] weight = new double[initial.parameterCount()];
    SparseJacobian jacobian = SparseJacobian.of(initial);
    SplittableRandom random = new SplittableRandom(seed + 6);
    TransformKernel kernel = initial.kernel();
    double[] v = new double[dim];
    for (int b = 0; b < 12; b++) {
      PointBatch points = Grids.points(random, grid, PointBatch.CAPACITY, -0.4);
      kernel.forward(points, new PointBatch(dim));
      for (int i = 0; i < points.size(); i++) {
        grid.worldToVoxel(Grids.get(points, i), v);
        kernel.jacobian(i, jacobian);
        for (int k = 0; k < jacobian.size(); k++) {
          int j = jacobian.parameters()[k];
          for (int r = 0; r < dim; r++) {
            double w = jacobian.get(r, k);
            wish[j] += w * size * Math.sin(3 * v[r] / grid.size(r) + v[0] / grid.size(0) + r);
            weight[j] += w * w;
          }
        }
      }
    }
    double[] mu = initial.parameters();
    JacobianStructure structure = initial.jacobianStructure();
    double shared = structure.sharedWeights() ? 0.3 : 1;
    boolean local = structure.nonZeros() < mu.length;
    double most = Arrays.stream(weight).max().orElse(0);
    double little = local ? LITTLE * most : Double.MIN_NORMAL;
    for (int j = 0; j < mu.length; j++) {
      mu[j] += shared * wish[j] / (weight[j] + little);
    }
    return initial.withParameters(mu);
  }

  /** How far one unit of each parameter moves a point at most, in mm. */
  double[] effects(Transform transform) {
    return Poses.effects(transform, grid, seed);
  }

  /** A pyramid that neither smooths nor shrinks: transforms look at its schedule only. */
  private record PlainPyramid(Image image) implements ImagePyramid {
    @Override
    public int levels() {
      return RESOLUTIONS;
    }

    @Override
    public Image level(int level) {
      return image;
    }

    @Override
    public double[] schedule(int level) {
      double[] factors = new double[image.grid().dimension()];
      java.util.Arrays.fill(factors, 1 << (RESOLUTIONS - 1 - level));
      return factors;
    }
  }
}
