package org.jelastix.conformance.mutation;

import java.util.Arrays;
import java.util.Optional;
import org.jelastix.api.ParameterException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.conformance.fixture.BasisTransform;

/** The kit's wavy transform as a component, with faults. */
public final class FaultyTransform implements TransformProvider, Faulty {
  static final String JACOBIAN = "the sparse Jacobian has one entry doubled";
  static final String CONSTANT = "the Jacobian is declared constant, and is not";
  static final String PULLBACK = "pullback takes the first axis for the second";
  static final String PULLBACK_SETS = "pullback overwrites the gradient";
  static final String BATCH_KEPT = "pullback looks at the caller's batch again";
  static final String LATTICE = "lattice() is off by half a step";
  static final String SPATIAL_TRANSPOSED = "the spatial Jacobian is transposed";
  static final String HESSIAN = "the spatial Hessian is 0";
  static final String SPATIAL_PULLBACK = "the pullback of the spatial Jacobian is doubled";
  static final String PARAMETERS_LEAKED = "parameters() hands out its own array";
  static final String PARAMETERS_KEPT = "withParameters() keeps the caller's array";
  static final String ANY_LENGTH = "withParameters() takes arrays of any length";
  static final String DIGITS = "describe() writes six digits";
  static final String SCALES = "scales are negative";
  static final String PREVIOUS = "the previous resolution's result is forgotten";
  static final String KERNEL_SHARED = "all threads get the same kernel";
  static final String KERNEL_KEPT = "a kernel in the place of another keeps its parameters";
  static final String FAR = "far points map to NaN";
  static final String BATCH_OF_ONE = "points depend on the batch that they come in";
  static final String BAD_FILE = "too few parameters in a file are taken for zeros";

  static final String AFFINE = "it takes itself for the identity";
  static final String NO_IMAGES = "no image suits it";

  private final String fault;

  public FaultyTransform(String fault) {
    this.fault = fault;
  }

  /** Without fault. */
  public FaultyTransform() {
    this(SOUND);
  }

  @Override
  public String fault() {
    return fault;
  }

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(ComponentType.TRANSFORM, "FaultyWaves", "Waves, with faults.");
  }

  @Override
  public Transform create(TransformContext context) {
    if (has(NO_IMAGES)) {
      throw new RegistrationException("not for this image");
    }
    if (context.previous().isPresent() && !has(PREVIOUS)) {
      return context.previous().get();
    }
    return new Waves(
        BasisTransform.identity(BasisTransform.Kind.WAVES, context.fixed().grid()), null);
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    double[] scales = new double[transform.parameterCount()];
    Arrays.fill(scales, has(SCALES) ? -1 : 1);
    return scales;
  }

  @Override
  public Transform read(TransformFileContext context) {
    ImageGrid grid =
        context.grid().orElseThrow(() -> new ParameterException("the file has no image grid"));
    BasisTransform identity = BasisTransform.identity(BasisTransform.Kind.WAVES, grid);
    double[] mu = context.values();
    if (has(BAD_FILE)) {
      mu = Arrays.copyOf(mu, identity.parameterCount());
    }
    if (mu.length != identity.parameterCount()) {
      throw new ParameterException(
          "TransformParameters needs " + identity.parameterCount() + " values, not " + mu.length);
    }
    return new Waves(identity.withParameters(mu), mu.clone());
  }

  private final class Waves implements SpatiallyDifferentiable {
    private final BasisTransform sound;
    private final double[] mu;
    private final TransformKernel shared;

    Waves(BasisTransform sound, double[] mu) {
      this.sound = sound;
      this.mu = mu == null ? sound.parameters() : mu;
      this.shared = new Kernel(this);
    }

    @Override
    public int dimension() {
      return sound.dimension();
    }

    @Override
    public int parameterCount() {
      return sound.parameterCount();
    }

    @Override
    public double[] parameters() {
      return has(PARAMETERS_LEAKED) ? mu : mu.clone();
    }

    @Override
    public Waves withParameters(double[] parameters) {
      if (has(ANY_LENGTH)) {
        return new Waves(
            sound.withParameters(Arrays.copyOf(parameters, parameterCount())), parameters.clone());
      }
      return new Waves(
          sound.withParameters(parameters), has(PARAMETERS_KEPT) ? parameters : parameters.clone());
    }

    @Override
    public JacobianStructure jacobianStructure() {
      return has(CONSTANT)
          ? new JacobianStructure(parameterCount(), true, true)
          : sound.jacobianStructure();
    }

    @Override
    public Optional<AffineMap> asAffine() {
      int dim = dimension();
      return has(AFFINE)
          ? Optional.of(new AffineMap(identity(dim), new double[dim]))
          : sound.asAffine();
    }

    @Override
    public ParameterMap describe() {
      double[] written = mu.clone();
      if (has(DIGITS)) {
        for (int j = 0; j < written.length; j++) {
          written[j] = (float) written[j];
        }
      }
      return ParameterMap.builder()
          .put("Transform", "FaultyWaves")
          .put("NumberOfParameters", written.length)
          .put("TransformParameters", written)
          .build();
    }

    @Override
    public TransformKernel kernel() {
      return has(KERNEL_SHARED) ? shared : new Kernel(this);
    }

    @Override
    public TransformKernel kernel(TransformKernel old) {
      return has(KERNEL_KEPT) && old instanceof Kernel ? old : kernel();
    }

    @Override
    public SpatialKernel spatialKernel() {
      return new Spatial(sound.spatialKernel(), sound.dimension());
    }
  }

  private static double[] identity(int dim) {
    double[] m = new double[dim * dim];
    for (int d = 0; d < dim; d++) {
      m[d * dim + d] = 1;
    }
    return m;
  }

  private final class Kernel implements TransformKernel {
    private final BasisTransform sound;
    private final TransformKernel worker;
    private PointBatch last;

    Kernel(Waves transform) {
      // With its array kept, the transform changes under the hands of its caller.
      this.sound =
          has(PARAMETERS_KEPT) ? transform.sound.withParameters(transform.mu) : transform.sound;
      this.worker = sound.kernel();
    }

    @Override
    public void forward(PointBatch fixed, PointBatch moving) {
      last = fixed;
      worker.forward(fixed, moving);
      for (int i = 0; i < fixed.size(); i++) {
        if (has(BATCH_OF_ONE) && i % 4 == 3) {
          moving.axis(0)[i] += 1e-3;
        }
        if (has(FAR) && Math.abs(fixed.axis(0)[i]) > 1e5) {
          moving.axis(0)[i] = Double.NaN;
        }
      }
    }

    @Override
    public void pullback(double[][] cotangents, double[] gradient) {
      if (has(PULLBACK_SETS)) {
        Arrays.fill(gradient, 0);
      }
      if (has(BATCH_KEPT)) {
        worker.forward(last, new PointBatch(last.dimension(), last.capacity()));
      }
      double[][] g = cotangents.clone();
      if (has(PULLBACK)) {
        g[0] = cotangents[1];
      }
      worker.pullback(g, gradient);
    }

    @Override
    public void jacobian(int point, SparseJacobian out) {
      worker.jacobian(point, out);
      if (has(JACOBIAN)) {
        out.values()[0] *= 2;
      }
    }

    @Override
    public void lattice(double[] start, double[][] steps, int[] size, PointBatch moving) {
      double[] from = start.clone();
      for (int d = 0; d < from.length; d++) {
        from[d] += has(LATTICE) ? steps[0][d] / 2 : 0;
      }
      TransformKernel.super.lattice(from, steps, size, moving);
    }
  }

  private final class Spatial implements SpatialKernel {
    private final SpatialKernel worker;
    private final int dim;

    Spatial(SpatialKernel worker, int dim) {
      this.worker = worker;
      this.dim = dim;
    }

    @Override
    public void at(PointBatch fixed) {
      worker.at(fixed);
    }

    @Override
    public void jacobian(double[][] out) {
      double[][] target = out.clone();
      if (has(SPATIAL_TRANSPOSED)) {
        for (int e = 0; e < out.length; e++) {
          target[e] = out[e % dim * dim + e / dim];
        }
      }
      worker.jacobian(target);
    }

    @Override
    public void hessian(double[][] out) {
      worker.hessian(out);
      for (double[] entry : out) {
        if (has(HESSIAN)) {
          Arrays.fill(entry, 0);
        }
      }
    }

    @Override
    public void pullbackJacobian(double[][] cotangents, double[] gradient) {
      worker.pullbackJacobian(cotangents, gradient);
      if (has(SPATIAL_PULLBACK)) {
        worker.pullbackJacobian(cotangents, gradient);
      }
    }

    @Override
    public void pullbackHessian(double[][] cotangents, double[] gradient) {
      worker.pullbackHessian(cotangents, gradient);
    }
  }
}
