package org.jelastix.images.projection;

import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;

/**
 * Sums intensities along a straight line through a volume whose centre is the origin and whose
 * edges follow the coordinate axes. One thread's worker.
 *
 * <p>The line is followed in both directions, from plane to plane of voxels across the axis along
 * which it passes most voxels; in each plane the intensity is interpolated linearly between four
 * voxels. What exceeds the threshold is added up and multiplied by the length of the line from
 * plane to plane. As in elastix (and in ITK, whose frame and rules it keeps), planes where one of
 * the four voxels is missing do not count, nor does the last plane.
 */
final class Ray {
  /**
   * Twice the area, in mm², by which a point may miss a face and still count as lying on it: a
   * margin against rounding at the edges of the volume.
   */
  private static final double FACE_TOLERANCE = 100;

  /** Lines that are almost parallel to a face do not meet it. */
  private static final double PARALLEL = 0.01;

  private final Image volume;
  private final int[] size;
  private final int[] strides;
  private final double[] spacing;
  private final double[][] met = new double[6][3];
  private final double[] position = new double[3];
  private final double[] start = new double[3];
  private final double[] step = new double[3];

  /**
   * @param volume scalar, three dimensions
   */
  Ray(Image volume) {
    ImageGrid grid = volume.grid();
    this.volume = volume;
    this.size = grid.size();
    this.strides = grid.strides();
    this.spacing = grid.spacing();
  }

  /**
   * The sum along the line through a point.
   *
   * @param point in mm from the centre of the volume
   * @param direction of the line, any length
   * @param threshold what is subtracted; lower intensities count as 0
   * @return intensity times mm; 0 if the line misses the volume
   */
  double sum(double[] point, double[] direction, double threshold) {
    int faces = meetFaces(point, direction);
    if (faces < 2) {
      return 0;
    }
    int from = 0;
    int to = 1;
    if (faces > 2) {
      double farthest = 0;
      for (int j = 0; j + 1 < faces; j++) {
        for (int k = j + 1; k < faces; k++) {
          double distance = squaredDistance(met[j], met[k]);
          if (distance > farthest) {
            farthest = distance;
            from = j;
            to = k;
          }
        }
      }
    }
    int axis = 0;
    for (int d = 0; d < 3; d++) {
      start[d] = met[from][d] / spacing[d];
      step[d] = met[to][d] / spacing[d] - start[d];
    }
    for (int d = 1; d < 3; d++) {
      if (Math.abs(step[d]) > Math.abs(step[axis])) {
        axis = d;
      }
    }
    int planes = (int) Math.abs(step[axis]);
    enterFirstPlane(axis);
    planes = shorten(axis, planes);
    return planes < 1 ? 0 : integrate(axis, planes, threshold);
  }

  /** Finds where the line meets the faces of the volume; how often it does. */
  private int meetFaces(double[] point, double[] direction) {
    for (int d = 0; d < 3; d++) {
      position[d] = point[d] + 0.5 * spacing[d] * size[d];
    }
    int faces = 0;
    faces = meetFace(0, 0, direction, faces);
    faces = meetFace(0, size[0] * spacing[0], direction, faces);
    faces = meetFace(1, size[1] * spacing[1], direction, faces);
    faces = meetFace(1, 0, direction, faces);
    faces = meetFace(2, size[2] * spacing[2], direction, faces);
    return meetFace(2, 0, direction, faces);
  }

  private int meetFace(int axis, double at, double[] direction, int faces) {
    if (!(Math.abs(direction[axis]) >= PARALLEL)) {
      return faces;
    }
    double t = (at - position[axis]) / direction[axis];
    int u = axis == 0 ? 1 : 0;
    int v = axis == 2 ? 1 : 2;
    double pu = position[u] + t * direction[u];
    double pv = position[v] + t * direction[v];
    double width = size[u] * spacing[u];
    double height = size[v] * spacing[v];
    // Twice the areas of the triangles between the point and the four edges of the face.
    double low = Math.min(Math.min(pu, width - pu) * height, Math.min(pv, height - pv) * width);
    double high = Math.max(Math.max(pu, width - pu) * height, Math.max(pv, height - pv) * width);
    if (!(low > -FACE_TOLERANCE || high < FACE_TOLERANCE)) {
      return faces;
    }
    met[faces][axis] = at;
    met[faces][u] = pu;
    met[faces][v] = pv;
    return faces + 1;
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < 3; d++) {
      sum += (a[d] - b[d]) * (a[d] - b[d]);
    }
    return sum;
  }

  /**
   * Makes the step one plane long, moves the start to the middle of the first plane, and counts the
   * other two coordinates from voxel centre to voxel centre.
   */
  private void enterFirstPlane(int axis) {
    double along = step[axis];
    double sign = start[axis] < start[axis] + along ? 1 : -1;
    double whole = (int) start[axis];
    for (int d = 0; d < 3; d++) {
      if (d != axis) {
        step[d] = sign * (step[d] / along);
        start[d] += (whole - start[axis]) * step[d] * sign + 0.5 * step[d] - 0.5;
      }
    }
    step[axis] = sign;
    start[axis] = whole + 0.5 * sign;
  }

  /** Leaves out planes at both ends whose four voxels are not all there. */
  private int shorten(int axis, int planes) {
    int left = planes;
    boolean inside;
    do {
      boolean first = isInside(axis, 0);
      if (!first) {
        for (int d = 0; d < 3; d++) {
          start[d] += step[d];
        }
        left--;
      }
      boolean last = isInside(axis, left);
      if (!last) {
        left--;
      }
      inside = first && last;
    } while (!inside && left > 1);
    return inside ? left : 0;
  }

  private boolean isInside(int axis, int planes) {
    for (int d = 0; d < 3; d++) {
      double at = Math.floor(start[d] + planes * step[d]);
      int more = d == axis ? 0 : 1;
      if (!(at >= 0 && at + more < size[d])) {
        return false;
      }
    }
    return true;
  }

  private double integrate(int axis, int planes, double threshold) {
    int u = axis == 0 ? 1 : 0;
    int v = axis == 2 ? 1 : 2;
    System.arraycopy(start, 0, position, 0, 3);
    double sum = 0;
    for (int plane = 0; plane < planes; plane++) {
      int iu = Math.max(0, Math.min(size[u] - 2, (int) position[u]));
      int iv = Math.max(0, Math.min(size[v] - 2, (int) position[v]));
      double fu = position[u] - iu;
      double fv = position[v] - iv;
      int slice = (int) position[axis];
      int at = slice * strides[axis] + iu * strides[u] + iv * strides[v];
      double a = volume.value(at);
      double b = volume.value(at + strides[u]) - a;
      double c = volume.value(at + strides[v]) - a;
      double d = volume.value(at + strides[u] + strides[v]) - a - b - c;
      double intensity = a + b * fu + c * fv + d * fu * fv;
      if (intensity > threshold) {
        sum += intensity - threshold;
      }
      for (int k = 0; k < 3; k++) {
        position[k] += step[k];
      }
    }
    double length = 0;
    for (int k = 0; k < 3; k++) {
      length += step[k] * spacing[k] * step[k] * spacing[k];
    }
    return sum * Math.sqrt(length);
  }
}
