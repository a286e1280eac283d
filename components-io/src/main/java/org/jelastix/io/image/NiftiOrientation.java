package org.jelastix.io.image;

import java.nio.file.Path;
import org.jelastix.api.InputException;

/**
 * Where the voxels of a NIfTI image lie. NIfTI counts x to the right and y to the front, ITK and
 * jelastix to the left and the back, so the first two world axes change sign.
 *
 * <p>Of the two maps that a header may have, the one is taken that ITK 5.2 takes: the sform if it
 * has no skew and the qform is missing, or the sform is the scanner's, or both are the same; else
 * the qform. The spacing is pixdim. A header with nothing but a skewed sform, which ITK refuses, is
 * read as it stands: spacing and direction are the lengths and directions of its columns.
 */
final class NiftiOrientation {
  private static final double EPSILON = Math.ulp(1f);

  final double[] origin = new double[3];
  final double[] direction = Geometry.identity(3);
  final double[] spacing = new double[3];

  /**
   * @param header whose maps are read
   * @param pixdim spacing of the first three axes in the file's unit
   * @param file for messages
   */
  NiftiOrientation(NiftiHeader header, double[] pixdim, Path file) {
    System.arraycopy(pixdim, 0, spacing, 0, 3);
    if (header.qformCode == 0 && header.sformCode == 0) {
      return;
    }
    double[] sform = header.sformCode > 0 ? header.sform : new double[12];
    double[] qform = header.qformCode > 0 ? qform(header, pixdim) : scaled(pixdim);
    boolean skewless = decomposable(sform, pixdim);
    double[] chosen;
    if (preferSform(header, sform, qform, skewless)) {
      chosen = sform;
    } else if (header.qformCode != 0) {
      chosen = qform;
    } else {
      chosen = sform;
      for (int c = 0; c < 3; c++) {
        spacing[c] = length(sform, c);
      }
    }
    for (int r = 0; r < 3; r++) {
      origin[r] = r < 2 ? 0 - chosen[r * 4 + 3] : chosen[r * 4 + 3];
    }
    for (int c = 0; c < 3; c++) {
      double length = length(chosen, c);
      if (!(length > 0) || Double.isInfinite(length)) {
        throw new InputException(file + ": the orientation in the header has an axis of length 0");
      }
      for (int r = 0; r < 3; r++) {
        double v = chosen[r * 4 + c] / length;
        direction[r * 3 + c] = r < 2 ? 0 - v : v;
      }
    }
  }

  private static boolean preferSform(
      NiftiHeader header, double[] sform, double[] qform, boolean skewless) {
    boolean same = header.sformCode > 0;
    for (int i = 0; i < 12 && same; i++) {
      same = Math.abs(sform[i] - qform[i]) <= (i % 4 == 3 ? 1e-7 : 1e-5);
    }
    if (!skewless) {
      return same;
    }
    if (header.sformCode != 0 && (header.qformCode == 0 || header.sformCode == 1)) {
      return true;
    }
    return same;
  }

  private static double[] scaled(double[] pixdim) {
    double[] m = new double[12];
    for (int d = 0; d < 3; d++) {
      m[d * 5] = pixdim[d];
    }
    return m;
  }

  /** The map of the quaternion (section "method 2" of nifti1.h), in float as niftilib has it. */
  private static double[] qform(NiftiHeader header, double[] pixdim) {
    double b = header.quaternion[0];
    double c = header.quaternion[1];
    double d = header.quaternion[2];
    double a = 1.0 - (b * b + c * c + d * d);
    if (a < 1e-7) {
      double norm = 1.0 / Math.sqrt(b * b + c * c + d * d);
      b *= norm;
      c *= norm;
      d *= norm;
      a = 0;
    } else {
      a = Math.sqrt(a);
    }
    double x = pixdim[0] > 0 ? pixdim[0] : 1;
    double y = pixdim[1] > 0 ? pixdim[1] : 1;
    double z = pixdim[2] > 0 ? pixdim[2] : 1;
    if (header.pixdim[0] < 0) {
      z = -z;
    }
    double[] m = {
      (a * a + b * b - c * c - d * d) * x,
      2 * (b * c - a * d) * y,
      2 * (b * d + a * c) * z,
      header.quaternionOffset[0],
      2 * (b * c + a * d) * x,
      (a * a + c * c - b * b - d * d) * y,
      2 * (c * d - a * b) * z,
      header.quaternionOffset[1],
      2 * (b * d - a * c) * x,
      2 * (c * d + a * b) * y,
      (a * a + d * d - c * c - b * b) * z,
      header.quaternionOffset[2]
    };
    if (header.version == NiftiHeader.Version.NIFTI_1) {
      for (int i = 0; i < 12; i++) {
        m[i] = (float) m[i];
      }
    }
    return m;
  }

  private static double length(double[] m, int column) {
    double sum = 0;
    for (int r = 0; r < 3; r++) {
      sum += m[r * 4 + column] * m[r * 4 + column];
    }
    return Math.sqrt(sum);
  }

  /** Whether a map is a rotation times the spacing, within the tolerances of ITK. */
  private static boolean decomposable(double[] m, double[] pixdim) {
    double[] lengths = new double[3];
    for (int c = 0; c < 3; c++) {
      lengths[c] = length(m, c);
      if (!(Math.abs(pixdim[c] - lengths[c]) <= 1e-3) || !(lengths[c] > EPSILON)) {
        return false;
      }
    }
    for (int i = 0; i < 3; i++) {
      for (int j = i + 1; j < 3; j++) {
        double dot = 0;
        for (int r = 0; r < 3; r++) {
          dot += m[r * 4 + i] * m[r * 4 + j];
        }
        if (!(Math.abs(dot / (lengths[i] * lengths[j])) <= 1e-4)) {
          return false;
        }
      }
    }
    return true;
  }
}
