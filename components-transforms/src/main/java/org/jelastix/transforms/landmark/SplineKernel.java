package org.jelastix.transforms.landmark;

/**
 * The kernel of a landmark spline: the matrix G(x) = p(r)·I + q(r)·x xᵀ with r = |x|, and the
 * derivatives of p and q. Immutable.
 *
 * <p>Sources: thin plates F. L. Bookstein, "Principal warps: thin-plate splines and the
 * decomposition of deformations", IEEE PAMI 11(6), 1989; elastic bodies M. H. Davis, A. Khotanzad,
 * D. P. Flamig, S. E. Harms, "A physics-based coordinate transformation for 3-D image matching",
 * IEEE TMI 16(3), 1997.
 */
enum SplineKernel {
  /** G = r·I. */
  THIN_PLATE("ThinPlateSpline", false) {
    @Override
    void evaluate(double r, double poissonRatio, double[] out) {
      out[P] = r;
      out[P1] = 1;
    }
  },
  /** G = r² log r·I, the thin plate of two dimensions. */
  THIN_PLATE_R2_LOG_R("ThinPlateR2LogRSpline", false) {
    @Override
    void evaluate(double r, double poissonRatio, double[] out) {
      double log = r > TINY ? Math.log(r) : 0;
      out[P] = r * r * log;
      out[P1] = 2 * r * log + r;
      out[P2] = 2 * log + 3;
    }
  },
  /** G = r³·I. */
  VOLUME("VolumeSpline", false) {
    @Override
    void evaluate(double r, double poissonRatio, double[] out) {
      out[P] = r * r * r;
      out[P1] = 3 * r * r;
      out[P2] = 6 * r;
    }
  },
  /** G = (12 (1 − ν) − 1) r³·I − 3 r x xᵀ. */
  ELASTIC_BODY("ElasticBodySpline", true) {
    @Override
    void evaluate(double r, double poissonRatio, double[] out) {
      double alpha = 12 * (1 - poissonRatio) - 1;
      out[P] = alpha * r * r * r;
      out[P1] = 3 * alpha * r * r;
      out[P2] = 6 * alpha * r;
      out[Q] = -3 * r;
      out[Q1] = -3;
    }
  },
  /** G = (8 (1 − ν) − 1) r·I − x xᵀ / r. */
  ELASTIC_BODY_RECIPROCAL("ElasticBodyReciprocalSpline", true) {
    @Override
    void evaluate(double r, double poissonRatio, double[] out) {
      double alpha = 8 * (1 - poissonRatio) - 1;
      double inverse = r > TINY ? 1 / r : 0;
      out[P] = alpha * r;
      out[P1] = alpha;
      out[Q] = -inverse;
      out[Q1] = inverse * inverse;
      out[Q2] = -2 * inverse * inverse * inverse;
    }
  };

  /** Where {@link #evaluate} puts p, p′, p″, q, q′ and q″. */
  static final int P = 0;

  static final int P1 = 1;
  static final int P2 = 2;
  static final int Q = 3;
  static final int Q1 = 4;
  static final int Q2 = 5;
  static final int VALUES = 6;

  /** Distances (mm) below this count as 0. */
  static final double TINY = 1e-8;

  private final String parameterValue;
  private final boolean coupled;

  SplineKernel(String parameterValue, boolean coupled) {
    this.parameterValue = parameterValue;
    this.coupled = coupled;
  }

  /** Its name in parameter files. */
  String parameterValue() {
    return parameterValue;
  }

  /** Whether q is not 0, so that coordinates depend on each other. */
  boolean coupled() {
    return coupled;
  }

  /**
   * p, q and derivatives at a distance.
   *
   * @param r at least 0
   * @param poissonRatio of elastic bodies
   * @param out entries that are always 0 are left alone
   */
  abstract void evaluate(double r, double poissonRatio, double[] out);

  static SplineKernel of(String parameterValue) {
    for (SplineKernel kernel : values()) {
      if (kernel.parameterValue.equals(parameterValue)) {
        return kernel;
      }
    }
    throw new IllegalArgumentException(parameterValue);
  }
}
