package org.jelastix.conformance.phantom;

import java.util.Arrays;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;

/**
 * A head that moves over time: 2-D+t or 3-D+t images with known motion, for groupwise registration.
 *
 * <p>Frame k is the head moved by a smooth deformation whose amplitude follows one sine over all
 * frames, a sin(2πk/frames + φ). The last axis of its grids is time.
 *
 * <p>Immutable and thread-safe.
 */
public final class MovingPhantom {
  private final HeadPhantom head;
  private final ImageGrid frameGrid;
  private final ImageGrid grid;
  private final Warp[] warps;

  private MovingPhantom(HeadPhantom head, ImageGrid frameGrid, ImageGrid grid, Warp[] warps) {
    this.head = head;
    this.frameGrid = frameGrid;
    this.grid = grid;
    this.warps = warps;
  }

  /**
   * A moving head.
   *
   * @param frame grid of one frame, 2-D or 3-D
   * @param frames how many, at least 2
   * @param amplitude largest displacement along each axis, mm
   * @param seed of anatomy and motion
   * @throws IllegalArgumentException if there are fewer than 2 frames, or the motion would fold
   */
  public static MovingPhantom of(ImageGrid frame, int frames, double amplitude, int seed) {
    if (frames < 2) {
      throw new IllegalArgumentException("a series has at least 2 frames, not " + frames);
    }
    Warp[] warps = new Warp[frames];
    for (int k = 0; k < frames; k++) {
      double phase = 2 * Math.PI * k / frames + 0.4;
      warps[k] = Warp.smooth(frame, amplitude * StrictMath.sin(phase), seed + 1);
    }
    HeadPhantom head = HeadPhantom.fitting(frame, seed);
    return new MovingPhantom(head, frame, withTime(frame, frames), warps);
  }

  /** The head at rest. */
  public HeadPhantom head() {
    return head;
  }

  /** The grid of the whole series: that of a frame, and time with spacing 1. */
  public ImageGrid grid() {
    return grid;
  }

  /** Number of frames. */
  public int frames() {
    return warps.length;
  }

  /**
   * The true motion of one frame.
   *
   * @param frame from 0 on
   * @return from the head at rest to the frame, without the time coordinate
   */
  public Warp warp(int frame) {
    return warps[frame];
  }

  /**
   * All frames as one image.
   *
   * @param contrast of the scanner
   * @param noiseSeed of the noise, which differs from frame to frame
   */
  public Image image(Contrast contrast, int noiseSeed) {
    float[] values = new float[grid.voxelCount()];
    int length = frameGrid.voxelCount();
    for (int k = 0; k < warps.length; k++) {
      Image frame = head.image(frameGrid, contrast, warps[k], noiseSeed + k);
      System.arraycopy(frame.floats(), 0, values, k * length, length);
    }
    return Image.of(grid, values).storedAs(contrast.type());
  }

  /** The tissues of all frames as one image, as {@link HeadPhantom#labels}. */
  public Image labels() {
    float[] values = new float[grid.voxelCount()];
    int length = frameGrid.voxelCount();
    Image frame = null;
    for (int k = 0; k < warps.length; k++) {
      frame = head.labels(frameGrid, warps[k]);
      System.arraycopy(frame.floats(), 0, values, k * length, length);
    }
    return Image.of(grid, values).storedAs(frame.storedType());
  }

  private static ImageGrid withTime(ImageGrid frame, int frames) {
    int dim = frame.dimension();
    int[] size = Arrays.copyOf(frame.size(), dim + 1);
    double[] spacing = Arrays.copyOf(frame.spacing(), dim + 1);
    double[] origin = Arrays.copyOf(frame.origin(), dim + 1);
    size[dim] = frames;
    spacing[dim] = 1;
    double[] direction = new double[(dim + 1) * (dim + 1)];
    for (int r = 0; r < dim; r++) {
      System.arraycopy(frame.direction(), r * dim, direction, r * (dim + 1), dim);
    }
    direction[direction.length - 1] = 1;
    return new ImageGrid(size, spacing, origin, direction);
  }
}
