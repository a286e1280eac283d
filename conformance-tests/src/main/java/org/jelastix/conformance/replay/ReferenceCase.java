package org.jelastix.conformance.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run to be repeated, and what should come out.
 *
 * @param name of the folder
 * @param base what the names of files are relative to
 * @param inputs images, masks and the initial transform, as files or recipes, by elastix's options
 *     without dash: {@code f}, {@code m}, {@code fMask}, {@code mMask}, {@code t0}, {@code fp},
 *     {@code mp}
 * @param parameterFiles one a stage
 * @param first the first iteration of each stage and resolution that is known
 * @param transforms files of the final transform, each the initial one of the next; may be empty
 * @param tolerance what may differ
 */
public record ReferenceCase(
    String name,
    Path base,
    Map<String, String> inputs,
    List<Path> parameterFiles,
    List<FirstIteration> first,
    List<Path> transforms,
    Tolerance tolerance) {

  /** Copies the lists. */
  public ReferenceCase {
    inputs = Map.copyOf(inputs);
    parameterFiles = List.copyOf(parameterFiles);
    first = List.copyOf(first);
    transforms = List.copyOf(transforms);
  }

  /**
   * The same with other tolerances.
   *
   * @param other what may differ
   */
  public ReferenceCase within(Tolerance other) {
    return new ReferenceCase(name, base, inputs, parameterFiles, first, transforms, other);
  }

  Optional<String> input(String option) {
    return Optional.ofNullable(inputs.get(option));
  }

  /**
   * What the first row of an iteration table says.
   *
   * @param stage number of the parameter file
   * @param resolution from 0 on
   * @param metric value
   * @param gradient its norm, or NaN if the table has none
   * @param decimals digits after the point that both are printed with; 17 if in full
   */
  public record FirstIteration(
      int stage, int resolution, double metric, double gradient, int decimals) {}

  /**
   * What may differ.
   *
   * @param metric relative, of the first iteration of the first resolution
   * @param gradient relative, of its gradient's norm
   * @param later relative, of the first iterations of later resolutions; NaN if they are not
   *     compared
   * @param transform mean distance of mapped voxel centres, in voxels of the fixed image
   * @param reason why, if these are not the usual ones
   */
  public record Tolerance(
      double metric, double gradient, double later, double transform, String reason) {
    /** For runs without random numbers. */
    public static final Tolerance USUAL = new Tolerance(1e-5, 1e-3, Double.NaN, 0.01, "");

    /**
     * The same with another distance of the transforms.
     *
     * @param voxels mean distance
     * @param why the reason
     */
    public Tolerance withTransform(double voxels, String why) {
      return new Tolerance(metric, gradient, later, voxels, why);
    }
  }
}
