package org.jelastix.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.TransformFileFormat;
import org.jelastix.runtime.registry.Formats;

/**
 * Reads transform parameter files with the files of their initial transforms, and ITK transform
 * files; writes both. Immutable and thread-safe.
 */
public final class TransformFiles {
  private final List<TransformFileFormat> formats;
  private final ParameterMaps parameterMaps;

  TransformFiles(Formats formats, ParameterMaps parameterMaps) {
    this.formats = formats.transforms();
    this.parameterMaps = parameterMaps;
  }

  /**
   * Reads a chain of transforms.
   *
   * @param file a transform parameter file, or an ITK transform file
   * @return the innermost initial transform first; each names its initial transform by its number
   *     in this list
   * @throws ParameterException if a file is malformed or the chain is a circle
   * @throws InputException if a file cannot be read
   */
  public List<ParameterMap> read(Path file) {
    Optional<TransformFileFormat> format = formatOf(file);
    if (format.isPresent()) {
      return readItk(file, format.get());
    }
    List<ParameterMap> chain = new ArrayList<>();
    Set<Path> seen = new LinkedHashSet<>();
    Path next = file;
    while (next != null) {
      if (!seen.add(next.toAbsolutePath().normalize())) {
        throw new ParameterException(
            file + ": the initial transforms form a circle: " + next + " is in it twice");
      }
      ParameterMap map = parameterMaps.read(next);
      chain.add(map);
      String initial = TransformReader.initialName(map);
      next =
          initial.equals(StageResult.NO_INITIAL_TRANSFORM)
              ? null
              : TransformReader.beside(map, initial);
      Optional<TransformFileFormat> other = next == null ? Optional.empty() : formatOf(next);
      if (other.isPresent()) {
        List<ParameterMap> itk = readItk(next, other.get());
        for (int i = itk.size() - 1; i >= 0; i--) {
          chain.add(itk.get(i));
        }
        next = null;
      }
    }
    Collections.reverse(chain);
    return numbered(chain);
  }

  /**
   * Writes transforms to an ITK transform file; several become a composite.
   *
   * @param chain transform parameter maps, the innermost initial transform first
   * @param file its name, whose extension chooses the format; overwritten
   * @throws OutputException naming file and problem; nothing is left behind
   */
  public void writeItk(List<ParameterMap> chain, Path file) {
    List<ParameterMap> outermostFirst = new ArrayList<>(chain);
    Collections.reverse(outermostFirst);
    formatByName(file)
        .orElseThrow(() -> new OutputException(file + ": not an extension of ITK transform files"))
        .write(outermostFirst, file);
  }

  /**
   * Writes a transform parameter file.
   *
   * @param map what to write
   * @param file its name, overwritten
   * @param binary whether the parameters themselves go to a binary file beside it, {@code
   *     file.dat}, as with UseBinaryFormatForTransformationParameters
   * @throws OutputException naming file and problem
   */
  public void write(ParameterMap map, Path file, boolean binary) {
    if (!binary || !map.contains("TransformParameters")) {
      parameterMaps.write(map, file);
      return;
    }
    Path data = file.resolveSibling(file.getFileName() + ".dat");
    parameterMaps.text().writeDoubles(data, map.numbers("TransformParameters"));
    parameterMaps.write(
        map.toBuilder()
            .put("TransformParameters", data.toString())
            .put("UseBinaryFormatForTransformationParameters", "true")
            .build(),
        file);
  }

  /** In a composite of ITK the last transform of the file is applied first. */
  private static List<ParameterMap> readItk(Path file, TransformFileFormat format) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": no such file");
    }
    List<ParameterMap> maps = new ArrayList<>(format.read(file));
    Collections.reverse(maps);
    return numbered(maps);
  }

  /** By what is in the file, since ITK's text files may end in {@code .txt} too, or by its name. */
  private Optional<TransformFileFormat> formatOf(Path file) {
    for (TransformFileFormat format : formats) {
      if (format.recognises(file)) {
        return Optional.of(format);
      }
    }
    return formatByName(file);
  }

  private Optional<TransformFileFormat> formatByName(Path file) {
    for (TransformFileFormat format : formats) {
      if (FileNames.hasExtension(file, format.extensions())) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  private static List<ParameterMap> numbered(List<ParameterMap> chain) {
    List<ParameterMap> maps = new ArrayList<>();
    for (int i = 0; i < chain.size(); i++) {
      String initial = i == 0 ? StageResult.NO_INITIAL_TRANSFORM : Integer.toString(i - 1);
      ParameterMap map = chain.get(i);
      ParameterMap.Builder renamed =
          map.toBuilder().put("InitialTransformParameterFileName", initial);
      if (map.contains("InitialTransformParametersFileName")) {
        renamed.put("InitialTransformParametersFileName", initial);
      }
      maps.add(renamed.build());
    }
    return List.copyOf(maps);
  }
}
