package org.jelastix.images.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.ProjectingInterpolator;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.images.Fixtures;
import org.junit.jupiter.api.Test;

class RayCastInterpolatorTest {
  private static final double[] SPACING = {2, 1.5, 1};

  private static Image constant(float value, int... size) {
    ImageGrid grid =
        new ImageGrid(size, SPACING, new double[3], ImageGrid.ofSize(size).direction());
    float[] values = new float[grid.voxelCount()];
    Arrays.fill(values, value);
    return Image.of(grid, values);
  }

  private static Interpolator create(Image image, String... parameters) {
    ParameterMap.Builder map = ParameterMap.builder();
    for (String p : parameters) {
      String[] words = p.split(" ", -1);
      map.put(words[0], Arrays.copyOfRange(words, 1, words.length));
    }
    return new FinalRayCastInterpolatorProvider()
        .create(
            new InterpolatorContext(
                new ComponentParameters(map.build(), "", 0), image, Parallel.sequential()));
  }

  private static double at(Interpolator f, double... point) {
    PointBatch batch = new PointBatch(3, 1);
    batch.resize(1);
    for (int d = 0; d < 3; d++) {
      batch.axis(d)[0] = point[d];
    }
    double[] value = new double[1];
    f.values(batch, value, new boolean[1]);
    return value[0];
  }

  @Test
  void raysAlongAnAxisSumAllPlanesButTheLast() {
    Image image = constant(5, 10, 12, 14);
    assertEquals(5 * 13 * 1.0, at(create(image, "FocalPoint 0 0 -1000"), 0, 0, 500), 1e-9);
    assertEquals(5 * 11 * 1.5, at(create(image, "FocalPoint 0 1000 0"), 0, -500, 0), 1e-9);
    assertEquals(5 * 9 * 2.0, at(create(image, "FocalPoint 1000 0 0"), -500, 0, 0), 1e-9);
  }

  @Test
  void obliqueRaysAreLonger() {
    Image image = constant(5, 100, 100, 60);
    double value = at(create(image, "FocalPoint 0 0 -1000"), 100, 40, 1000);
    double length = Math.sqrt(100 * 100 + 40 * 40 + 2000 * 2000) / 2000;
    assertEquals(5 * 59 * length, value, 1e-6);
  }

  @Test
  void onlyWhatExceedsTheThresholdCounts() {
    Image image = constant(5, 10, 12, 14);
    assertEquals(2 * 13, at(create(image, "FocalPoint 0 0 -1000", "Threshold 3"), 0, 0, 500), 1e-9);
    assertEquals(0, at(create(image, "FocalPoint 0 0 -1000", "Threshold 5"), 0, 0, 500));
  }

  @Test
  void raysBesideTheVolumeAreZeroButInside() {
    Interpolator f = create(constant(5, 10, 12, 14), "FocalPoint 0 0 -1000");
    PointBatch batch = new PointBatch(3, 2);
    batch.resize(2);
    batch.axis(0)[0] = 900;
    batch.axis(1)[1] = Double.NaN;
    double[] values = {1, 1};
    boolean[] inside = new boolean[2];
    double[][] gradients = new double[3][2];
    f.valuesAndGradients(batch, values, gradients, inside);
    assertArrayEquals(new double[2], values);
    assertTrue(inside[0]);
    assertFalse(inside[1]);
  }

  @Test
  void theSourceMovesWithTheTransform() {
    Image image = Fixtures.noise(constant(0, 20, 22, 24).grid(), 3);
    Interpolator still = create(image, "FocalPoint 3 4 -700");
    ProjectingInterpolator moving =
        (ProjectingInterpolator) create(image, "FocalPoint 1 2 -700", "PreParameters 0 0 0 1 1 0");
    assertEquals(at(create(image, "FocalPoint 2 3 -700"), 1, 2, 300), at(moving, 1, 2, 300));
    Transform shift = new RigidPose(new double[] {0, 0, 0, 1, 1, 0}, new double[3]);
    assertEquals(at(still, 1, 2, 300), at(moving.at(shift), 1, 2, 300), 1e-9);
    assertArrayEquals(new double[] {2, 2, 0}, moving.pose(shift).apply(0, 0, 0), 1e-12);
  }

  @Test
  void posesRotateAboutTheirCentre() {
    double half = Math.PI / 2;
    double[] centre = {1, 2, 3};
    assertArrayEquals(
        new double[] {1, 2, 4},
        new RigidPose(new double[] {half, 0, 0, 0, 0, 0}, centre).apply(1, 3, 3),
        1e-12);
    assertArrayEquals(
        new double[] {2, 2, 3},
        new RigidPose(new double[] {0, half, 0, 0, 0, 0}, centre).apply(1, 2, 4),
        1e-12);
    assertArrayEquals(
        new double[] {1, 3, 3},
        new RigidPose(new double[] {0, 0, half, 0, 0, 0}, centre).apply(2, 2, 3),
        1e-12);
    // y first, then x, then z
    assertArrayEquals(
        new double[] {0, 0, 1},
        new RigidPose(new double[] {half, half, 0, 0, 0, 0}, new double[3]).apply(0, 1, 0),
        1e-12);
  }

  @Test
  void gradientsAreDifferencesOfValues() {
    ImageGrid grid = constant(0, 40, 42, 44).grid();
    Image image =
        Fixtures.ofFunction(
            grid, i -> 100 * Math.exp(-(Math.pow(i[0] - 20, 2) + Math.pow(i[1] - 20, 2)) / 100.0));
    Interpolator f = create(image, "FocalPoint 0 0 -700");
    PointBatch batch = new PointBatch(3, 1);
    batch.resize(1);
    batch.axis(0)[0] = 7.3;
    batch.axis(1)[0] = -4.1;
    batch.axis(2)[0] = 300;
    double[] value = new double[1];
    double[][] gradient = new double[3][1];
    f.valuesAndGradients(batch, value, gradient, new boolean[1]);
    double h = 0.05;
    assertEquals(
        (at(f, 7.3 + h, -4.1, 300) - at(f, 7.3 - h, -4.1, 300)) / (2 * h), gradient[0][0], 4);
    assertEquals(
        (at(f, 7.3, -4.1 + h, 300) - at(f, 7.3, -4.1 - h, 300)) / (2 * h), gradient[1][0], 4);
  }

  @Test
  void onlyVolumesCanBeProjected() {
    Image flat = Image.of(ImageGrid.ofSize(3, 3), new float[9]);
    String message =
        assertThrows(RegistrationException.class, () -> create(flat, "FocalPoint 0 0 0"))
            .getMessage();
    assertTrue(message.contains("3 dimensions"), message);
  }
}
