package org.jelastix.images.resampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.parameter.Parameter;

/** The parameters of resamplers. */
final class ResamplerParameters {
  private ResamplerParameters() {}

  static final Parameter<Double> DEFAULT_PIXEL_VALUE =
      Parameter.number("DefaultPixelValue", 0.0)
          .doc(
              "The value of result voxels that correspond to no place in the moving image, such as"
                  + " -1000 for air in CT.");

  static final Parameter<String> PIXEL_TYPE =
      Parameter.text("ResultImagePixelType", "short")
          .range(ResamplerParameters::isPixelType, "one of " + String.join(", ", names()))
          .doc(
              "Type of the voxels of the result in its file. Types that do not fit in single"
                  + " precision make the resampler work in double precision.");

  /** The pixel type of a name, which may have underscores for spaces. */
  static PixelType pixelType(String name) {
    String wanted = normalized(name);
    for (PixelType type : PixelType.values()) {
      if (type.elastixName().equals(wanted)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no pixel type " + name);
  }

  private static boolean isPixelType(String name) {
    return names().contains(normalized(name));
  }

  private static String normalized(String name) {
    return name.trim().replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (PixelType type : PixelType.values()) {
      names.add(type.elastixName());
    }
    return names;
  }
}
