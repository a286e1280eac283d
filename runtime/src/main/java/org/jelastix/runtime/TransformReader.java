package org.jelastix.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Combination;
import org.jelastix.api.component.Transform;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.TextFiles;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.runtime.registry.ComponentRegistry;
import org.jelastix.runtime.registry.GeneralParameters;

/** Makes transforms of transform parameter maps, old and new. */
final class TransformReader {
  private static final String VALUES = "TransformParameters";
  private static final String ITK_VALUES = "ITKTransformParameters";

  private final ComponentRegistry components;
  private final TextFiles files;
  private final Extras extras;

  /**
   * @param components to find the transforms in
   * @param files reads binary parameters
   * @param extras files that maps name
   */
  TransformReader(ComponentRegistry components, TextFiles files, Extras extras) {
    this.components = components;
    this.files = files;
    this.extras = extras;
  }

  /**
   * The name of the initial transform's file.
   *
   * @param map a transform parameter map
   * @return NoInitialTransform if there is none
   */
  static String initialName(ParameterMap map) {
    String name =
        map.first(
            "InitialTransformParameterFileName",
            map.first("InitialTransformParametersFileName", StageResult.NO_INITIAL_TRANSFORM));
    return name.isEmpty() ? StageResult.NO_INITIAL_TRANSFORM : name;
  }

  /**
   * The transform of a map.
   *
   * @param map a transform parameter map
   * @param initial the transform that it names as initial; null if none
   * @param others reads another file that it names, with its initial transforms
   * @throws ParameterException if something is missing or malformed
   */
  Transform read(ParameterMap map, Transform initial, Function<String, Transform> others) {
    int dimension = GridParameters.dimension(map);
    String name = map.first("Transform", null);
    if (name == null) {
      throw new ParameterException(
          map.locate("Transform")
              + ": parameter Transform is missing; is this a transform parameter file?");
    }
    TransformProvider provider = components.choicesOf(map).provider(TransformProvider.class, name);
    Transform own =
        provider.read(
            new TransformFileContext(
                map, dimension, values(map), GridParameters.read(map, dimension), extras, others));
    if (initial == null) {
      return own;
    }
    if (initial.dimension() != own.dimension()) {
      throw new ParameterException(
          map.locate("InitialTransformParameterFileName")
              + ": an initial transform of "
              + initial.dimension()
              + " dimensions does not fit one of "
              + own.dimension());
    }
    return howToCombine(map, provider.info()).equals("Compose")
        ? Combination.compose(initial, own)
        : Combination.add(initial, own);
  }

  /** As the file says, else what the transform declares, else Compose. */
  private static String howToCombine(ParameterMap map, ComponentInfo info) {
    String name = GeneralParameters.HOW_TO_COMBINE_TRANSFORMS.name();
    String otherwise = "Compose";
    for (Parameter<?> parameter : info.parameters()) {
      if (parameter.name().equals(name) && parameter.defaultValue().isPresent()) {
        otherwise = String.valueOf(parameter.defaultValue().get());
      }
    }
    return map.first(name, otherwise);
  }

  private double[] values(ParameterMap map) {
    boolean itk = map.contains(ITK_VALUES);
    String name = itk ? ITK_VALUES : VALUES;
    List<String> texts = map.values(name);
    int count = count(map, texts.size());
    if (!itk && isBinary(map)) {
      return files.readDoubles(binaryFile(map, texts), count);
    }
    if (!itk && map.contains(VALUES) && texts.size() != count) {
      throw new ParameterException(
          map.locate(name)
              + ": "
              + name
              + " has "
              + texts.size()
              + " values, and NumberOfParameters says "
              + count);
    }
    return map.numbers(name);
  }

  private static int count(ParameterMap map, int otherwise) {
    String text = map.first("NumberOfParameters", Integer.toString(otherwise));
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      throw new ParameterException(
          map.locate("NumberOfParameters")
              + ": NumberOfParameters is \""
              + text
              + "\"; expected a whole number",
          e);
    }
  }

  private static boolean isBinary(ParameterMap map) {
    return map.first("UseBinaryFormatForTransformationParameters", "false")
        .equalsIgnoreCase("true");
  }

  private static Path binaryFile(ParameterMap map, List<String> texts) {
    if (texts.size() != 1) {
      throw new ParameterException(
          map.locate(VALUES) + ": " + VALUES + " should name the file of the binary parameters");
    }
    return beside(map, texts.get(0));
  }

  /**
   * A file that a parameter names: as it is written, or else in the folder of the parameter file.
   *
   * @param map the parameter file
   * @param name as it is written
   * @throws InputException if there is no such file
   */
  static Path beside(ParameterMap map, String name) {
    Path asWritten = Path.of(name);
    if (Files.exists(asWritten)) {
      return asWritten;
    }
    if (!map.source().isEmpty()) {
      Path folder = Path.of(map.source()).toAbsolutePath().getParent();
      Path inFolder = folder.resolve(name);
      if (Files.exists(inFolder)) {
        return inFolder;
      }
      Path moved = folder.resolve(String.valueOf(asWritten.getFileName()));
      if (Files.exists(moved)) {
        return moved;
      }
    }
    throw new InputException(
        (map.source().isEmpty() ? "" : map.source() + ": ") + name + ": no such file");
  }
}
