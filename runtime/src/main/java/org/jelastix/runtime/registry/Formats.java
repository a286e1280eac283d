package org.jelastix.runtime.registry;

import java.util.List;
import java.util.Map;
import org.jelastix.api.InputException;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.api.spi.ParameterFileFormat;
import org.jelastix.api.spi.PointSetFormat;
import org.jelastix.api.spi.TextFiles;
import org.jelastix.api.spi.TransformFileFormat;

/**
 * The file formats that were found or bound. Immutable.
 *
 * @param images of images
 * @param points of points
 * @param parameters of parameter maps
 * @param transforms of transforms
 * @param textFiles writers of text; one is enough
 */
public record Formats(
    List<ImageFormat> images,
    List<PointSetFormat> points,
    List<ParameterFileFormat> parameters,
    List<TransformFileFormat> transforms,
    List<TextFiles> textFiles) {

  /** Copies the lists. */
  public Formats {
    images = List.copyOf(images);
    points = List.copyOf(points);
    parameters = List.copyOf(parameters);
    transforms = List.copyOf(transforms);
    textFiles = List.copyOf(textFiles);
  }

  /** The formats on the module path or class path. */
  public static Formats standard() {
    return of(new ServiceSources(null));
  }

  static Formats of(ServiceFinder services) {
    return new Formats(
        services.find(ImageFormat.class),
        services.find(PointSetFormat.class),
        services.find(ParameterFileFormat.class),
        services.find(TransformFileFormat.class),
        services.find(TextFiles.class));
  }

  /** The formats by their interfaces. */
  Map<Class<?>, List<?>> byType() {
    return Map.of(
        ImageFormat.class, images,
        PointSetFormat.class, points,
        ParameterFileFormat.class, parameters,
        TransformFileFormat.class, transforms,
        TextFiles.class, textFiles);
  }

  /**
   * The writer of text files.
   *
   * @throws InputException if there is none, because the module of formats is missing
   */
  public TextFiles text() {
    if (textFiles.isEmpty()) {
      throw new InputException(
          "there is nothing that reads or writes files: is the jelastix-io jar on the path?");
    }
    return textFiles.get(0);
  }
}
