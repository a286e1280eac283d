package org.jelastix.images.resampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.Resampler;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ResamplerContext;
import org.jelastix.images.Fixtures;
import org.jelastix.images.interpolation.GridInterpolator;
import org.junit.jupiter.api.Test;

class BoxResamplerTest {

  /** x + b. */
  private record Shift(double... by) implements Transform {
    @Override
    public int dimension() {
      return by.length;
    }

    @Override
    public int parameterCount() {
      return 0;
    }

    @Override
    public double[] parameters() {
      return new double[0];
    }

    @Override
    public Transform withParameters(double[] parameters) {
      return this;
    }

    @Override
    public JacobianStructure jacobianStructure() {
      return JacobianStructure.dense(0);
    }

    @Override
    public ParameterMap describe() {
      return ParameterMap.empty();
    }

    @Override
    public TransformKernel kernel() {
      return new TransformKernel() {
        @Override
        public void forward(PointBatch fixed, PointBatch moving) {
          moving.resize(fixed.size());
          for (int d = 0; d < by.length; d++) {
            for (int i = 0; i < fixed.size(); i++) {
              moving.axis(d)[i] = fixed.axis(d)[i] + by[d];
            }
          }
        }

        @Override
        public void pullback(double[][] cotangents, double[] gradient) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void jacobian(int point, SparseJacobian out) {
          throw new UnsupportedOperationException();
        }
      };
    }
  }

  private static Resampler resampler(ImageGrid grid, Parallel parallel, String... parameters) {
    ParameterMap.Builder map = ParameterMap.builder();
    for (int i = 0; i < parameters.length; i += 2) {
      map.put(parameters[i], parameters[i + 1]);
    }
    return new DefaultResamplerProvider()
        .create(new ResamplerContext(new ComponentParameters(map.build(), "", 0), grid, parallel));
  }

  @Test
  void identityGivesTheImageBack() {
    for (int[] size : new int[][] {{300, 3}, {9, 8, 7}, {6, 5, 4, 3}, {7, 1, 5}}) {
      Image image = Fixtures.noise(Fixtures.obliqueGrid(size), 5);
      Interpolator moving = GridInterpolator.spline(image, 3, Parallel.sequential());
      Image out =
          resampler(image.grid(), Parallel.sequential())
              .resample(moving, new Shift(new double[size.length]));
      assertEquals(image.grid(), out.grid());
      assertArrayEquals(image.floats(), out.floats(), 1e-3f);
    }
  }

  @Test
  void voxelsWithoutAPlaceGetTheDefaultValue() {
    Image image = Fixtures.noise(ImageGrid.ofSize(6, 5), 5);
    Image out =
        resampler(image.grid(), Parallel.sequential(), "DefaultPixelValue", "-1000")
            .resample(GridInterpolator.linear(image), new Shift(2, 0));
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 6; x++) {
        double expected = x < 4 ? image.value(y * 6 + x + 2) : -1000;
        assertEquals(expected, out.value(y * 6 + x), 1e-5);
      }
    }
  }

  @Test
  void sameBitsOnAnyNumberOfThreads() {
    Image image = Fixtures.noise(Fixtures.obliqueGrid(70, 61, 23), 5);
    Interpolator moving = GridInterpolator.spline(image, 3, Parallel.sequential());
    Transform shift = new Shift(0.3, -1.2, 0.7);
    assertArrayEquals(
        resampler(image.grid(), Parallel.sequential()).resample(moving, shift).floats(),
        resampler(image.grid(), Fixtures.threads(4)).resample(moving, shift).floats());
  }

  @Test
  void precisionFollowsThePixelType() {
    Image image = Fixtures.noise(ImageGrid.ofSize(6, 5), 5);
    Interpolator moving = GridInterpolator.linear(image);
    Shift none = new Shift(0, 0);
    Image floats =
        resampler(image.grid(), Parallel.sequential(), "ResultImagePixelType", "unsigned_char")
            .resample(moving, none);
    assertTrue(floats.isFloat());
    assertEquals(PixelType.UNSIGNED_CHAR, floats.storedType());
    Image doubles =
        resampler(image.grid(), Parallel.sequential(), "ResultImagePixelType", "double")
            .resample(moving, none);
    assertFalse(doubles.isFloat());
    ParameterException e =
        assertThrows(
            ParameterException.class,
            () -> resampler(image.grid(), Parallel.sequential(), "ResultImagePixelType", "byte"));
    assertTrue(e.getMessage().contains("unsigned char"), e.getMessage());
  }
}
