package org.jelastix.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ParameterFileFormat;
import org.jelastix.api.spi.TextFiles;
import org.jelastix.runtime.registry.Formats;

/**
 * Default parameter maps, and parameter files of every format that is installed. Immutable and
 * thread-safe.
 */
public final class ParameterMaps {
  private static final int RESOLUTIONS = 4;
  private static final double GRID_SPACING = 10.0;
  private static final double GRID_FACTOR = 1.41;
  private static final List<String> NAMES =
      List.of("translation", "rigid", "affine", "bspline", "spline", "groupwise");

  private final List<ParameterFileFormat> formats;
  private final Formats all;

  ParameterMaps(Formats formats) {
    this.formats = formats.parameters();
    this.all = formats;
  }

  /** The formats on the module path or class path. */
  public static ParameterMaps standard() {
    return new ParameterMaps(Formats.standard());
  }

  /** The names that {@link #defaults(String)} knows. */
  public static List<String> defaultNames() {
    return NAMES;
  }

  /**
   * A default parameter map, as itk-elastix gives it: 4 resolutions, grid spacing 10 mm.
   *
   * @param name translation, rigid, affine, bspline (or nonrigid), spline or groupwise
   * @throws ParameterException if there is none of that name
   */
  public static ParameterMap defaults(String name) {
    return defaults(name, RESOLUTIONS, GRID_SPACING);
  }

  /**
   * A default parameter map.
   *
   * @param name translation, rigid, affine, bspline (or nonrigid), spline or groupwise
   * @param resolutions how many, at least 1
   * @param finalGridSpacing of B-spline grids at the last resolution, mm; 1.41 times wider at each
   *     resolution before
   * @throws ParameterException if there is none of that name
   */
  public static ParameterMap defaults(String name, int resolutions, double finalGridSpacing) {
    if (resolutions < 1) {
      throw new ParameterException("at least 1 resolution is needed, not " + resolutions);
    }
    ParameterMap.Builder map =
        ParameterMap.builder()
            .put("FixedImagePyramid", "FixedSmoothingImagePyramid")
            .put("MovingImagePyramid", "MovingSmoothingImagePyramid")
            .put("Interpolator", "LinearInterpolator")
            .put("Optimizer", "AdaptiveStochasticGradientDescent")
            .put("Resampler", "DefaultResampler")
            .put("ResampleInterpolator", "FinalBSplineInterpolator")
            .put("FinalBSplineInterpolationOrder", "3")
            .put("NumberOfResolutions", Integer.toString(resolutions))
            .put("WriteIterationInfo", "false")
            .put("ImageSampler", "RandomCoordinate")
            .put("NumberOfSpatialSamples", "2048")
            .put("CheckNumberOfSamples", "true")
            .put("MaximumNumberOfSamplingAttempts", "8")
            .put("NewSamplesEveryIteration", "true")
            .put("NumberOfSamplesForExactGradient", "4096")
            .put("DefaultPixelValue", "0.0")
            .put("AutomaticParameterEstimation", "true")
            .put("WriteResultImage", "true")
            .put("ResultImageFormat", "nii")
            .put("Registration", "MultiResolutionRegistration")
            .put("Metric", "AdvancedMattesMutualInformation")
            .put("MaximumNumberOfIterations", "256");
    switch (name) {
      case "translation" ->
          map.put("Transform", "TranslationTransform")
              .put("AutomaticTransformInitialization", "true");
      case "rigid" ->
          map.put("Transform", "EulerTransform").put("AutomaticScalesEstimation", "true");
      case "affine" ->
          map.put("Transform", "AffineTransform").put("AutomaticScalesEstimation", "true");
      case "bspline", "nonrigid" ->
          putGridSpacing(map, resolutions, finalGridSpacing)
              .put("Registration", "MultiMetricMultiResolutionRegistration")
              .put("Transform", "BSplineTransform")
              .put("Metric", "AdvancedMattesMutualInformation", "TransformBendingEnergyPenalty")
              .put("Metric0Weight", "1.0")
              .put("Metric1Weight", "1.0");
      case "spline" -> map.put("Transform", "SplineKernelTransform");
      case "groupwise" ->
          putGridSpacing(map, resolutions, finalGridSpacing)
              .put("Transform", "BSplineStackTransform")
              .put("Metric", "VarianceOverLastDimensionMetric")
              .put("Interpolator", "ReducedDimensionBSplineInterpolator")
              .put("ResampleInterpolator", "FinalReducedDimensionBSplineInterpolator");
      default ->
          throw new ParameterException(
              "there is no default parameter map \""
                  + name
                  + "\"; there are "
                  + String.join(", ", NAMES));
    }
    return map.build();
  }

  private static ParameterMap.Builder putGridSpacing(
      ParameterMap.Builder map, int resolutions, double finalGridSpacing) {
    List<String> schedule = new ArrayList<>();
    for (int r = resolutions - 1; r >= 0; r--) {
      schedule.add(String.format(Locale.ROOT, "%.6f", Math.pow(GRID_FACTOR, r)));
    }
    return map.put("GridSpacingSchedule", schedule)
        .put(
            "FinalGridSpacingInPhysicalUnits",
            String.format(Locale.ROOT, "%.6f", finalGridSpacing));
  }

  /**
   * Reads a parameter file. The format is chosen by the name; files of other names are read as
   * elastix's text.
   *
   * @param file its name
   * @throws ParameterException naming file, line and problem
   * @throws InputException if it cannot be read at all
   */
  public ParameterMap read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": no such file");
    }
    return formatOf(file).read(file);
  }

  /**
   * The text of a file.
   *
   * @param map what to write
   * @param format name of the format: elastix, TOML
   * @throws InputException if there is no such format
   */
  public String format(ParameterMap map, String format) {
    return formats.stream()
        .filter(f -> f.name().equalsIgnoreCase(format))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "there is no parameter file format \""
                        + format
                        + "\"; known: "
                        + String.join(", ", names())))
        .format(map);
  }

  /**
   * Writes a parameter file in the format of its name, or as elastix's text.
   *
   * @param map what to write
   * @param file its name, overwritten
   * @throws org.jelastix.api.OutputException naming file and problem; nothing is left behind
   */
  public void write(ParameterMap map, Path file) {
    text().write(file, formatOf(file).format(map));
  }

  TextFiles text() {
    return all.text();
  }

  private List<String> names() {
    return formats.stream().map(ParameterFileFormat::name).sorted().toList();
  }

  private ParameterFileFormat formatOf(Path file) {
    ParameterFileFormat otherwise = null;
    for (ParameterFileFormat format : formats) {
      if (FileNames.hasExtension(file, format.extensions())) {
        return format;
      }
      if (otherwise == null || format.extensions().contains(".txt")) {
        otherwise = format;
      }
    }
    if (otherwise == null) {
      throw new InputException(
          "there is nothing that reads parameter files: is the jelastix-io jar on the path?");
    }
    return otherwise;
  }
}
