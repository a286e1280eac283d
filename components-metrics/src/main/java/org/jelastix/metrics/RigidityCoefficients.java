package org.jelastix.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jelastix.api.component.CombinedTransform;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;

/**
 * How rigid the tissue at each control point is, from 0 to 1: the larger of what a fixed rigidity
 * image says at the control point and a moving one at the place that it is mapped to; 1 everywhere
 * without images.
 *
 * <p>The images are dilated before, along each axis by as many voxels as the grid spacing (in mm)
 * times a factor, so that control points around a rigid structure count, too.
 */
final class RigidityCoefficients {
  private final Optional<Image> fixed;
  private final Optional<Image> moving;
  private final Optional<Double> dilation;
  private final AtomicReference<Dilated> latest = new AtomicReference<>();

  /** Without a factor of dilation, images are taken as they are. */
  RigidityCoefficients(Optional<Image> fixed, Optional<Image> moving, Optional<Double> dilation) {
    this.fixed = fixed;
    this.moving = moving;
    this.dilation = dilation;
  }

  /** One coefficient a control point. */
  double[] at(ImageGrid controlPoints, Transform transform) {
    double[] coefficients = new double[controlPoints.voxelCount()];
    if (fixed.isEmpty() && moving.isEmpty()) {
      Arrays.fill(coefficients, 1);
      return coefficients;
    }
    Dilated images = latest.get();
    if (images == null || !Arrays.equals(images.spacing, controlPoints.spacing())) {
      images = new Dilated(controlPoints.spacing());
      latest.set(images);
    }
    int dim = controlPoints.dimension();
    Transform current = transform instanceof CombinedTransform c ? c.current() : transform;
    TransformKernel kernel = current.kernel();
    PointBatch points = new PointBatch(dim);
    PointBatch mapped = new PointBatch(dim);
    double[] voxel = new double[dim];
    for (int from = 0; from < coefficients.length; from += PointBatch.CAPACITY) {
      int n = Math.min(PointBatch.CAPACITY, coefficients.length - from);
      points.resize(n);
      for (int i = 0; i < n; i++) {
        int rest = from + i;
        for (int d = 0; d < dim; d++) {
          voxel[d] = rest % controlPoints.size(d);
          rest /= controlPoints.size(d);
        }
        controlPoints.voxelToWorld(voxel, voxel);
        for (int d = 0; d < dim; d++) {
          points.axis(d)[i] = voxel[d];
        }
      }
      if (moving.isPresent()) {
        kernel.forward(points, mapped);
      }
      for (int i = 0; i < n; i++) {
        double here = images.fixed == null ? 0 : nearest(images.fixed, points, i);
        double there = images.moving == null ? 0 : nearest(images.moving, mapped, i);
        coefficients[from + i] =
            images.fixed == null ? there : images.moving == null ? here : Math.max(here, there);
      }
    }
    return coefficients;
  }

  /** The value of the nearest voxel, 0 outside. */
  private static double nearest(Image image, PointBatch points, int i) {
    ImageGrid grid = image.grid();
    double[] voxel = new double[grid.dimension()];
    for (int d = 0; d < voxel.length; d++) {
      voxel[d] = points.axis(d)[i];
    }
    grid.worldToVoxel(voxel, voxel);
    int offset = 0;
    int stride = 1;
    for (int d = 0; d < voxel.length; d++) {
      double rounded = Math.floor(voxel[d] + 0.5);
      if (!(rounded >= 0 && rounded < grid.size(d))) {
        return 0;
      }
      offset += stride * (int) rounded;
      stride *= grid.size(d);
    }
    return image.value(offset);
  }

  /** The images for one grid spacing. */
  private final class Dilated {
    private final double[] spacing;
    private final Image fixed;
    private final Image moving;

    Dilated(double[] spacing) {
      this.spacing = spacing;
      this.fixed = RigidityCoefficients.this.fixed.map(this::dilate).orElse(null);
      this.moving = RigidityCoefficients.this.moving.map(this::dilate).orElse(null);
    }

    private Image dilate(Image image) {
      if (dilation.isEmpty()) {
        return image;
      }
      double[] values = image.doubles().clone();
      int stride = 1;
      for (int d = 0; d < spacing.length; d++) {
        int size = image.grid().size(d);
        int radius = (int) Math.min(size, dilation.get() * spacing[d]);
        double[] before = values.clone();
        for (int k = 0; k < values.length; k++) {
          int at = k / stride % size;
          double max = before[k];
          for (int o = -Math.min(radius, at); o <= Math.min(radius, size - 1 - at); o++) {
            max = Math.max(max, before[k + o * stride]);
          }
          values[k] = max;
        }
        stride *= size;
      }
      return Image.of(image.grid(), values);
    }
  }
}
