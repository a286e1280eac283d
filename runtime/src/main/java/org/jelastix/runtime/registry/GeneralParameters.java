package org.jelastix.runtime.registry;

import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentType;

/**
 * Parameters that belong to no single component: the choice of components, the images, the run as a
 * whole and its output files.
 */
public final class GeneralParameters {
  public static final Parameter<Integer> NUMBER_OF_RESOLUTIONS =
      Parameter.integer("NumberOfResolutions", 3)
          .atLeast(1)
          .doc("How many resolutions the registration goes through, coarsest first.");

  public static final Parameter<Integer> RANDOM_SEED =
      Parameter.of("RandomSeed", org.jelastix.api.parameter.ValueType.INTEGER, 121212)
          .doc("Seed of the random numbers of this parameter file; each file starts anew with it.");

  public static final Parameter<Boolean> USE_DIRECTION_COSINES =
      Parameter.bool("UseDirectionCosines", true)
          .doc("Whether the directions of the images count; if not, all are taken as identity.");

  public static final Parameter<String> FIXED_INTERNAL_IMAGE_PIXEL_TYPE =
      internalPixelType("FixedInternalImagePixelType", "fixed");

  public static final Parameter<String> MOVING_INTERNAL_IMAGE_PIXEL_TYPE =
      internalPixelType("MovingInternalImagePixelType", "moving");

  public static final Parameter<Integer> FIXED_IMAGE_DIMENSION =
      Parameter.integer("FixedImageDimension", null)
          .between(1, 5)
          .defaultsTo("that of the image")
          .doc("Dimension of the fixed image; checked against the image.");

  public static final Parameter<Integer> MOVING_IMAGE_DIMENSION =
      Parameter.integer("MovingImageDimension", null)
          .between(1, 5)
          .defaultsTo("that of the image")
          .doc("Dimension of the moving image; checked against the image.");

  public static final Parameter<String> HOW_TO_COMBINE_TRANSFORMS =
      Parameter.text("HowToCombineTransforms", "Compose")
          .doc(
              "How an initial transform T0 and the transform T1 become one: Compose is T1(T0(x)),"
                  + " anything else is T0(x) + T1(x) - x.");

  public static final Parameter<Boolean> NEW_SAMPLES_EVERY_ITERATION =
      Parameter.bool("NewSamplesEveryIteration", false)
          .perResolution()
          .doc("Whether the optimizer asks for new samples of the fixed image in each iteration.");

  public static final Parameter<Boolean> ERODE_MASK =
      Parameter.bool("ErodeMask", true)
          .perResolution()
          .doc(
              "Whether masks shrink at coarse resolutions, so that no sample is smoothed with what"
                  + " lies outside.");

  public static final Parameter<Boolean> ERODE_FIXED_MASK =
      Parameter.bool("ErodeFixedMask", null)
          .perResolution()
          .defaultsTo("ErodeMask")
          .doc("As ErodeMask, for the masks of the fixed images.");

  public static final Parameter<Boolean> ERODE_MOVING_MASK =
      Parameter.bool("ErodeMovingMask", null)
          .perResolution()
          .defaultsTo("ErodeMask")
          .doc("As ErodeMask, for the masks of the moving images.");

  public static final Parameter<String> RESULT_IMAGE_PIXEL_TYPE =
      Parameter.text("ResultImagePixelType", "short")
          .range(
              t -> pixelType(t) != null,
              "char, unsigned char, short, unsigned short, int, unsigned int, long, unsigned long,"
                  + " float or double")
          .doc("Pixel type of the result image in its file.");

  public static final Parameter<String> RESULT_IMAGE_FORMAT =
      Parameter.text("ResultImageFormat", "mhd")
          .doc("File name extension of the result image, which decides on its format.");

  public static final Parameter<Boolean> COMPRESS_RESULT_IMAGE =
      Parameter.bool("CompressResultImage", false)
          .doc("Whether the result image is compressed, if its format can.");

  public static final Parameter<Double> DEFAULT_PIXEL_VALUE =
      Parameter.number("DefaultPixelValue", 0.0)
          .doc("Value of the result image where it maps outside the moving image.");

  public static final Parameter<Boolean> WRITE_RESULT_IMAGE =
      Parameter.bool("WriteResultImage", true).doc("Whether the result image is made.");

  public static final Parameter<Boolean> USE_BINARY_FORMAT =
      Parameter.bool("UseBinaryFormatForTransformationParameters", false)
          .doc("Whether transform parameters are written to a binary file beside the text.");

  private static final List<Parameter<?>> ALL = collect();

  private GeneralParameters() {}

  /**
   * All of them, for listings and reference pages. A name with {@code <i>} stands for one name a
   * number: 0, 1, ….
   */
  public static List<Parameter<?>> all() {
    return ALL;
  }

  /**
   * A pixel type by its name in parameter files.
   *
   * @param name for example {@code unsigned char}
   * @return null if there is none of that name
   */
  public static PixelType pixelType(String name) {
    String wanted = name.trim().replace('_', ' ');
    for (PixelType type : PixelType.values()) {
      if (type.elastixName().equals(wanted)) {
        return type;
      }
    }
    return switch (wanted) {
      case "ushort" -> PixelType.UNSIGNED_SHORT;
      case "uchar" -> PixelType.UNSIGNED_CHAR;
      case "uint" -> PixelType.UNSIGNED_INT;
      case "ulong" -> PixelType.UNSIGNED_LONG;
      default -> null;
    };
  }

  private static Parameter<String> internalPixelType(String name, String which) {
    return Parameter.text(name, "float")
        .range(t -> pixelType(t) != null, "a pixel type such as float, double or short")
        .doc("Type of the " + which + " image's values while registering.");
  }

  private static List<Parameter<?>> collect() {
    List<Parameter<?>> all = new ArrayList<>();
    for (ComponentType type : ComponentType.values()) {
      all.add(
          Parameter.text(type.parameterName(), null)
              .list()
              .defaultsTo(
                  ProviderKinds.defaultName(type) == null
                      ? "none"
                      : ProviderKinds.defaultName(type))
              .doc("Which " + type.parameterName() + " to use."));
    }
    all.add(NUMBER_OF_RESOLUTIONS);
    all.add(RANDOM_SEED);
    all.add(USE_DIRECTION_COSINES);
    all.add(FIXED_INTERNAL_IMAGE_PIXEL_TYPE);
    all.add(MOVING_INTERNAL_IMAGE_PIXEL_TYPE);
    all.add(FIXED_IMAGE_DIMENSION);
    all.add(MOVING_IMAGE_DIMENSION);
    all.add(HOW_TO_COMBINE_TRANSFORMS);
    all.add(NEW_SAMPLES_EVERY_ITERATION);
    all.add(ERODE_MASK);
    all.add(ERODE_FIXED_MASK);
    all.add(ERODE_MOVING_MASK);
    all.add(
        Parameter.bool("ErodeFixedMask<i>", null)
            .perResolution()
            .defaultsTo("ErodeFixedMask")
            .doc("As ErodeFixedMask, for one mask."));
    all.add(
        Parameter.bool("ErodeMovingMask<i>", null)
            .perResolution()
            .defaultsTo("ErodeMovingMask")
            .doc("As ErodeMovingMask, for one mask."));
    all.add(RESULT_IMAGE_PIXEL_TYPE);
    all.add(RESULT_IMAGE_FORMAT);
    all.add(COMPRESS_RESULT_IMAGE);
    all.add(DEFAULT_PIXEL_VALUE);
    all.add(WRITE_RESULT_IMAGE);
    all.add(USE_BINARY_FORMAT);
    all.add(
        Parameter.text("ResultImageName", "result")
            .doc("First part of the result image's file name."));
    all.add(
        Parameter.text("ITKTransformOutputFileNameExtension", null)
            .defaultsTo("none written")
            .doc("Extension (tfm, h5) of an ITK transform file to be written beside the text."));
    all.add(
        Parameter.bool("WriteITKCompositeTransform", false)
            .doc("Whether that file holds the initial transforms too."));
    all.add(
        Parameter.choice("OutputTransformParameterFileFormat", "txt", "txt", "TOML", "toml")
            .doc("Format of the transform parameter file."));
    all.add(
        Parameter.bool("WriteIterationInfo", true)
            .doc("Whether the iteration table of each resolution is written to a file."));
    all.add(
        Parameter.bool("WriteFinalTransformParameters", true)
            .doc("Whether the transform parameter file is written."));
    all.add(
        Parameter.bool("WriteTransformParametersEachResolution", false)
            .doc("Whether a transform parameter file is written after each resolution."));
    all.add(
        Parameter.bool("WriteTransformParametersEachIteration", false)
            .doc("Whether a transform parameter file is written after each iteration."));
    all.add(
        Parameter.bool("WriteResultImageAfterEachResolution", false)
            .perResolution()
            .doc("Whether a result image is written after each resolution."));
    all.add(
        Parameter.bool("WriteResultImageAfterEachIteration", false)
            .perResolution()
            .doc("Whether a result image is written after each iteration."));
    all.add(
        Parameter.bool("WritePyramidImagesAfterEachResolution", false)
            .perResolution()
            .doc("Whether the smoothed images of a resolution are written."));
    all.add(
        Parameter.bool("PrintErrorMessages", true).doc("Accepted for old files; has no effect."));
    all.add(
        Parameter.bool("ReleaseMemoryBeforeResampling", true)
            .doc("Accepted for old files; has no effect."));
    all.add(
        Parameter.bool("ShowProgressPercentage", false)
            .doc("Accepted for old files; has no effect."));
    all.add(
        Parameter.bool("UseMultiThreadingForSamplers", true)
            .doc("Accepted for old files; the number of threads never changes results."));
    all.add(
        Parameter.text("OpenCLDeviceType", "GPU").doc("Accepted for old files; has no effect."));
    all.add(Parameter.integer("OpenCLDeviceID", -1).doc("Accepted for old files; has no effect."));
    all.add(
        Parameter.integer("DefaultOutputPrecision", 6)
            .between(1, 17)
            .doc("Decimals of the numbers in iteration tables."));
    return List.copyOf(all);
  }
}
