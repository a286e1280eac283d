package org.jelastix.io.transform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.io.file.Problems;
import org.jelastix.io.file.WholeTextFiles;
import org.jelastix.io.image.MetaImageFormat;
import org.jelastix.io.image.NiftiFormat;
import org.jelastix.io.image.NrrdFormat;

/** What a transform parameter file is called in ITK's transform files. */
final class ElastixToItk {
  private static final List<ImageFormat> FIELDS =
      List.of(new MetaImageFormat(), new NiftiFormat(), new NrrdFormat());

  private final ParameterMap map;
  private final int dim;

  private ElastixToItk(ParameterMap map) {
    this.map = map;
    this.dim = (int) number("FixedImageDimension", 0);
    if (dim < 1 || dim > 5) {
      throw problem("FixedImageDimension", "must be 1 to 5 to write an ITK transform");
    }
  }

  /**
   * @param map one transform; its initial transform is not looked at
   * @throws OutputException if ITK has no counterpart, or something is missing
   */
  static ItkTransform transform(ParameterMap map) {
    return new ElastixToItk(map).convert();
  }

  private ItkTransform convert() {
    String name = map.first("Transform", "");
    switch (name) {
      case "TranslationTransform":
        return itk("TranslationTransform", parameters(dim), new double[0]);
      case "EulerTransform":
        if (dim == 2) {
          return itk("Euler2DTransform", parameters(3), centre(2));
        }
        requireDimension(name);
        double[] fixed = Arrays.copyOf(centre(3), 4);
        fixed[3] = map.first("ComputeZYX", "false").equalsIgnoreCase("true") ? 1 : 0;
        return itk("Euler3DTransform", parameters(6), fixed);
      case "SimilarityTransform":
        if (dim == 2) {
          return itk("Similarity2DTransform", parameters(4), centre(2));
        }
        requireDimension(name);
        return itk("Similarity3DTransform", parameters(7), centre(3));
      case "AffineTransform":
        return itk("AffineTransform", parameters((long) dim * dim + dim), centre(dim));
      case "BSplineTransform":
      case "RecursiveBSplineTransform":
        return spline();
      case "DeformationFieldTransform":
        return field();
      case "BSplineTransformWithDiffusion":
        if (map.contains("TransformParameters")) {
          throw problem("TransformParameters", "ITK has no field with B-splines on top of it");
        }
        return field();
      default:
        throw problem(
            "Transform",
            "\"" + Problems.oneLine(name) + "\" has no counterpart among ITK's transform files");
    }
  }

  private void requireDimension(String name) {
    if (dim != 3) {
      throw problem("Transform", name + " has 2 or 3 dimensions in ITK, not " + dim);
    }
  }

  private ItkTransform itk(String className, double[] parameters, double[] fixed) {
    return new ItkTransform(className, dim, 0, parameters, fixed);
  }

  private OutputException problem(String name, String text) {
    return new OutputException(map.locate(name) + ": " + text);
  }

  private double number(String name, double otherwise) {
    List<String> values = map.values(name);
    return values.isEmpty() ? otherwise : parse(name, values.get(0));
  }

  private double parse(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new OutputException(
          map.locate(name) + ": \"" + Problems.oneLine(text) + "\" is not a number", e);
    }
  }

  private double[] numbers(String name, long count) {
    List<String> values = map.values(name);
    if (values.size() != count) {
      throw problem(name, name + " needs " + count + " values, not " + values.size());
    }
    double[] numbers = new double[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = parse(name, values.get(i));
    }
    return numbers;
  }

  private double[] parameters(long count) {
    String binary = map.first("UseBinaryFormatForTransformationParameters", "false");
    if (binary.equalsIgnoreCase("true") && map.values("TransformParameters").size() == 1) {
      Path file = file(map.first("TransformParameters", ""));
      return new WholeTextFiles().readDoubles(file, (int) Math.min(count, Integer.MAX_VALUE));
    }
    return numbers("TransformParameters", count);
  }

  /** A file as named, or beside the parameter file. */
  private Path file(String name) {
    Path asNamed = Path.of(name);
    if (!Files.exists(asNamed) && !map.source().isEmpty()) {
      return Path.of(map.source()).resolveSibling(asNamed);
    }
    return asNamed;
  }

  private double[] centre(int count) {
    if (!map.contains("CenterOfRotationPoint")) {
      throw problem("Transform", "CenterOfRotationPoint is missing");
    }
    return numbers("CenterOfRotationPoint", count);
  }

  private ItkTransform spline() {
    if (map.first("UseCyclicTransform", "false").equalsIgnoreCase("true")) {
      throw problem("UseCyclicTransform", "a cyclic B-spline has no counterpart in ITK");
    }
    double[] size = numbers("GridSize", dim);
    double[] index = map.contains("GridIndex") ? numbers("GridIndex", dim) : new double[dim];
    double[] spacing = numbers("GridSpacing", dim);
    double[] origin = numbers("GridOrigin", dim);
    double[] fixed = new double[3 * dim + dim * dim];
    long nodes = 1;
    for (int d = 0; d < dim; d++) {
      nodes = Math.min((long) (nodes * Math.max(0, size[d])), Integer.MAX_VALUE);
      fixed[d] = size[d];
      fixed[dim + d] = origin[d];
      fixed[2 * dim + d] = spacing[d];
      fixed[3 * dim + d * dim + d] = 1;
    }
    if (map.contains("GridDirection")) {
      // Column by column in the parameter file, row by row in ITK's.
      double[] columns = numbers("GridDirection", (long) dim * dim);
      for (int r = 0; r < dim; r++) {
        for (int c = 0; c < dim; c++) {
          fixed[3 * dim + r * dim + c] = columns[c * dim + r];
        }
      }
    }
    for (int r = 0; r < dim; r++) {
      for (int c = 0; c < dim; c++) {
        fixed[dim + r] += fixed[3 * dim + r * dim + c] * spacing[c] * index[c];
      }
    }
    int order = (int) number("BSplineTransformSplineOrder", 3);
    return new ItkTransform("BSplineTransform", dim, order, parameters(nodes * dim), fixed);
  }

  private ItkTransform field() {
    String name = map.first("DeformationFieldFileName", "");
    Path file = file(name);
    String lower = name.toLowerCase(Locale.ROOT);
    ImageFormat format = null;
    for (ImageFormat candidate : FIELDS) {
      if (candidate.extensions().stream().anyMatch(lower::endsWith)) {
        format = candidate;
      }
    }
    if (format == null) {
      throw problem("DeformationFieldFileName", "must name a MetaImage, NIfTI or NRRD file");
    }
    Image image;
    try {
      image = format.read(file);
    } catch (InputException e) {
      throw new OutputException(e.getMessage(), e);
    }
    ImageGrid grid = image.grid();
    if (image.components() != dim || grid.dimension() != dim) {
      throw problem(
          "DeformationFieldFileName", file + " does not hold vectors of " + dim + " components");
    }
    double[] fixed = new double[3 * dim + dim * dim];
    double[] origin = grid.firstVoxel();
    for (int d = 0; d < dim; d++) {
      fixed[d] = grid.size(d);
      fixed[dim + d] = origin[d];
      fixed[2 * dim + d] = grid.spacing(d);
    }
    System.arraycopy(grid.direction(), 0, fixed, 3 * dim, dim * dim);
    return itk("DisplacementFieldTransform", image.doubles(), fixed);
  }
}
