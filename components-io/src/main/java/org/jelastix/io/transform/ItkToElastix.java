package org.jelastix.io.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.io.file.NumberText;

/**
 * What a transform of ITK is called in a transform parameter file, and the other numbers that it
 * needs there.
 *
 * <p>A displacement field becomes a B-spline of order 1 on its own grid, which is the same linear
 * interpolation, so that no second file is needed; a rotation by versor becomes a similarity of
 * scale 1.
 */
final class ItkToElastix {
  private final ItkTransform itk;
  private final int dim;
  private final ParameterMap.Builder map = ParameterMap.builder();

  private ItkToElastix(ItkTransform itk) {
    this.itk = itk;
    this.dim = itk.dimension();
  }

  /**
   * @param itk no composite
   * @throws IllegalArgumentException if it has no counterpart, or the wrong number of parameters
   */
  static ParameterMap map(ItkTransform itk) {
    ItkToElastix conversion = new ItkToElastix(itk);
    conversion.convert();
    return conversion.map.build();
  }

  private void convert() {
    double[] p = itk.parameters();
    switch (itk.className()) {
      case "TranslationTransform":
        put("TranslationTransform", requireParameters(dim));
        break;
      case "IdentityTransform":
        put("TranslationTransform", new double[dim]);
        break;
      case "Euler2DTransform":
      case "Rigid2DTransform":
      case "CenteredEuler2DTransform":
        requireDimension(2);
        if (itk.className().startsWith("Centered")) {
          centered(1, 2);
        } else {
          put("EulerTransform", requireParameters(3));
          centre(requireFixed(2), 0);
        }
        break;
      case "CenteredRigid2DTransform":
        requireDimension(2);
        centered(1, 2);
        break;
      case "Euler3DTransform":
        requireDimension(3);
        put("EulerTransform", requireParameters(6));
        centre(requireFixed(3), 0);
        zyx(itk.fixedParameters().length > 3 && itk.fixedParameters()[3] != 0);
        break;
      case "CenteredEuler3DTransform":
        requireDimension(3);
        centered(3, 3);
        // The order of the angles is the last fixed parameter, if there is one.
        double[] f = itk.fixedParameters();
        zyx((f.length == 1 || f.length == 4) && f[f.length - 1] != 0);
        break;
      case "Similarity2DTransform":
        requireDimension(2);
        put("SimilarityTransform", requireParameters(4));
        centre(requireFixed(2), 0);
        break;
      case "Similarity3DTransform":
        requireDimension(3);
        put("SimilarityTransform", requireParameters(7));
        centre(requireFixed(3), 0);
        break;
      case "VersorRigid3DTransform":
      case "QuaternionVersorTransform":
        requireDimension(3);
        double[] similarity = Arrays.copyOf(requireParameters(6), 7);
        similarity[6] = 1;
        put("SimilarityTransform", similarity);
        centre(requireFixed(3), 0);
        break;
      case "VersorTransform":
        requireDimension(3);
        double[] turn = Arrays.copyOf(requireParameters(3), 7);
        turn[6] = 1;
        put("SimilarityTransform", turn);
        centre(requireFixed(3), 0);
        break;
      case "AffineTransform":
      case "MatrixOffsetTransformBase":
      case "FixedCenterOfRotationAffineTransform":
        put("AffineTransform", requireParameters(dim * dim + dim));
        centre(requireFixed(dim), 0);
        break;
      case "CenteredAffineTransform":
        requireParameters(dim * dim + 2 * dim);
        double[] matrix = Arrays.copyOf(p, dim * dim + dim);
        System.arraycopy(p, dim * dim + dim, matrix, dim * dim, dim);
        put("AffineTransform", matrix);
        centre(p, dim * dim);
        break;
      case "ScaleTransform":
        double[] scale = new double[dim * dim + dim];
        requireParameters(dim);
        for (int d = 0; d < dim; d++) {
          scale[d * dim + d] = p[d];
        }
        put("AffineTransform", scale);
        centre(requireFixed(dim), 0);
        break;
      case "BSplineTransform":
      case "BSplineDeformableTransform":
        if (itk.splineOrder() < 1 || itk.splineOrder() > 3) {
          throw new IllegalArgumentException(
              "B-splines of order 1 to 3 can be read, not " + itk.splineOrder());
        }
        grid(p, itk.splineOrder());
        break;
      case "DisplacementFieldTransform":
        grid(apart(p), 1);
        break;
      default:
        throw new IllegalArgumentException(
            "transforms of type " + itk.className() + " have no counterpart in elastix");
    }
  }

  private void requireDimension(int expected) {
    if (dim != expected) {
      throw new IllegalArgumentException(
          itk.className() + " has " + expected + " dimensions, not " + dim);
    }
  }

  private double[] requireParameters(long count) {
    if (itk.parameters().length != count) {
      throw new IllegalArgumentException(
          itk.className() + " has " + count + " parameters, not " + itk.parameters().length);
    }
    return itk.parameters();
  }

  private double[] requireFixed(int least) {
    if (itk.fixedParameters().length < least) {
      throw new IllegalArgumentException(
          itk.className()
              + " has "
              + least
              + " fixed parameters, not "
              + itk.fixedParameters().length);
    }
    return itk.fixedParameters();
  }

  /** Angles, then the centre, then the translation. */
  private void centered(int angles, int n) {
    double[] p = requireParameters(angles + 2L * n);
    double[] short1 = Arrays.copyOf(p, angles + n);
    System.arraycopy(p, angles + n, short1, angles, n);
    put("EulerTransform", short1);
    centre(p, angles);
  }

  private void put(String name, double[] parameters) {
    map.put("Transform", name);
    map.put("NumberOfParameters", Integer.toString(parameters.length));
    map.put("TransformParameters", texts(parameters, 0, parameters.length));
    map.put("InitialTransformParametersFileName", "NoInitialTransform");
    map.put("HowToCombineTransforms", "Compose");
    map.put("FixedImageDimension", Integer.toString(dim));
    map.put("MovingImageDimension", Integer.toString(dim));
  }

  private static List<String> texts(double[] values, int from, int count) {
    List<String> texts = new ArrayList<>(count);
    for (int i = from; i < from + count; i++) {
      texts.add(NumberText.of(values[i]));
    }
    return texts;
  }

  private void centre(double[] values, int from) {
    map.put("CenterOfRotationPoint", texts(values, from, dim));
  }

  private void zyx(boolean value) {
    map.put("ComputeZYX", value ? "true" : "false");
  }

  /** Fixed parameters of a grid: size, origin, spacing, direction (row by row). */
  private void grid(double[] parameters, int order) {
    double[] f = requireFixed(3 * dim + dim * dim);
    long nodes = 1;
    List<String> size = new ArrayList<>();
    List<String> index = new ArrayList<>();
    List<String> direction = new ArrayList<>();
    for (int d = 0; d < dim; d++) {
      if (!(f[d] >= 1 && f[d] <= Integer.MAX_VALUE) || f[d] != Math.rint(f[d])) {
        throw new IllegalArgumentException("the grid has no valid size");
      }
      nodes = Math.min(nodes * (long) f[d], Integer.MAX_VALUE);
      size.add(Integer.toString((int) f[d]));
      index.add("0");
    }
    requireParameters(nodes * dim);
    for (int c = 0; c < dim; c++) {
      for (int r = 0; r < dim; r++) {
        direction.add(NumberText.of(f[3 * dim + r * dim + c]));
      }
    }
    put("BSplineTransform", parameters);
    map.put("GridSize", size);
    map.put("GridIndex", index);
    map.put("GridSpacing", texts(f, 2 * dim, dim));
    map.put("GridOrigin", texts(f, dim, dim));
    map.put("GridDirection", direction);
    map.put("BSplineTransformSplineOrder", Integer.toString(order));
    map.put("UseCyclicTransform", "false");
  }

  /** Vectors side by side to all first components, all second ones, … */
  private double[] apart(double[] vectors) {
    int n = vectors.length / dim;
    double[] planes = new double[n * dim];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < dim; d++) {
        planes[d * n + i] = vectors[i * dim + d];
      }
    }
    return planes;
  }
}
