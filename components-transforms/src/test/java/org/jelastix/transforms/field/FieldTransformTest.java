package org.jelastix.transforms.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.transforms.Contexts;
import org.jelastix.transforms.DerivativeChecks;
import org.jelastix.transforms.affine.AffineTransformProvider;
import org.junit.jupiter.api.Test;

class FieldTransformTest {
  private static final double[] DIRECTION = {0, -1, 1, 0};

  private static Image field() {
    ImageGrid grid =
        new ImageGrid(new int[] {5, 4}, new double[] {2, 3}, new double[] {1, 2}, DIRECTION);
    return Image.ofVectors(grid, 2, new Random(1).doubles(40, -1, 1).toArray());
  }

  private static TransformFileContext file(ParameterMap parameters, Image image, Transform other) {
    Extras extras =
        new Extras() {
          @Override
          public Optional<PointSet> points(String option) {
            return Optional.empty();
          }

          @Override
          public Image image(String path) {
            return image;
          }

          @Override
          public ParameterMap transformParameters(String path) {
            throw new InputException(path);
          }

          @Override
          public Transform transform(String path) {
            return other;
          }

          @Override
          public Optional<String> option(String option) {
            return Optional.empty();
          }
        };
    return new TransformFileContext(
        parameters, 2, new double[0], Optional.empty(), extras, name -> other);
  }

  @Test
  void interpolatesLinearly() {
    Image field = field();
    FieldTransform t = new FieldTransform(field, 1, "f.mhd", true);
    double[] x = {1.25, 2.5};
    field.grid().voxelToWorld(x, x);
    double[] expected = x.clone();
    for (int d = 0; d < 2; d++) {
      for (int corner = 0; corner < 4; corner++) {
        int i = 1 + (corner & 1);
        int j = 2 + (corner >> 1);
        double weight = ((corner & 1) == 1 ? 0.25 : 0.75) * 0.5;
        expected[d] += weight * field.value((i + 5 * j) * 2 + d);
      }
    }
    assertArrayEquals(expected, t.apply(x), 1e-14);
  }

  @Test
  void takesTheNearestVoxelOrLeavesPointsAlone() {
    Image field = field();
    FieldTransform t = new FieldTransform(field, 0, "f.mhd", true);
    double[] x = {1.4, 2.6};
    field.grid().voxelToWorld(x, x);
    assertEquals(x[0] + field.value((1 + 15) * 2), t.apply(x)[0], 1e-14);
    double[] outside = {-0.6, 1};
    field.grid().voxelToWorld(outside, outside);
    assertArrayEquals(outside, t.apply(outside));
  }

  @Test
  void derivativesMatchDifferences() {
    Image field = field();
    PointBatch points = new PointBatch(2, 6);
    points.resize(6);
    double[][] indices = {{0.3, 0.4}, {2.2, 1.7}, {3.9, 2.9}, {-0.3, 1.4}, {9, 9}, {1.3, 3.4}};
    for (int i = 0; i < 6; i++) {
      field.grid().voxelToWorld(indices[i], indices[i]);
      points.axis(0)[i] = indices[i][0];
      points.axis(1)[i] = indices[i][1];
    }
    for (int order = 0; order < 2; order++) {
      DerivativeChecks checks =
          new DerivativeChecks(new FieldTransform(field, order, "f.mhd", true), points, 1e-8);
      checks.spatialDerivatives();
      checks.lattices();
    }
  }

  @Test
  void readsWhatItDescribes() {
    FieldTransform t = new FieldTransform(field(), 1, "f.mhd", true);
    DeformationFieldTransformProvider provider = new DeformationFieldTransformProvider();
    Transform again = provider.read(file(t.describe(), field(), null));
    assertEquals(t.describe(), again.describe());
    assertArrayEquals(t.apply(-3, 5), again.apply(-3, 5));
    ParameterMap unnamed = t.describe().toBuilder().remove("DeformationFieldFileName").build();
    assertThrows(ParameterException.class, () -> provider.read(file(unnamed, field(), null)));
    Image scalar = Image.of(ImageGrid.ofSize(3, 3), new float[9]);
    assertThrows(InputException.class, () -> provider.read(file(t.describe(), scalar, null)));
  }

  @Test
  void externalTransformsAreHeldFixed() {
    ParameterMap affine =
        ParameterMap.builder()
            .put("Transform", "AffineTransform")
            .put("CenterOfRotationPoint", 0, 0)
            .put("TransformParameters", 2.0, 0, 0, 3, 1, 1)
            .build();
    Transform inner = new AffineTransformProvider().read(Contexts.file(affine, 2));
    ParameterMap file =
        ParameterMap.builder()
            .put("Transform", "ExternalTransform")
            .put("TransformAddress", "affine.tfm")
            .build();
    ExternalTransformProvider provider = new ExternalTransformProvider();
    Transform t = provider.read(file(file, null, inner));
    assertEquals(0, t.parameterCount());
    assertArrayEquals(new double[] {3, 4}, t.apply(1, 1));
    assertTrue(t instanceof SpatiallyDifferentiable);
    assertTrue(t.asAffine().isPresent());
    new DerivativeChecks(t, DerivativeChecks.points(3, 1, new double[2], new double[] {9, 9}), 1e-8)
        .all();
    ParameterMap address = file.toBuilder().put("TransformAddress", "0x55dc14e9f2a0").build();
    ParameterException e =
        assertThrows(ParameterException.class, () -> provider.read(file(address, null, inner)));
    assertTrue(e.getMessage().contains("expected the name of a file"), e.getMessage());
  }
}
