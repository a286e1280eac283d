package org.jelastix.conformance.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jelastix.api.JelastixException;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.facts.FactChecks;
import org.jelastix.conformance.fixture.BasisTransform;
import org.jelastix.conformance.fixture.Bits;
import org.jelastix.conformance.fixture.Concurrent;
import org.jelastix.conformance.fixture.Difference;
import org.jelastix.conformance.fixture.Grids;
import org.jelastix.conformance.fixture.Workers;

/** Checks of a transform. */
public final class TransformChecks {
  private static final double TOLERANCE = 1e-5;
  private static final int PARAMETERS_LOOKED_AT = 24;

  private final TransformProvider provider;
  private final Settings settings;

  private TransformChecks(TransformProvider provider, Settings settings) {
    this.provider = provider;
    this.settings = settings;
  }

  private interface InScene {
    void look(Findings findings, TransformScene scene, Transform transform);
  }

  /**
   * All checks of one transform.
   *
   * @param provider makes it
   * @param settings what to know about it; {@code points = true} gives it point sets, files and
   *     transforms beside the images, {@code labels = true} a label image; {@code from-file = true}
   *     if it is read, but not made for a registration
   */
  public static List<Check> of(TransformProvider provider, Settings settings) {
    TransformChecks t = new TransformChecks(provider, settings);
    List<Check> checks = new ArrayList<>(FactChecks.of(provider, ComponentType.TRANSFORM));
    List<Integer> dimensions = settings.dimensions(2, 3, 4);
    checks.add(
        FactChecks.refusals(
            provider.info(),
            more -> {
              TransformScene scene = t.scene(dimensions.get(0), 1);
              if (scene.isFromFile()) {
                provider.read(scene.file(scene.withMore(more), new double[0]));
                return;
              }
              var context = scene.context(0, Optional.empty(), Parallel.sequential(), more);
              provider.scales(context, provider.create(context));
            }));
    checks.add(
        new Check(
            "transform.dimensions",
            "a dimension that is not supported is refused in words, and one of 2 and 3 is",
            findings -> t.dimensionsSupported(findings, dimensions)));
    for (int dimension : dimensions) {
      t.add(checks, dimension, "transform.finite", "maps all points to finite ones", t::finite);
      t.add(
          checks,
          dimension,
          "transform.parameters",
          "is immutable, and copies parameters in and out",
          t::parameters);
      t.add(
          checks,
          dimension,
          "transform.batches",
          "points are mapped alike in any batch, by kernels new and used",
          t::batches);
      t.add(
          checks,
          dimension,
          "transform.jacobian",
          "the sparse Jacobian agrees with differences, and with its declared structure",
          t::jacobian);
      t.add(
          checks,
          dimension,
          "transform.pullback",
          "pullback is the transpose of the sparse Jacobian, and adds",
          t::pullback);
      t.add(
          checks,
          dimension,
          "transform.kernel-memory",
          "pullback speaks of the last forward's points, whatever became of the batch",
          t::kernelMemory);
      t.add(
          checks,
          dimension,
          "transform.kernel-reuse",
          "kernels in the place of old ones work as new ones do",
          t::kernelReuse);
      t.add(
          checks,
          dimension,
          "transform.lattice",
          "lattice() and apply() map as forward() does",
          t::lattices);
      t.add(checks, dimension, "transform.affine", "asAffine() maps as forward() does", t::affine);
      t.add(
          checks,
          dimension,
          "transform.spatial-jacobian",
          "the spatial Jacobian agrees with differences",
          t::spatialJacobian);
      t.add(
          checks,
          dimension,
          "transform.spatial-hessian",
          "the spatial Hessian agrees with differences",
          t::spatialHessian);
      t.add(
          checks,
          dimension,
          "transform.spatial-pullbacks",
          "the pullbacks of spatial Jacobian and Hessian agree with differences, and add",
          t::spatialPullbacks);
      t.add(
          checks,
          dimension,
          "transform.round-trip",
          "describe() and read() give the same map back",
          t::roundTrip);
      t.add(
          checks, dimension, "transform.scales", "scales are positive, one a parameter", t::scales);
      t.add(
          checks,
          dimension,
          "transform.resolutions",
          "the next resolution starts from the last one's map",
          t::resolutions);
      t.add(
          checks,
          dimension,
          "transform.threads",
          "what is made is bit-identical on 1, 2 and 7 threads",
          t::threads);
      t.add(
          checks,
          dimension,
          "transform.concurrent",
          "kernels of one transform work in several threads at once",
          t::concurrent);
    }
    checks.add(
        new Check(
            "transform.bad-file",
            "a transform file with missing or too few parameters is refused in words",
            t::badFile));
    return checks;
  }

  private void add(List<Check> checks, int dimension, String id, String title, InScene procedure) {
    checks.add(
        new Check(
            id,
            title + " (" + dimension + "-D)",
            findings -> {
              TransformScene scene = scene(dimension, 100 + dimension);
              Transform initial;
              try {
                initial = scene.initial();
              } catch (JelastixException e) {
                findings.skip("refuses " + dimension + "-D: " + e.getMessage());
                return;
              }
              procedure.look(findings, scene, scene.posed(initial, 0.03));
            }));
  }

  private TransformScene scene(int dimension, long seed) {
    return new TransformScene(provider, settings, dimension, seed);
  }

  private void dimensionsSupported(Findings findings, List<Integer> dimensions) {
    int supported = 0;
    for (int dimension : dimensions) {
      try {
        Transform made = scene(dimension, 1).initial();
        supported++;
        findings.expect(
            made.dimension() == dimension,
            () -> "for " + dimension + "-D images it has dimension " + made.dimension());
      } catch (JelastixException e) {
        findings.expect(
            e.getMessage() != null && !e.getMessage().isBlank(),
            () -> dimension + "-D is refused without words");
      } catch (RuntimeException e) {
        findings.unexpected("making it for " + dimension + "-D images", e);
      }
    }
    int count = supported;
    findings.expect(count > 0, () -> "refuses each of the dimensions " + dimensions);
  }

  private static PointBatch forward(TransformKernel kernel, PointBatch points) {
    PointBatch mapped = new PointBatch(points.dimension(), points.capacity());
    kernel.forward(points, mapped);
    return mapped;
  }

  private static PointBatch inside(TransformScene scene, long seed, int n) {
    return Grids.points(new SplittableRandom(seed), scene.grid(), n, 0.02);
  }

  private void finite(Findings findings, TransformScene scene, Transform t) {
    findings.expect(
        t.parameters().length == t.parameterCount(),
        () -> t.parameters().length + " parameters, but parameterCount() " + t.parameterCount());
    findings.expect(
        Bits.finite(scene.initial().parameters()), () -> "the first parameters are not finite");
    for (double margin : new double[] {0, -0.6, -30, -1e5}) {
      PointBatch points = Grids.points(new SplittableRandom(3), scene.grid(), 200, margin);
      double[] mapped = Grids.flat(forward(t.kernel(), points));
      findings.expect(
          Bits.finite(mapped),
          () -> "points up to " + -margin + " image sizes beyond the image map to NaN or infinity");
    }
    PointBatch none = new PointBatch(t.dimension(), 4);
    PointBatch out = new PointBatch(t.dimension(), 4);
    out.resize(3);
    t.kernel().forward(none, out);
    findings.expect(out.size() == 0, () -> "an empty batch maps to " + out.size() + " points");
  }

  private void parameters(Findings findings, TransformScene scene, Transform t) {
    PointBatch points = inside(scene, 4, 60);
    double[] before = Grids.flat(forward(t.kernel(), points));
    double[] mu = t.parameters();
    double[] kept = mu.clone();
    Transform same = t.withParameters(mu);
    Bits.difference(before, Grids.flat(forward(same.kernel(), points)))
        .ifPresent(d -> findings.add("withParameters(parameters()) maps otherwise: " + d));
    Arrays.fill(mu, 7);
    Bits.difference(kept, t.parameters())
        .ifPresent(d -> findings.add("parameters() hands out the transform's own array: " + d));
    Bits.difference(before, Grids.flat(forward(same.kernel(), points)))
        .ifPresent(d -> findings.add("withParameters() keeps the caller's array: " + d));
    double[] other = kept.clone();
    for (int j = 0; j < other.length; j++) {
      other[j] += 0.01 * (1 + j % 3);
    }
    Transform moved = t.withParameters(other);
    Bits.difference(other, moved.parameters())
        .ifPresent(d -> findings.add("withParameters(μ).parameters() is not μ: " + d));
    Bits.difference(before, Grids.flat(forward(t.kernel(), points)))
        .ifPresent(d -> findings.add("withParameters() changes the transform itself: " + d));
    for (int length : new int[] {0, kept.length - 1, kept.length + 1}) {
      if (length >= 0 && length != kept.length) {
        findings.expectThrown(
            "withParameters with " + length + " of " + kept.length + " parameters",
            IllegalArgumentException.class,
            () -> t.withParameters(new double[length]));
      }
    }
  }

  private void batches(Findings findings, TransformScene scene, Transform t) {
    int dim = t.dimension();
    PointBatch points = inside(scene, 5, PointBatch.CAPACITY);
    double[] before = Grids.flat(points);
    TransformKernel used = t.kernel();
    used.forward(
        Grids.points(new SplittableRandom(6), scene.grid(), 200, -0.3), new PointBatch(dim));
    double[] whole = Grids.flat(forward(used, points));
    Bits.difference(before, Grids.flat(points))
        .ifPresent(d -> findings.add("forward() writes into its input: " + d));
    Bits.difference(Grids.flat(forward(t.kernel(), points)), whole)
        .ifPresent(d -> findings.add("a used kernel maps otherwise than a new one: " + d));
    PointBatch mapped = new PointBatch(dim);
    int n = points.size();
    int wanted = 1;
    for (int start = 0; start < n; start += wanted, wanted += 5) {
      int from = start;
      int size0 = Math.min(wanted, n - from);
      used.forward(Grids.part(points, from, from + size0), mapped);
      findings.expect(
          mapped.size() == size0,
          () -> "a batch of " + size0 + " maps to " + mapped.size() + " points");
      for (int i = 0; i < size0; i++) {
        for (int d = 0; d < dim; d++) {
          double expected = whole[d * n + from + i];
          double actual = mapped.axis(d)[i];
          if (!(Math.abs(expected - actual) <= 1e-9 * (1 + Math.abs(expected)))) {
            findings.add(
                "point "
                    + (from + i)
                    + " maps to "
                    + expected
                    + " in a batch of 256 and to "
                    + actual
                    + " in one of "
                    + size0);
            return;
          }
        }
      }
    }
  }

  private static double[][] cotangents(SplittableRandom random, int rows, int n) {
    double[][] g = new double[rows][PointBatch.CAPACITY];
    for (double[] row : g) {
      Arrays.fill(row, Double.NaN); // entries beyond n mean nothing and must not be looked at
      for (int i = 0; i < n; i++) {
        row[i] = random.nextInt(7) == 0 ? 0 : 2 * random.nextDouble() - 1;
      }
    }
    return g;
  }

  private void jacobian(Findings findings, TransformScene scene, Transform t) {
    int dim = t.dimension();
    int count = t.parameterCount();
    int n = 40;
    PointBatch points = inside(scene, 7, n);
    TransformKernel kernel = t.kernel();
    forward(kernel, points);
    SparseJacobian sparse = SparseJacobian.of(t);
    double[][] dense = new double[n][dim * count];
    for (int i = 0; i < n; i++) {
      kernel.jacobian(i, sparse);
      Set<Integer> seen = new HashSet<>();
      for (int k = 0; k < sparse.size(); k++) {
        int j = sparse.parameters()[k];
        if (!findings.expect(
            j >= 0 && j < count && seen.add(j),
            () -> "column of parameter " + j + " is out of range or given twice")) {
          return;
        }
        for (int r = 0; r < dim; r++) {
          dense[i][r * count + j] = sparse.get(r, k);
        }
      }
    }
    checkStructure(findings, t, dense, points);
    double[] effect = scene.effects(t);
    for (int j : someParameters(t, dense, 9)) {
      double[] unit = new double[count];
      unit[j] = effect[j] > 0 ? 1 / effect[j] : 1;
      for (int r = 0; r < dim; r++) {
        for (int i = 0; i < n; i += 3) {
          int row = r;
          int point = i;
          Difference difference =
              Difference.of(
                  s -> forward(moved(t, unit, s).kernel(), points).axis(row)[point], 0.05);
          double claimed = dense[i][r * count + j] * unit[j];
          if (difference.conclusive(1) && !difference.agrees(claimed, TOLERANCE, 1)) {
            findings.add(
                String.format(
                    Locale.ROOT,
                    "∂T_%d/∂μ_%d is %.9g in the Jacobian, %.9g by differences, at %s",
                    r,
                    j,
                    claimed / unit[j],
                    difference.value() / unit[j],
                    Arrays.toString(Grids.get(points, i))));
            return;
          }
        }
      }
    }
  }

  private static void checkStructure(
      Findings findings, Transform t, double[][] dense, PointBatch points) {
    int dim = t.dimension();
    int count = t.parameterCount();
    if (t.jacobianStructure().constant()) {
      for (int i = 1; i < points.size(); i++) {
        for (int e = 0; e < dense[i].length; e++) {
          if (Math.abs(dense[i][e] - dense[0][e]) > 1e-9 * (1 + Math.abs(dense[0][e]))) {
            findings.add("the Jacobian is declared constant, but differs between two points");
            return;
          }
        }
      }
    }
    if (t.jacobianStructure().sharedWeights()) {
      int block = count / dim;
      for (double[] jacobian : dense) {
        for (int r = 0; r < dim; r++) {
          for (int j = 0; j < count; j++) {
            double expected = j / block == r ? jacobian[j % block] : 0;
            if (Math.abs(jacobian[r * count + j] - expected) > 1e-12 * (1 + Math.abs(expected))) {
              findings.add(
                  "weights are declared shared, but ∂T_" + r + "/∂μ_" + j + " does not fit");
              return;
            }
          }
        }
      }
    }
  }

  /** Some parameters, most of them such that matter at the points looked at. */
  private static List<Integer> someParameters(Transform t, double[][] dense, long seed) {
    int count = t.parameterCount();
    List<Integer> all = new ArrayList<>();
    if (count <= PARAMETERS_LOOKED_AT) {
      for (int j = 0; j < count; j++) {
        all.add(j);
      }
      return all;
    }
    SplittableRandom random = new SplittableRandom(seed);
    int tries = 0;
    while (all.size() < PARAMETERS_LOOKED_AT && tries++ < 100_000) {
      int j = random.nextInt(count);
      boolean matters = false;
      for (double[] jacobian : dense) {
        for (int r = 0; r < t.dimension(); r++) {
          matters |= Math.abs(jacobian[r * count + j]) > 1e-3;
        }
      }
      if ((matters || random.nextInt(8) == 0) && !all.contains(j)) {
        all.add(j);
      }
    }
    return all;
  }

  private static Transform moved(Transform t, double[] direction, double s) {
    double[] mu = t.parameters();
    for (int j = 0; j < mu.length; j++) {
      mu[j] += s * direction[j];
    }
    return t.withParameters(mu);
  }

  private void pullback(Findings findings, TransformScene scene, Transform t) {
    int dim = t.dimension();
    for (int n : new int[] {1, 17, PointBatch.CAPACITY}) {
      PointBatch points = inside(scene, 10 + n, n);
      double[][] g = cotangents(new SplittableRandom(11), dim, n);
      TransformKernel kernel = t.kernel();
      forward(kernel, points);
      double[] expected = new double[t.parameterCount()];
      SparseJacobian sparse = SparseJacobian.of(t);
      for (int i = 0; i < n; i++) {
        kernel.jacobian(i, sparse);
        for (int k = 0; k < sparse.size(); k++) {
          for (int r = 0; r < dim; r++) {
            expected[sparse.parameters()[k]] += g[r][i] * sparse.get(r, k);
          }
        }
      }
      double[] actual = new double[t.parameterCount()];
      Arrays.fill(actual, 3);
      kernel.pullback(g, actual);
      for (int j = 0; j < actual.length; j++) {
        double gained = actual[j] - 3;
        if (!(Math.abs(gained - expected[j]) <= 1e-8 * (1 + Math.abs(expected[j])))) {
          findings.add(
              String.format(
                  Locale.ROOT,
                  "%d points: pullback adds %.10g for parameter %d, Jacobians give %.10g",
                  n,
                  gained,
                  j,
                  expected[j]));
          return;
        }
      }
    }
  }

  private void kernelMemory(Findings findings, TransformScene scene, Transform t) {
    int n = 50;
    PointBatch points = inside(scene, 12, n);
    double[][] g = cotangents(new SplittableRandom(13), t.dimension(), n);
    TransformKernel fresh = t.kernel();
    forward(fresh, points);
    double[] expected = new double[t.parameterCount()];
    fresh.pullback(g, expected);

    TransformKernel kernel = t.kernel();
    forward(kernel, inside(scene, 14, 90));
    PointBatch refilled = Grids.part(points, 0, n);
    PointBatch mapped = new PointBatch(t.dimension(), n);
    kernel.forward(refilled, mapped);
    for (int d = 0; d < t.dimension(); d++) {
      Arrays.fill(refilled.axis(d), 1e3);
      Arrays.fill(mapped.axis(d), -1e3);
    }
    refilled.resize(0);
    mapped.resize(0);
    double[] actual = new double[t.parameterCount()];
    kernel.pullback(g, actual);
    Bits.difference(expected, actual)
        .ifPresent(d -> findings.add("pullback after the batches were refilled: " + d));
    double[] again = new double[t.parameterCount()];
    kernel.pullback(g, again);
    Bits.difference(expected, again)
        .ifPresent(d -> findings.add("a second pullback of the same points: " + d));
  }

  private void kernelReuse(Findings findings, TransformScene scene, Transform t) {
    double[] mu = t.parameters();
    for (int k = 0; k < mu.length; k++) {
      mu[k] *= 1.25;
    }
    TransformKernel other =
        BasisTransform.identity(BasisTransform.Kind.WAVES, scene.grid()).kernel();
    for (TransformKernel old :
        List.of(t.kernel(), t.withParameters(mu).kernel(), t.kernel(t.kernel()), other)) {
      forward(old, inside(scene, 14, 90));
      PointBatch points = inside(scene, 12, 50);
      double[][] g = cotangents(new SplittableRandom(13), t.dimension(), 50);
      TransformKernel fresh = t.kernel();
      TransformKernel reused = t.kernel(old);
      PointBatch expected = forward(fresh, points);
      PointBatch actual = forward(reused, points);
      for (int d = 0; d < t.dimension(); d++) {
        Bits.difference(expected.axis(d), actual.axis(d))
            .ifPresent(difference -> findings.add("mapped points: " + difference));
      }
      double[] expectedGradient = new double[t.parameterCount()];
      double[] actualGradient = new double[t.parameterCount()];
      fresh.pullback(g, expectedGradient);
      reused.pullback(g, actualGradient);
      Bits.difference(expectedGradient, actualGradient)
          .ifPresent(difference -> findings.add("pullback: " + difference));
    }
  }

  private void lattices(Findings findings, TransformScene scene, Transform t) {
    int dim = t.dimension();
    SplittableRandom random = new SplittableRandom(15);
    boxes(findings, scene, t, random);
    for (int n : new int[] {1, 2, 33, PointBatch.CAPACITY}) {
      for (double margin : new double[] {0.02, -0.5}) {
        PointBatch ends = Grids.points(random, scene.grid(), 2, margin);
        double[] start = Grids.get(ends, 0);
        double[] end = Grids.get(ends, 1);
        double[] step = new double[dim];
        PointBatch points = new PointBatch(dim);
        points.resize(n);
        for (int d = 0; d < dim; d++) {
          step[d] = (end[d] - start[d]) / Math.max(1, n - 1);
          for (int k = 0; k < n; k++) {
            points.axis(d)[k] = start[d] + k * step[d];
          }
        }
        PointBatch expected = forward(t.kernel(), points);
        PointBatch actual = new PointBatch(dim);
        t.kernel().lattice(start, new double[][] {step}, new int[] {n}, actual);
        findings.expect(
            actual.size() == n, () -> "a line of " + n + " points gives " + actual.size());
        for (int k = 0; k < actual.size(); k++) {
          for (int d = 0; d < dim; d++) {
            double off = Math.abs(expected.axis(d)[k] - actual.axis(d)[k]);
            if (!(off <= 1e-6)) {
              findings.add(
                  String.format(
                      Locale.ROOT,
                      "point %d of a line of %d is %.3g mm off along axis %d",
                      k,
                      n,
                      off,
                      d));
              return;
            }
          }
        }
      }
    }
  }

  /** A small box of points, along the axes of the image or others. */
  private void boxes(
      Findings findings, TransformScene scene, Transform t, SplittableRandom random) {
    int dim = t.dimension();
    int[] size = Arrays.copyOf(dim == 2 ? new int[] {40, 16} : new int[] {11, 9, 7, 2}, dim);
    PointBatch corners = Grids.points(random, scene.grid(), dim + 1, 0.02);
    double[] start = Grids.get(corners, 0);
    double[] matrix = scene.grid().voxelToWorldMatrix();
    double[][] along = new double[dim][dim];
    double[][] across = new double[dim][dim];
    for (int a = 0; a < dim; a++) {
      double[] corner = Grids.get(corners, a + 1);
      for (int d = 0; d < dim; d++) {
        along[a][d] = matrix[d * dim + a] * scene.grid().size(a) / (4.0 * size[a]);
        across[a][d] = (corner[d] - start[d]) / (4 * size[a]);
      }
    }
    box(findings, t, start, along, size);
    box(findings, t, start, across, size);
  }

  /** A lattice, and the same points as batches without a shape. */
  private void box(Findings findings, Transform t, double[] start, double[][] steps, int[] size) {
    int dim = t.dimension();
    PointBatch points = new PointBatch(dim, Arrays.stream(size).reduce(1, (a, b) -> a * b));
    points.fillLattice(start, steps, size);
    PointBatch lattice = new PointBatch(dim, points.size());
    t.kernel().lattice(start, steps, size, lattice);
    PointBatch applied = new PointBatch(dim, points.size());
    t.kernel().apply(points, applied);
    findings.expect(
        lattice.size() == points.size() && applied.size() == points.size(),
        () ->
            String.format(
                Locale.ROOT,
                "a lattice of %d points gives %d, a batch of them %d",
                points.size(),
                lattice.size(),
                applied.size()));
    TransformKernel kernel = t.kernel();
    for (int from = 0; from < points.size(); from += PointBatch.CAPACITY) {
      int end = Math.min(points.size(), from + PointBatch.CAPACITY);
      PointBatch expected = forward(kernel, Grids.part(points, from, end));
      for (int k = from; k < end; k++) {
        for (int d = 0; d < dim; d++) {
          double ofLattice = Math.abs(expected.axis(d)[k - from] - lattice.axis(d)[k]);
          double ofBatch = Math.abs(expected.axis(d)[k - from] - applied.axis(d)[k]);
          if (!(ofLattice <= 1e-6 && ofBatch <= 1e-6)) {
            findings.add(
                String.format(
                    Locale.ROOT,
                    "point %d is %.3g mm off along axis %d in a lattice, and %.3g in a batch",
                    k,
                    ofLattice,
                    d,
                    ofBatch));
            return;
          }
        }
      }
    }
  }

  private void affine(Findings findings, TransformScene scene, Transform t) {
    Optional<AffineMap> map = t.asAffine();
    if (map.isEmpty()) {
      findings.skip("is not affine");
      return;
    }
    int dim = t.dimension();
    PointBatch points = inside(scene, 16, 60);
    PointBatch mapped = forward(t.kernel(), points);
    for (int i = 0; i < points.size(); i++) {
      double[] x = Grids.get(points, i);
      for (int r = 0; r < dim; r++) {
        double expected = map.get().offset()[r];
        for (int c = 0; c < dim; c++) {
          expected += map.get().matrix()[r * dim + c] * x[c];
        }
        double off = Math.abs(expected - mapped.axis(r)[i]);
        if (!(off <= 1e-8 * (1 + Math.abs(expected)))) {
          findings.add("A·x + b and T(x) differ by " + off + " mm along axis " + r);
          return;
        }
      }
    }
  }

  private static SpatiallyDifferentiable differentiable(Findings findings, Transform t) {
    if (t instanceof SpatiallyDifferentiable d) {
      return d;
    }
    findings.skip("has no spatial derivatives");
    throw new IllegalStateException();
  }

  /** The points, moved along one axis. */
  private static PointBatch along(PointBatch points, int axis, double by) {
    PointBatch moved = Grids.part(points, 0, points.size());
    for (int i = 0; i < moved.size(); i++) {
      moved.axis(axis)[i] += by;
    }
    return moved;
  }

  private static double[][] jacobians(SpatiallyDifferentiable t, PointBatch points) {
    double[][] out = new double[t.dimension() * t.dimension()][points.capacity()];
    SpatialKernel kernel = t.spatialKernel();
    kernel.at(points);
    kernel.jacobian(out);
    return out;
  }

  private static double[][] hessians(SpatiallyDifferentiable t, PointBatch points) {
    int dim = t.dimension();
    double[][] out = new double[dim * dim * dim][points.capacity()];
    SpatialKernel kernel = t.spatialKernel();
    kernel.at(points);
    kernel.hessian(out);
    return out;
  }

  private void spatialJacobian(Findings findings, TransformScene scene, Transform transform) {
    SpatiallyDifferentiable t = differentiable(findings, transform);
    int dim = t.dimension();
    PointBatch points = inside(scene, 18, 40);
    double[][] claimed = jacobians(t, points);
    double h = 0.02 * Grids.meanSpacing(scene.grid());
    int judged = 0;
    for (int c = 0; c < dim; c++) {
      for (int r = 0; r < dim; r++) {
        for (int i = 0; i < points.size(); i++) {
          int axis = c;
          int row = r;
          int point = i;
          Difference difference =
              Difference.of(s -> forward(t.kernel(), along(points, axis, s)).axis(row)[point], h);
          if (difference.conclusive(1)) {
            judged++;
            if (!difference.agrees(claimed[r * dim + c][i], TOLERANCE, 1)) {
              findings.add(
                  String.format(
                      Locale.ROOT,
                      "∂T_%d/∂x_%d is %.9g, by differences %.9g",
                      r,
                      c,
                      claimed[r * dim + c][i],
                      difference.value()));
              return;
            }
          }
        }
      }
    }
    int count = judged;
    findings.expect(count > 0, () -> "nowhere smooth enough for differences");
  }

  private void spatialHessian(Findings findings, TransformScene scene, Transform transform) {
    SpatiallyDifferentiable t = differentiable(findings, transform);
    int dim = t.dimension();
    PointBatch points = inside(scene, 19, 40);
    double[][] claimed = hessians(t, points);
    double h = 0.02 * Grids.meanSpacing(scene.grid());
    double scale = 1e-12;
    for (double[] entry : claimed) {
      scale = Math.max(scale, Bits.largest(Arrays.copyOf(entry, points.size())));
    }
    for (int b = 0; b < dim; b++) {
      for (int i = 0; i < points.size(); i += 3) {
        PointBatch point = Grids.part(points, i, i + 1);
        for (int e = 0; e < dim * dim; e++) {
          int axis = b;
          int entry = e;
          Difference difference =
              Difference.of(s -> jacobians(t, along(point, axis, s))[entry][0], h);
          double value = claimed[e * dim + b][i];
          if (difference.error() <= 0.01 * scale + 1e-12
              && !difference.agrees(value, 1e-4, scale)
              && Math.abs(value - difference.value()) > 1e-11) {
            findings.add(
                String.format(
                    Locale.ROOT,
                    "∂²T_%d/∂x_%d∂x_%d is %.9g, by differences %.9g",
                    e / dim,
                    e % dim,
                    b,
                    value,
                    difference.value()));
            return;
          }
        }
      }
    }
  }

  private void spatialPullbacks(Findings findings, TransformScene scene, Transform transform) {
    SpatiallyDifferentiable t = differentiable(findings, transform);
    int dim = t.dimension();
    int n = 60;
    PointBatch points = inside(scene, 20, n);
    double[] effect = scene.effects(t);
    double spacing = Grids.meanSpacing(scene.grid());
    for (boolean second : new boolean[] {false, true}) {
      int entries = second ? dim * dim * dim : dim * dim;
      double[][] g = cotangents(new SplittableRandom(21), entries, n);
      double[] gradient = new double[t.parameterCount()];
      Arrays.fill(gradient, 2);
      SpatialKernel kernel = t.spatialKernel();
      kernel.at(Grids.part(points, 0, 3));
      kernel.at(points);
      if (second) {
        kernel.pullbackHessian(g, gradient);
      } else {
        kernel.pullbackJacobian(g, gradient);
      }
      SplittableRandom random = new SplittableRandom(22);
      for (int k = 0; k < 8; k++) {
        double[] direction = new double[t.parameterCount()];
        for (int j = 0; j < direction.length; j++) {
          direction[j] = effect[j] > 0 ? (2 * random.nextDouble() - 1) / effect[j] : 0;
        }
        Difference difference =
            Difference.of(
                s -> {
                  SpatiallyDifferentiable m = (SpatiallyDifferentiable) moved(t, direction, s);
                  double[][] values = second ? hessians(m, points) : jacobians(m, points);
                  double sum = 0;
                  for (int e = 0; e < entries; e++) {
                    for (int i = 0; i < n; i++) {
                      sum += g[e][i] * values[e][i];
                    }
                  }
                  return sum;
                },
                0.05);
        double claimed = 0;
        for (int j = 0; j < direction.length; j++) {
          claimed += (gradient[j] - 2) * direction[j];
        }
        double scale = 1 / (second ? spacing * spacing : spacing);
        if (!difference.agrees(claimed, TOLERANCE, 0.01 * scale)) {
          findings.add(
              String.format(
                  Locale.ROOT,
                  "pullback of the spatial %s gives %.9g along a random direction of parameters,"
                      + " differences %.9g",
                  second ? "Hessian" : "Jacobian",
                  claimed,
                  difference.value()));
          break;
        }
      }
    }
  }

  private void roundTrip(Findings findings, TransformScene scene, Transform t) {
    ParameterMap map = t.describe();
    String name = map.first("Transform", "");
    findings.expect(
        name.equals(provider.info().name()) || provider.info().aliases().contains(name),
        () -> "describe() says Transform \"" + name + "\"");
    findings.expect(
        map.first("NumberOfParameters", "").equals(Integer.toString(t.parameterCount())),
        () -> "describe() says NumberOfParameters " + map.first("NumberOfParameters", "nothing"));
    double[] values =
        map.values("TransformParameters").stream().mapToDouble(Double::parseDouble).toArray();
    Bits.difference(t.parameters(), values)
        .ifPresent(d -> findings.add("TransformParameters are not μ: " + d));
    Transform read = provider.read(scene.file(map, values, t.images()));
    Bits.difference(t.parameters(), read.parameters())
        .ifPresent(d -> findings.add("after reading, the parameters differ: " + d));
    PointBatch points = Grids.points(new SplittableRandom(23), scene.grid(), 200, -0.2);
    double[] expected = Grids.flat(forward(t.kernel(), points));
    double[] actual = Grids.flat(forward(read.kernel(), points));
    for (int i = 0; i < expected.length; i++) {
      double off = Math.abs(expected[i] - actual[i]);
      if (!(off <= 1e-9 * (1 + Math.abs(expected[i])))) {
        findings.add("after reading, a point maps " + off + " mm off");
        return;
      }
    }
    findings.expect(
        read.describe().equals(map), () -> "after reading, describe() says something else");
  }

  private void scales(Findings findings, TransformScene scene, Transform t) {
    if (scene.isFromFile()) {
      findings.skip("is not optimised");
    }
    Transform initial = scene.initial();
    double[] scales = provider.scales(scene.context(), initial);
    findings.expect(
        scales.length == initial.parameterCount(),
        () -> scales.length + " scales for " + initial.parameterCount() + " parameters");
    for (double s : scales) {
      if (!(s > 0) || Double.isInfinite(s)) {
        findings.add("a scale is " + s);
        return;
      }
    }
  }

  private void resolutions(Findings findings, TransformScene scene, Transform ignored) {
    if (scene.isFromFile()) {
      findings.skip("is not optimised");
    }
    Transform first = scene.smoothlyPosed(scene.initial(), 0.03);
    Transform next =
        provider.create(
            scene.context(1, Optional.of(first), Parallel.sequential(), ParameterMap.empty()));
    PointBatch points = Grids.points(new SplittableRandom(24), scene.grid(), 250, 0.1);
    PointBatch before = forward(first.kernel(), points);
    PointBatch after = forward(next.kernel(), points);
    double displaced = 0;
    double changed = 0;
    for (int d = 0; d < points.dimension(); d++) {
      for (int i = 0; i < points.size(); i++) {
        displaced += Math.abs(before.axis(d)[i] - points.axis(d)[i]);
        changed += Math.abs(after.axis(d)[i] - before.axis(d)[i]);
      }
    }
    double part = changed / displaced;
    findings.expect(
        part <= settings.number("tolerance.resolutions", 0.05),
        () ->
            String.format(
                Locale.ROOT,
                "from resolution 0 to 1, the displacements change by %.3g %%",
                100 * part));
  }

  private void threads(Findings findings, TransformScene scene, Transform t) {
    if (scene.isFromFile()) {
      findings.skip("is not optimised");
    }
    double[] expected = null;
    for (int n : new int[] {1, 2, 7}) {
      try (Workers workers = new Workers(n)) {
        var context = scene.context(0, Optional.empty(), workers, ParameterMap.empty());
        Transform made = provider.create(context);
        double[] all =
            Bits.join(
                List.of(
                    made.parameters(),
                    provider.scales(context, made),
                    Grids.flat(forward(made.kernel(), inside(scene, 25, 100)))));
        if (expected == null) {
          expected = all;
        } else {
          Bits.difference(expected, all)
              .ifPresent(d -> findings.add(n + " threads against 1: " + d));
        }
      }
    }
  }

  private void concurrent(Findings findings, TransformScene scene, Transform t) {
    List<String> differences =
        Concurrent.many(
            6,
            number -> {
              double[] expected = work(scene, scene.posed(scene.initial(), 0.03), number);
              return Concurrent.repeat(
                  0.2, () -> Bits.difference(expected, work(scene, t, number)));
            });
    differences.forEach(findings::add);
  }

  private static double[] work(TransformScene scene, Transform t, int number) {
    TransformKernel kernel = t.kernel();
    double[] gradient = new double[t.parameterCount()];
    double[] mapped = new double[0];
    for (int k = 0; k < 3; k++) {
      PointBatch points = inside(scene, 1000 * number + k, 100);
      mapped = Grids.flat(forward(kernel, points));
      kernel.pullback(cotangents(new SplittableRandom(k), t.dimension(), 100), gradient);
    }
    return Bits.join(List.of(mapped, gradient));
  }

  private void badFile(Findings findings) {
    TransformScene scene = null;
    Transform t = null;
    for (int dimension : settings.dimensions(2, 3, 4)) {
      try {
        scene = scene(dimension, 1);
        t = scene.initial();
        break;
      } catch (JelastixException e) {
        // Another dimension may do.
      }
    }
    if (t == null) {
      findings.skip("supports no dimension");
      return;
    }
    TransformScene in = scene;
    ParameterMap map = t.describe();
    double[] mu = t.parameters();
    if (mu.length == 0) {
      findings.skip("has no parameters");
    }
    findings.expectThrown(
        "a file with one parameter too few",
        JelastixException.class,
        () -> provider.read(in.file(map, Arrays.copyOf(mu, mu.length - 1))));
    for (String name : map.names()) {
      ParameterMap without = map.toBuilder().remove(name).build();
      try {
        Transform read = provider.read(in.file(without, mu));
        findings.expect(
            Bits.finite(read.apply(in.grid().center())),
            () -> "without " + name + ", points map to NaN or infinity");
      } catch (JelastixException e) {
        findings.expect(
            e.getMessage() != null && !e.getMessage().strip().contains("\n"),
            () -> "without " + name + ", it is refused in several lines or none");
      } catch (RuntimeException e) {
        findings.unexpected("reading a file without " + name, e);
      }
      ParameterMap rubbish = map.toBuilder().put(name, "rubbish").build();
      try {
        provider.read(in.file(rubbish, mu));
      } catch (JelastixException e) {
        // In words, which is fine.
      } catch (RuntimeException e) {
        findings.unexpected("reading a file with " + name + " \"rubbish\"", e);
      }
    }
  }
}
