package org.jelastix.runtime;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.component.CombinedTransform;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.runtime.registry.ComponentRegistry;
import org.jelastix.runtime.registry.GeneralParameters;

/**
 * Writes the transform parameter map of a result: the transform, the fixed image's grid, and how to
 * resample, under the names and in the order that elastix has them.
 */
final class TransformDescription {
  private static final List<String> FIRST =
      List.of("Transform", "NumberOfParameters", "TransformParameters");

  private final ParameterMap parameters;
  private final ImageGrid fixedGrid;
  private final int movingDimension;
  private final ComponentRegistry components;

  /**
   * @param parameters the registration's parameter file
   * @param fixedGrid of the fixed image, with its own direction
   * @param movingDimension of the moving image
   * @param components to ask for the parameters of the resample interpolator
   */
  TransformDescription(
      ParameterMap parameters,
      ImageGrid fixedGrid,
      int movingDimension,
      ComponentRegistry components) {
    this.parameters = parameters;
    this.fixedGrid = fixedGrid;
    this.movingDimension = movingDimension;
    this.components = components;
  }

  /**
   * The map.
   *
   * @param transform what was found, combined with its initial transform or not
   * @param initialFile the file of the initial transform, or NoInitialTransform; not named if the
   *     transform stands alone, having taken its initial transform in
   */
  ParameterMap of(Transform transform, String initialFile) {
    String initialName =
        transform instanceof CombinedTransform ? initialFile : StageResult.NO_INITIAL_TRANSFORM;
    ComponentParameters general = new ComponentParameters(parameters, "", 0);
    Transform own = transform instanceof CombinedTransform both ? both.current() : transform;
    String rule =
        transform instanceof CombinedTransform both
            ? both.rule().parameterValue()
            : general.get(GeneralParameters.HOW_TO_COMBINE_TRANSFORMS).equals("Compose")
                ? "Compose"
                : "Add";
    ParameterMap described = own.describe();
    ParameterMap.Builder map = ParameterMap.builder();
    for (String name : FIRST) {
      if (described.contains(name)) {
        map.put(name, described.values(name));
      }
    }
    map.put("InitialTransformParameterFileName", initialName)
        // The name before elastix 5.1, so that older programs can read the file.
        .put("InitialTransformParametersFileName", initialName)
        .put("UseBinaryFormatForTransformationParameters", "false")
        .put("HowToCombineTransforms", rule)
        .put("FixedImageDimension", fixedGrid.dimension())
        .put("MovingImageDimension", movingDimension)
        .put(
            "FixedInternalImagePixelType",
            general.get(GeneralParameters.FIXED_INTERNAL_IMAGE_PIXEL_TYPE))
        .put(
            "MovingInternalImagePixelType",
            general.get(GeneralParameters.MOVING_INTERNAL_IMAGE_PIXEL_TYPE));
    GridParameters.put(map, fixedGrid);
    map.put("UseDirectionCosines", general.get(GeneralParameters.USE_DIRECTION_COSINES).toString());
    described.entries().forEach((name, values) -> putNew(map, name, values));
    putResampling(map, general);
    return map.build();
  }

  private static void putNew(ParameterMap.Builder map, String name, List<String> values) {
    if (!FIRST.contains(name)) {
      map.put(name, values);
    }
  }

  private void putResampling(ParameterMap.Builder map, ComponentParameters general) {
    String interpolator = chosen(ComponentType.RESAMPLE_INTERPOLATOR);
    map.put("ResampleInterpolator", interpolator);
    Optional<ComponentInfo> info =
        components.find(ComponentType.RESAMPLE_INTERPOLATOR, interpolator);
    ComponentParameters own = general.labelled("ResampleInterpolator0");
    info.ifPresent(i -> i.parameters().forEach(p -> putOwn(map, own, p)));
    map.put("Resampler", chosen(ComponentType.RESAMPLER))
        .put(
            "DefaultPixelValue",
            general.labelled("Resampler0").get(GeneralParameters.DEFAULT_PIXEL_VALUE).doubleValue())
        .put("ResultImageFormat", general.get(GeneralParameters.RESULT_IMAGE_FORMAT))
        .put("ResultImagePixelType", general.get(GeneralParameters.RESULT_IMAGE_PIXEL_TYPE))
        .put(
            "CompressResultImage", general.get(GeneralParameters.COMPRESS_RESULT_IMAGE).toString());
  }

  private static <T> void putOwn(
      ParameterMap.Builder map, ComponentParameters own, Parameter<T> parameter) {
    List<T> values = own.list(parameter);
    if (!values.isEmpty()) {
      map.put(parameter.name(), values.stream().map(String::valueOf).toList());
    } else {
      parameter.defaultValue().ifPresent(v -> map.put(parameter.name(), String.valueOf(v)));
    }
  }

  private String chosen(ComponentType type) {
    return components.choicesOf(parameters).chosen(type).get(0);
  }
}
