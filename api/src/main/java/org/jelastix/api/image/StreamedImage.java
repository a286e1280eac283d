package org.jelastix.api.image;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.parallel.Parallel;

/**
 * An image of {@code float} values that are made when they are wanted, some slices at a time:
 * written to a file, it is never in memory as a whole. A deformation field of 512³ voxels would
 * take 1.6 GB.
 *
 * <p>A slice is all voxels with the same index along the last axis. How the image is cut depends on
 * its grid and components alone. Immutable; thread-safe if its sources are.
 */
public final class StreamedImage {
  /** Values of a piece, about: some megabytes. */
  private static final int PIECE = 1 << 20;

  /** Into how many pieces smaller images are cut, as far as they have slices. */
  private static final int LEAST_PIECES = 16;

  private final ImageGrid grid;
  private final int components;
  private final Parallel parallel;
  private final Supplier<Source> sources;

  /**
   * An image.
   *
   * @param grid where the voxels lie
   * @param components values a voxel, at least 1
   * @param parallel splits the making of all values
   * @param sources makes what makes values, one for each thread that works at the same time; called
   *     anew each time that the values are wanted
   */
  public StreamedImage(
      ImageGrid grid, int components, Parallel parallel, Supplier<Source> sources) {
    this.grid = Objects.requireNonNull(grid, "grid");
    this.components = components;
    this.parallel = Objects.requireNonNull(parallel, "parallel");
    this.sources = Objects.requireNonNull(sources, "sources");
    if (components < 1) {
      throw new IllegalArgumentException("an image has at least 1 component, not " + components);
    }
  }

  /** Makes values; used by one thread at a time. */
  @FunctionalInterface
  public interface Source {
    /**
     * Makes the values of some slices.
     *
     * @param first the first slice
     * @param count how many
     * @param values to be filled: component, voxel of the slices
     */
    void fill(int first, int count, float[][] values);
  }

  /**
   * The values of some slices.
   *
   * @param firstVoxel number of their first voxel in the whole image
   * @param voxelCount how many voxels they have
   * @param values component, voxel of the slices; arrays may be longer, and are filled again after
   *     use
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
  public record Slices(int firstVoxel, int voxelCount, float[][] values) {

    /**
     * Copies the values of some voxels, the components of each side by side.
     *
     * @param from number of the first voxel in the slices
     * @param count how many voxels
     * @param out gets the values
     * @param at where in it
     */
    public void interleave(int from, int count, float[] out, int at) {
      for (int c = 0; c < values.length; c++) {
        spread(values[c], from, count, out, at + c, values.length);
      }
    }

    private static void spread(float[] values, int from, int n, float[] out, int at, int step) {
      if (step == 1) {
        System.arraycopy(values, from, out, at, n);
        return;
      }
      for (int i = 0; i < n; i++) {
        out[at + i * step] = values[from + i];
      }
    }
  }

  /** Where the voxels lie. */
  public ImageGrid grid() {
    return grid;
  }

  /** Values a voxel; 1 for a scalar image. */
  public int components() {
    return components;
  }

  /**
   * The same values on another grid of the same size.
   *
   * @param other the grid
   * @throws IllegalArgumentException if the sizes differ
   */
  public StreamedImage onGrid(ImageGrid other) {
    if (!Arrays.equals(other.size(), grid.size())) {
      throw new IllegalArgumentException("sizes differ: " + other + " and " + grid);
    }
    return new StreamedImage(other, components, parallel, sources);
  }

  /**
   * Makes all values, piece by piece.
   *
   * @param users makes what one thread at a time uses values with
   * @param use what to do with each piece; called from several threads, in no certain order
   */
  public <U> void forEach(Supplier<U> users, BiConsumer<U, Slices> use) {
    int last = grid.dimension() - 1;
    int slices = grid.size(last);
    int slice = grid.voxelCount() / slices;
    long most = Math.max(1, PIECE / ((long) slice * components));
    int thickness = (int) Math.min(most, (slices + LEAST_PIECES - 1) / LEAST_PIECES);
    parallel.run(
        (slices + thickness - 1) / thickness,
        () -> new Worker<>(sources.get(), new float[components][thickness * slice], users.get()),
        (worker, piece) -> {
          int first = piece * thickness;
          int count = Math.min(thickness, slices - first);
          worker.source.fill(first, count, worker.values);
          use.accept(worker.user, new Slices(first * slice, count * slice, worker.values));
        });
  }

  /** What one thread at a time works with. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Worker<U>(Source source, float[][] values, U user) {}

  /**
   * The image in memory.
   *
   * @throws RegistrationException if it has more values than an array can hold
   */
  public Image toImage() {
    long length = (long) grid.voxelCount() * components;
    if (length > Integer.MAX_VALUE - 8) {
      throw new RegistrationException(
          "an image of "
              + Arrays.toString(grid.size())
              + " voxels with "
              + components
              + " components is too large for the memory; write it to a file, or ask for a coarser"
              + " grid");
    }
    float[] all = new float[(int) length];
    forEach(
        () -> all,
        (out, slices) ->
            slices.interleave(0, slices.voxelCount(), out, slices.firstVoxel() * components));
    return Image.ofVectors(grid, components, all);
  }

  @Override
  public String toString() {
    return "StreamedImage[" + grid + ", components=" + components + "]";
  }
}
