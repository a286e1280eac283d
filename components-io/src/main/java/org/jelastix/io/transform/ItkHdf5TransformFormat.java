package org.jelastix.io.transform;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.TransformFileFormat;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.NewFile;
import org.jelastix.io.file.Problems;

/**
 * ITK's HDF5 transform files: {@code /TransformGroup/N} with TransformType, TransformParameters and
 * TransformFixedParameters (also under the misspelled names of ITK before 5). Of a composite, ITK
 * applies the last transform to a point first.
 */
public final class ItkHdf5TransformFormat implements TransformFileFormat {
  private static final byte[] MAGIC = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final int MOST_TRANSFORMS = 10_000;

  /** Ready to use. */
  public ItkHdf5TransformFormat() {}

  @Override
  public String name() {
    return "ITK HDF5 transform";
  }

  @Override
  public List<String> extensions() {
    return List.of(".h5", ".hdf5");
  }

  @Override
  public boolean recognises(Path file) {
    return Arrays.equals(InputFiles.head(file, MAGIC.length), MAGIC);
  }

  @Override
  public List<ParameterMap> read(Path file) {
    InputFiles.requireRegular(file);
    if (!recognises(file)) {
      throw new InputException(file + ": not an HDF5 file");
    }
    // From memory, jhdf takes parts of the buffer where it would allocate what a file claims.
    try (HdfFile hdf = HdfFile.fromBytes(bytes(file))) {
      return read(hdf, file, InputFiles.length(file));
    } catch (InputException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new InputException(
          file + ": the HDF5 file is corrupt (" + Problems.oneLine(what) + ")", e);
    }
  }

  private static byte[] bytes(Path file) {
    if (InputFiles.length(file) > Integer.MAX_VALUE - 16) {
      throw new InputException(file + ": HDF5 transform files of up to 2 GiB can be read");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Problems.reading(file, e);
    }
  }

  private static List<ParameterMap> read(HdfFile hdf, Path file, long bytes) {
    Node node = hdf.getChild("TransformGroup");
    if (!(node instanceof Group)) {
      throw new InputException(
          file + ": has no group /TransformGroup; is this a transform file of ITK?");
    }
    Group group = (Group) node;
    List<ParameterMap> maps = new ArrayList<>();
    for (int i = 0; i < MOST_TRANSFORMS; i++) {
      Node child = group.getChild(Integer.toString(i));
      if (!(child instanceof Group)) {
        break;
      }
      String where = file + ": /TransformGroup/" + i;
      Group one = (Group) child;
      String type = text(one, where);
      double[] fixed = {};
      double[] parameters = {};
      if (!type.startsWith(ItkTransform.COMPOSITE)) {
        fixed = numbers(one, where, bytes, "TransformFixedParameters", "TranformFixedParameters");
        parameters = numbers(one, where, bytes, "TransformParameters", "TranformParameters");
      }
      try {
        ItkTransform transform = ItkTransform.of(type, parameters, fixed);
        if (!transform.isComposite()) {
          maps.add(ItkToElastix.map(transform).toBuilder().source(file.toString()).build());
        }
      } catch (IllegalArgumentException e) {
        throw new InputException(where + ": " + Problems.oneLine(e.getMessage()), e);
      }
    }
    if (maps.isEmpty()) {
      throw new InputException(file + ": there is no transform in this file");
    }
    return maps;
  }

  private static String text(Group group, String where) {
    Node node = group.getChild("TransformType");
    Object data =
        node instanceof Dataset && ((Dataset) node).getSizeInBytes() <= 4096
            ? ((Dataset) node).getData()
            : null;
    if (data instanceof Object[] && ((Object[]) data).length == 1) {
      data = ((Object[]) data)[0];
    }
    if (!(data instanceof String)) {
      throw new InputException(where + " has no TransformType");
    }
    return ((String) data).strip();
  }

  private static double[] numbers(Group group, String where, long bytes, String... names) {
    for (String name : names) {
      Node node = group.getChild(name);
      if (node instanceof Dataset) {
        Dataset dataset = (Dataset) node;
        long size = dataset.getSize();
        // Deflate packs at most 1032 : 1; what claims more than that is a lie.
        if (size < 0 || size > bytes * 1032 / 4 || size > Integer.MAX_VALUE - 16) {
          throw new InputException(
              where + "/" + name + " claims " + size + " values, more than the file can hold");
        }
        Object data = size == 0 ? new double[0] : dataset.getDataFlat();
        if (data instanceof double[]) {
          return (double[]) data;
        }
        if (data instanceof float[]) {
          float[] floats = (float[]) data;
          double[] doubles = new double[floats.length];
          for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
          }
          return doubles;
        }
        throw new InputException(where + "/" + name + " does not hold floating-point numbers");
      }
    }
    return new double[0];
  }

  @Override
  public void write(List<ParameterMap> transforms, Path file) {
    Hdf5Output hdf = new Hdf5Output();
    Hdf5Output.Group root = hdf.root();
    root.put("ITKVersion", "5.2.1");
    root.put("HDFVersion", "1.8");
    Hdf5Output.Group group = root.group("TransformGroup");
    int number = 0;
    for (ItkTransform transform : ItkTransformList.of(transforms, file)) {
      Hdf5Output.Group one = group.group(Integer.toString(number++));
      one.put("TransformType", transform.type());
      if (!transform.isComposite()) {
        one.put("TransformFixedParameters", transform.fixedParameters());
        one.put("TransformParameters", transform.parameters());
      }
    }
    try (NewFile out = NewFile.beside(file)) {
      OutputStream stream = out.stream();
      stream.write(hdf.toBytes());
      stream.flush();
      out.commit();
    } catch (IllegalArgumentException e) {
      throw new OutputException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw Problems.writing(file, e);
    }
  }
}
