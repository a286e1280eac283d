package org.jelastix.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.image.StreamedImage;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.Extras;
import org.jelastix.runtime.registry.GeneralParameters;

/**
 * A transform that was found, with all that is needed to apply it: what transformix does. Immutable
 * and thread-safe.
 */
public final class Transformation {
  private final Jelastix jelastix;
  private final List<ParameterMap> maps;
  private final Transform transform;

  Transformation(Jelastix jelastix, List<ParameterMap> maps, Transform transform) {
    this.jelastix = jelastix;
    this.maps = maps;
    this.transform = transform;
  }

  /**
   * The transform of a registration.
   *
   * @param result of the registration
   */
  public static Transformation of(RegistrationResult result) {
    return result.transformation();
  }

  /**
   * The transform of transform parameter maps.
   *
   * @param maps the last is the one to apply; each names its initial transform by its number in
   *     this list, or has none
   * @throws ParameterException if something is missing or malformed
   */
  public static Transformation of(List<ParameterMap> maps) {
    return of(Jelastix.standard(), maps);
  }

  /**
   * The transform of a transform parameter file, with the files of its initial transforms, or of an
   * ITK transform file.
   *
   * @param file its name
   * @throws ParameterException if a file is malformed
   * @throws InputException if a file cannot be read
   */
  public static Transformation of(Path file) {
    return of(Jelastix.standard(), file);
  }

  /**
   * As {@link #of(List)}, with components of one's own.
   *
   * @param jelastix the library to use
   * @param maps the last is the one to apply
   */
  public static Transformation of(Jelastix jelastix, List<ParameterMap> maps) {
    if (maps.isEmpty()) {
      throw new ParameterException("a transformation needs at least one transform parameter map");
    }
    List<ParameterMap> copy = List.copyOf(maps);
    return new Transformation(jelastix, copy, read(jelastix, copy, copy.size() - 1, Set.of()));
  }

  /**
   * As {@link #of(Path)}, with components of one's own.
   *
   * @param jelastix the library to use
   * @param file its name
   */
  public static Transformation of(Jelastix jelastix, Path file) {
    return of(jelastix, file, Set.of());
  }

  /** Some transforms name the files of others, which must not name them in turn. */
  private static Transformation of(Jelastix jelastix, Path file, Set<Path> within) {
    Set<Path> opened = new HashSet<>(within);
    if (!opened.add(file.toAbsolutePath().normalize())) {
      throw new ParameterException(file + ": the transform of this file is a part of itself");
    }
    List<ParameterMap> maps = jelastix.transformFiles().read(file);
    return new Transformation(jelastix, maps, read(jelastix, maps, maps.size() - 1, opened));
  }

  private static Transform read(
      Jelastix jelastix, List<ParameterMap> maps, int number, Set<Path> within) {
    ParameterMap map = maps.get(number);
    Extras extras =
        new FileExtras(
            jelastix,
            map,
            GridParameters.dimension(map),
            GivenInputs.none(),
            file -> of(jelastix, file, within).transform());
    TransformReader reader =
        new TransformReader(jelastix.components(), jelastix.parameterMaps().text(), extras);
    String initial = TransformReader.initialName(map);
    Transform before =
        initial.equals(StageResult.NO_INITIAL_TRANSFORM)
            ? null
            : read(jelastix, maps, numberOf(map, initial, number), within);
    return reader.read(map, before, extras::transform);
  }

  private static int numberOf(ParameterMap map, String initial, int below) {
    int number;
    try {
      number = Integer.parseInt(initial);
    } catch (NumberFormatException e) {
      number = -1;
    }
    if (number < 0 || number >= below) {
      throw new ParameterException(
          map.locate("InitialTransformParameterFileName")
              + ": the initial transform is \""
              + initial
              + "\"; expected the number of an earlier map of the list, or "
              + StageResult.NO_INITIAL_TRANSFORM);
    }
    return number;
  }

  /** From the fixed to the moving image's world, the initial transforms included. */
  public Transform transform() {
    return transform;
  }

  /** The transform parameter maps, the innermost initial transform first. */
  public List<ParameterMap> parameterMaps() {
    return maps;
  }

  /** The outermost transform parameter map, which also says how to resample. */
  public ParameterMap parameters() {
    return maps.get(maps.size() - 1);
  }

  /**
   * The grid of the fixed image, onto which images are resampled.
   *
   * @throws ParameterException if the parameter map does not have it
   */
  public ImageGrid grid() {
    return grid(parameters())
        .orElseThrow(
            () ->
                new ParameterException(
                    parameters().locate("Size")
                        + ": there is no Size, Spacing and Origin of the fixed image here; say"
                        + " onto which grid to resample"));
  }

  private static Optional<ImageGrid> grid(ParameterMap map) {
    return GridParameters.read(map, GridParameters.dimension(map)).map(Resampling::fromIndexZero);
  }

  /** Whether result images are to be compressed in their files. */
  public boolean compressesResult() {
    return general().get(GeneralParameters.COMPRESS_RESULT_IMAGE);
  }

  /** The file name extension of result images, without dot. */
  public String resultFormat() {
    return general().get(GeneralParameters.RESULT_IMAGE_FORMAT);
  }

  private ComponentParameters general() {
    return new ComponentParameters(parameters(), "", 0);
  }

  /**
   * Resamples an image onto the grid of the fixed image.
   *
   * @param moving in the moving image's world
   * @throws InputException if its dimension does not fit
   */
  public Image apply(Image moving) {
    return apply(moving, grid());
  }

  /**
   * Resamples an image.
   *
   * @param moving in the moving image's world
   * @param onto grid of the result, in the fixed image's world
   * @throws InputException if dimensions do not fit
   */
  public Image apply(Image moving, ImageGrid onto) {
    requireDimension("image", moving.grid().dimension());
    boolean directions = Resampling.usesDirections(parameters());
    return new Resampling(parameters(), jelastix.components(), jelastix.parallel())
        .apply(
            moving.onGrid(Resampling.withDirection(moving.grid(), directions)),
            transform,
            working(onto))
        .onGrid(onto);
  }

  /**
   * Resamples a label image or a mask onto the grid of the fixed image: each voxel gets the value
   * of the nearest one, so that labels are never mixed, in the pixel type that they have.
   *
   * @param labels in the moving image's world
   * @throws InputException if its dimension does not fit
   */
  public Image applyToLabels(Image labels) {
    List<ParameterMap> nearest = new ArrayList<>(maps);
    nearest.set(
        maps.size() - 1,
        parameters().toBuilder()
            .put("ResampleInterpolator", "FinalNearestNeighborInterpolator")
            .put("ResultImagePixelType", labels.storedType().elastixName())
            .build());
    return new Transformation(jelastix, nearest, transform).apply(labels);
  }

  /**
   * Maps points from the fixed to the moving image's world.
   *
   * @param points world mm, or voxel indices of the fixed image
   * @return world mm, in the same order
   * @throws InputException if their dimension does not fit
   */
  public PointSet apply(PointSet points) {
    requireDimension("list of points", points.dimension());
    PointSet world = points.areIndices() ? points.toWorld(indexGrid()) : points;
    int dim = transform.dimension();
    double[] out = new double[world.size() * dim];
    int tasks = (world.size() + PointBatch.CAPACITY - 1) / PointBatch.CAPACITY;
    jelastix
        .parallel()
        .run(
            tasks,
            task -> {
              int first = task * PointBatch.CAPACITY;
              PointBatch in = new PointBatch(dim);
              PointBatch mapped = new PointBatch(dim);
              in.resize(Math.min(PointBatch.CAPACITY, world.size() - first));
              for (int d = 0; d < dim; d++) {
                for (int i = 0; i < in.size(); i++) {
                  in.axis(d)[i] = world.get(first + i, d);
                }
              }
              TransformKernel kernel = transform.kernel();
              kernel.forward(in, mapped);
              for (int d = 0; d < dim; d++) {
                for (int i = 0; i < in.size(); i++) {
                  out[(first + i) * dim + d] = mapped.axis(d)[i];
                }
              }
            });
    return new PointSet(dim, out, false);
  }

  /** The grid whose indices points may be, with its start index. */
  private ImageGrid indexGrid() {
    return Resampling.withDirection(
        GridParameters.read(parameters(), transform.dimension()).orElseGet(this::grid),
        Resampling.usesDirections(parameters()));
  }

  /** T(x) - x in mm at the voxels of the fixed image, one component an axis. */
  public Image deformationField() {
    return deformationField(grid());
  }

  /**
   * T(x) - x in mm, one component an axis.
   *
   * @param at grid in the fixed image's world
   */
  public Image deformationField(ImageGrid at) {
    return streamDeformationField(at).toImage();
  }

  /**
   * T(x) - x in mm, one component an axis, not made yet: for {@linkplain
   * Images#write(StreamedImage, Path, boolean) writing} what is too large for the memory.
   *
   * @param at grid in the fixed image's world
   */
  public StreamedImage streamDeformationField(ImageGrid at) {
    return fields(at).displacements().onGrid(at);
  }

  /** The determinant of ∂T/∂x at the voxels of the fixed image: above 1 is expansion. */
  public Image spatialJacobian() {
    return spatialJacobian(grid());
  }

  /**
   * The determinant of ∂T/∂x: above 1 is expansion.
   *
   * @param at grid in the fixed image's world
   */
  public Image spatialJacobian(ImageGrid at) {
    return streamSpatialJacobian(at).toImage();
  }

  /**
   * The determinant of ∂T/∂x, not made yet; see {@link #streamDeformationField}.
   *
   * @param at grid in the fixed image's world
   */
  public StreamedImage streamSpatialJacobian(ImageGrid at) {
    return fields(at).determinants().onGrid(at);
  }

  /** ∂T/∂x at the voxels of the fixed image, dim² components, row by row. */
  public Image spatialJacobianMatrix() {
    return spatialJacobianMatrix(grid());
  }

  /**
   * ∂T/∂x, dim² components, row by row.
   *
   * @param at grid in the fixed image's world
   */
  public Image spatialJacobianMatrix(ImageGrid at) {
    return streamSpatialJacobianMatrix(at).toImage();
  }

  /**
   * ∂T/∂x, dim² components, row by row, not made yet; see {@link #streamDeformationField}.
   *
   * @param at grid in the fixed image's world
   */
  public StreamedImage streamSpatialJacobianMatrix(ImageGrid at) {
    return fields(at).jacobians().onGrid(at);
  }

  /** The inverse, good on the grid of the fixed image; see {@link #invert(ImageGrid)}. */
  public Transformation invert() {
    return invert(grid());
  }

  /**
   * The inverse as a transformation of its own, from the moving to the fixed image's world: an
   * affine transform, followed by B-splines unless this transformation is affine itself. They make
   * the mean of |inverse(T(x)) − x|² over the grid small, as elastix does with
   * DisplacementMagnitudePenalty.
   *
   * <p>The B-splines' control points are half as far from each other as those of this
   * transformation, which keeps the error of smooth transformations far below a voxel. {@link
   * #inverseDeformationField} is exact at its voxels.
   *
   * @param at where it matters, in the fixed image's world
   * @throws org.jelastix.api.RegistrationException if there is no inverse
   */
  public Transformation invert(ImageGrid at) {
    requireDimension("grid", at.dimension());
    return new Inversion(jelastix, this, working(at)).run();
  }

  /**
   * The displacements of the inverse: x − y in mm with T(x) = y at each voxel y, one component an
   * axis, by a fixed-point iteration. Where T folds, one of several x; where no x is mapped to y,
   * the closest that was found.
   *
   * @param at grid in the moving image's world
   */
  public Image inverseDeformationField(ImageGrid at) {
    requireDimension("grid", at.dimension());
    ImageGrid where = grid(parameters()).map(this::working).orElse(working(at));
    return new InverseField(
            transform, AffineFit.inverse(transform, where), working(at), jelastix.parallel())
        .displacements()
        .onGrid(at);
  }

  private FieldComputation fields(ImageGrid at) {
    requireDimension("grid", at.dimension());
    return new FieldComputation(transform, working(at), jelastix.parallel());
  }

  private ImageGrid working(ImageGrid grid) {
    return Resampling.withDirection(grid, Resampling.usesDirections(parameters()));
  }

  private void requireDimension(String what, int dimension) {
    if (dimension != transform.dimension()) {
      throw new InputException(
          "the transform has "
              + transform.dimension()
              + " dimensions and the "
              + what
              + " "
              + dimension);
    }
  }

  @Override
  public String toString() {
    return "Transformation"
        + Arrays.toString(maps.stream().map(m -> m.first("Transform", "?")).toArray());
  }
}
