package org.jelastix.conformance.interpolator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentProvider;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.facts.FactChecks;
import org.jelastix.conformance.fixture.Bits;
import org.jelastix.conformance.fixture.Cases;
import org.jelastix.conformance.fixture.Concurrent;
import org.jelastix.conformance.fixture.Difference;
import org.jelastix.conformance.fixture.Grids;
import org.jelastix.conformance.fixture.Landscape;
import org.jelastix.conformance.fixture.Workers;

/** Checks of an interpolator. */
public final class InterpolatorChecks {
  private final ComponentProvider<Interpolator, InterpolatorContext> provider;
  private final Settings settings;
  private final List<Integer> dimensions;

  private InterpolatorChecks(
      ComponentProvider<Interpolator, InterpolatorContext> provider, Settings settings) {
    this.provider = provider;
    this.settings = settings;
    this.dimensions = settings.dimensions(2, 3, 4);
  }

  private interface AtOrder {
    void look(Findings findings, ParameterMap parameters, int order);
  }

  /**
   * All checks of one interpolator.
   *
   * @param provider makes it
   * @param settings what to know about it; {@code order} is the degree of the polynomials that it
   *     gives back exactly, where no parameter {@code …InterpolationOrder} says so
   */
  public static List<Check> of(
      ComponentProvider<Interpolator, InterpolatorContext> provider, Settings settings) {
    InterpolatorChecks c = new InterpolatorChecks(provider, settings);
    List<Check> checks =
        new ArrayList<>(
            FactChecks.of(
                provider, ComponentType.INTERPOLATOR, ComponentType.RESAMPLE_INTERPOLATOR));
    checks.add(
        FactChecks.refusals(
            provider.info(), map -> c.make(c.landscape(2), Parallel.sequential(), map)));
    Optional<Parameter<?>> order = c.orderParameter();
    if (order.isPresent()) {
      for (int n = 0; n <= 5; n++) {
        if (allows(order.get(), n)) {
          ParameterMap map = ParameterMap.builder().put(order.get().name(), n).build();
          c.addAll(checks, map, n, " (order " + n + ")");
        }
      }
    } else {
      c.addAll(checks, ParameterMap.empty(), (int) settings.number("order", 1), "");
    }
    return checks;
  }

  private Optional<Parameter<?>> orderParameter() {
    return provider.info().parameters().stream()
        .filter(p -> p.name().endsWith("InterpolationOrder"))
        .findFirst();
  }

  private static <T> boolean allows(Parameter<T> parameter, int order) {
    T value = parameter.type().parse(Integer.toString(order));
    return value != null && parameter.allows(value);
  }

  private void addAll(List<Check> checks, ParameterMap map, int order, String suffix) {
    add(
        checks,
        "interpolator.voxels",
        "voxel centres have the image's values",
        this::voxels,
        map,
        order,
        suffix);
    add(
        checks,
        "interpolator.polynomials",
        "polynomials up to the order are given back",
        this::polynomials,
        map,
        order,
        suffix);
    add(
        checks,
        "interpolator.gradient",
        "gradients agree with differences",
        this::gradient,
        map,
        order,
        suffix);
    add(
        checks,
        "interpolator.same-value",
        "values() and valuesAndGradients() agree",
        this::sameValue,
        map,
        order,
        suffix);
    add(
        checks,
        "interpolator.inside",
        "inside is the buffer, and all is 0 beyond it",
        this::inside,
        map,
        order,
        suffix);
    add(
        checks,
        "interpolator.batches",
        "points have the same value in any batch",
        this::batches,
        map,
        order,
        suffix);
    add(
        checks,
        "interpolator.inputs-untouched",
        "neither image nor points are written to",
        this::inputsUntouched,
        map,
        order,
        suffix);
    add(
        checks,
        "interpolator.threads",
        "values are bit-identical on 1, 2 and 7 threads",
        this::threads,
        map,
        order,
        suffix);
    add(
        checks,
        "interpolator.concurrent",
        "one object serves several threads at once",
        this::concurrent,
        map,
        order,
        suffix);
    add(
        checks,
        "interpolator.thin",
        "an image of one voxel along an axis works",
        this::thin,
        map,
        order,
        suffix);
    add(
        checks,
        "interpolator.double",
        "double images work as float images do",
        this::doubles,
        map,
        order,
        suffix);
  }

  private void add(
      List<Check> checks,
      String id,
      String title,
      AtOrder procedure,
      ParameterMap map,
      int order,
      String suffix) {
    checks.add(new Check(id, title + suffix, f -> procedure.look(f, map, order)));
  }

  private Interpolator make(Image image, Parallel parallel, ParameterMap more) {
    ParameterMap.Builder map = settings.parameters(ParameterMap.empty()).toBuilder();
    map.source(more.source());
    more.entries().forEach(map::put);
    return provider.create(
        new InterpolatorContext(
            new ComponentParameters(map.build(), provider.info().type().parameterName() + "0", 0),
            image,
            parallel));
  }

  private Interpolator make(Image image, ParameterMap more) {
    return make(image, Parallel.sequential(), more);
  }

  private static int about(int dimension) {
    return dimension == 2 ? 26 : dimension == 3 ? 16 : 10;
  }

  private Image landscape(int dimension) {
    SplittableRandom random = Cases.random("interpolator.landscape");
    ImageGrid grid = Grids.odd(random, dimension, about(dimension));
    return Landscape.over(random, grid).on(grid);
  }

  private static double[] values(Interpolator interpolator, PointBatch points) {
    double[] values = new double[points.size()];
    interpolator.values(points, values, new boolean[points.size()]);
    return values;
  }

  /** Values, gradients and inside (as 0 and 1), one after the other. */
  private static double[] all(Interpolator interpolator, PointBatch points) {
    int n = points.size();
    double[] values = new double[n];
    double[][] gradients = new double[points.dimension()][n];
    boolean[] inside = new boolean[n];
    interpolator.valuesAndGradients(points, values, gradients, inside);
    double[] flags = new double[n];
    for (int i = 0; i < n; i++) {
      flags[i] = inside[i] ? 1 : 0;
    }
    List<double[]> arrays = new ArrayList<>(List.of(values, flags));
    arrays.addAll(Arrays.asList(gradients));
    return Bits.join(arrays);
  }

  private void voxels(Findings findings, ParameterMap map, int order) {
    for (int dimension : dimensions) {
      Image image = landscape(dimension);
      PointBatch voxels = Grids.voxels(image.grid());
      double[] values = values(make(image, map), voxels);
      double most = Bits.largest(image.doubles());
      double tolerance = settings.number("tolerance.voxels", 2e-6);
      for (int i = 0; i < values.length; i++) {
        if (!(Math.abs(values[i] - image.value(i)) <= tolerance * most)) {
          findings.add(
              "in "
                  + dimension
                  + "-D, voxel "
                  + i
                  + " is "
                  + image.value(i)
                  + ", interpolated "
                  + values[i]);
          return;
        }
      }
    }
  }

  /** Σ over monomials of one axis each, and a mixed one, up to a degree, in voxel coordinates. */
  private static double polynomial(ImageGrid grid, double[] voxel, int degree) {
    double sum = 3;
    double product = 1;
    for (int d = 0; d < voxel.length; d++) {
      double t = 2 * voxel[d] / (grid.size(d) - 1) - 1;
      double power = 1;
      for (int k = 1; k <= degree; k++) {
        power *= t;
        sum += (1 + 0.3 * d - 0.5 * k) * power;
      }
      product *= t;
    }
    return degree >= 1 ? sum + 0.7 * product : sum;
  }

  private void polynomials(Findings findings, ParameterMap map, int order) {
    for (int dimension : dimensions) {
      // Splines need room: their prefilter feels the border, by a third less each voxel.
      int size = dimension == 2 ? 60 : dimension == 3 ? 36 : 14;
      int degree = dimension == 4 && order > 1 ? -1 : order;
      if (degree < 0) {
        continue;
      }
      SplittableRandom random = Cases.random("interpolator.polynomials");
      ImageGrid grid = Grids.odd(random, dimension, size);
      double[] values = new double[grid.voxelCount()];
      double[] v = new double[dimension];
      for (int i = 0; i < values.length; i++) {
        Grids.voxel(grid, i, v);
        values[i] = polynomial(grid, v, degree);
      }
      Interpolator interpolator = make(Image.of(grid, values), map);
      PointBatch points = Grids.points(random, grid, 200, order > 1 ? 0.42 : 0.02);
      double[] got = values(interpolator, points);
      double tolerance = order > 1 ? 1e-4 : 1e-5;
      for (int i = 0; i < got.length; i++) {
        grid.worldToVoxel(Grids.get(points, i), v);
        double expected = polynomial(grid, v, degree);
        if (!(Math.abs(got[i] - expected) <= tolerance)) {
          findings.add(
              String.format(
                  Locale.ROOT,
                  "in %d-D, a polynomial of degree %d is %.8g at voxel coordinates %s, interpolated"
                      + " %.8g",
                  dimension,
                  degree,
                  expected,
                  Arrays.toString(v),
                  got[i]));
          return;
        }
      }
    }
  }

  private void gradient(Findings findings, ParameterMap map, int order) {
    int judged = 0;
    for (int dimension : dimensions) {
      Image image = landscape(dimension);
      Interpolator interpolator = make(image, map);
      PointBatch points =
          Grids.points(Cases.random("interpolator.gradient"), image.grid(), 120, 0.02);
      int n = points.size();
      double[][] gradients = new double[dimension][n];
      interpolator.valuesAndGradients(points, new double[n], gradients, new boolean[n]);
      double most = Bits.largest(image.doubles());
      double scale = 0;
      for (double[] g : gradients) {
        scale = Math.max(scale, Bits.largest(g));
      }
      double h = 0.02 * Grids.meanSpacing(image.grid());
      for (int i = 0; i < n; i++) {
        double[] p = Grids.get(points, i);
        for (int d = 0; d < dimension; d++) {
          int axis = d;
          Difference difference = Difference.of(t -> at(interpolator, p, axis, t), h);
          if (difference.conclusive(Math.max(scale, 1e-6 * most))
              && smoothNearby(image.grid(), p, d, h, order)) {
            judged++;
            if (!difference.agrees(gradients[d][i], 1e-3, 0.1 * scale)) {
              findings.add(
                  String.format(
                      Locale.ROOT,
                      "in %d-D, ∂/∂x_%d is %.8g, by differences %.8g, at %s",
                      dimension,
                      d,
                      gradients[d][i],
                      difference.value(),
                      Arrays.toString(p)));
              return;
            }
          }
        }
      }
    }
    int count = judged;
    findings.expect(count > 0, () -> "nowhere smooth enough for differences");
  }

  /** Whether no knot lies within reach of the differences, for splines with kinks or jumps. */
  private static boolean smoothNearby(ImageGrid grid, double[] p, int axis, double h, int order) {
    double[] a = p.clone();
    double[] b = p.clone();
    a[axis] -= h;
    b[axis] += h;
    grid.worldToVoxel(a, a);
    grid.worldToVoxel(b, b);
    double shift = order % 2 == 0 ? 0.5 : 0;
    for (int d = 0; d < a.length; d++) {
      if (order < 3 && Math.floor(a[d] + shift) != Math.floor(b[d] + shift)) {
        return false;
      }
    }
    return true;
  }

  private static double at(Interpolator interpolator, double[] p, int axis, double t) {
    PointBatch one = new PointBatch(p.length, 1);
    one.resize(1);
    Grids.set(one, 0, p);
    one.axis(axis)[0] += t;
    return values(interpolator, one)[0];
  }

  private void sameValue(Findings findings, ParameterMap map, int order) {
    for (int dimension : dimensions) {
      Image image = landscape(dimension);
      Interpolator interpolator = make(image, map);
      PointBatch points = Grids.points(Cases.random("interpolator.same"), image.grid(), 250, -0.2);
      int n = points.size();
      double[] alone = new double[n];
      boolean[] insideAlone = new boolean[n];
      interpolator.values(points, alone, insideAlone);
      double[] with = new double[n];
      boolean[] inside = new boolean[n];
      interpolator.valuesAndGradients(points, with, new double[dimension][n], inside);
      double most = Bits.largest(alone);
      for (int i = 0; i < n; i++) {
        if (inside[i] != insideAlone[i] || !(Math.abs(alone[i] - with[i]) <= 1e-9 * most)) {
          findings.add(
              "in "
                  + dimension
                  + "-D, values() says "
                  + alone[i]
                  + (insideAlone[i] ? " (inside)" : " (outside)")
                  + ", valuesAndGradients() "
                  + with[i]
                  + (inside[i] ? " (inside)" : " (outside)"));
          return;
        }
      }
    }
  }

  private void inside(Findings findings, ParameterMap map, int order) {
    for (int dimension : dimensions) {
      Image image = landscape(dimension);
      ImageGrid grid = image.grid();
      Interpolator interpolator = make(image, map);
      for (int d = 0; d < dimension; d++) {
        double last = grid.size(d) - 1;
        double[] at = {-1e9, -1, -0.51, -0.49, 0, last, last + 0.49, last + 0.51, last + 1, 1e9};
        boolean[] expected = {false, false, false, true, true, true, true, false, false, false};
        PointBatch points = new PointBatch(dimension, at.length);
        points.resize(at.length);
        double[] v = new double[dimension];
        for (int i = 0; i < at.length; i++) {
          for (int e = 0; e < dimension; e++) {
            v[e] = grid.size(e) / 2.0;
          }
          v[d] = at[i];
          double[] p = new double[dimension];
          grid.voxelToWorld(v, p);
          Grids.set(points, i, p);
        }
        checkInside(findings, interpolator, points, at, expected, d);
      }
      PointBatch nan = new PointBatch(dimension, 1);
      nan.resize(1);
      nan.axis(0)[0] = Double.NaN;
      boolean[] inside = {true};
      interpolator.values(nan, new double[1], inside);
      findings.expect(!inside[0], () -> "a point with a NaN coordinate counts as inside");
    }
  }

  private static void checkInside(
      Findings findings,
      Interpolator interpolator,
      PointBatch points,
      double[] at,
      boolean[] expected,
      int axis) {
    int n = points.size();
    double[] values = new double[n];
    Arrays.fill(values, 5);
    double[][] gradients = new double[points.dimension()][n];
    for (double[] g : gradients) {
      Arrays.fill(g, 5);
    }
    boolean[] inside = new boolean[n];
    for (int i = 0; i < n; i++) {
      inside[i] = !expected[i];
    }
    interpolator.valuesAndGradients(points, values, gradients, inside);
    for (int i = 0; i < n; i++) {
      int point = i;
      findings.expect(
          inside[i] == expected[i],
          () ->
              "voxel coordinate "
                  + at[point]
                  + " along axis "
                  + axis
                  + " counts as "
                  + (inside[point] ? "inside" : "outside"));
      if (!inside[i]) {
        findings.expect(values[i] == 0, () -> "the value outside is " + values[point]);
        for (double[] g : gradients) {
          findings.expect(g[i] == 0, () -> "the gradient outside is " + g[point]);
        }
      } else {
        findings.expect(
            Bits.finite(values[i]), () -> "the value near the border is " + values[point]);
      }
    }
  }

  private void batches(Findings findings, ParameterMap map, int order) {
    for (int dimension : dimensions) {
      Image image = landscape(dimension);
      Interpolator interpolator = make(image, map);
      PointBatch points =
          Grids.points(Cases.random("interpolator.batches"), image.grid(), 256, -0.05);
      double[] whole = all(interpolator, points);
      int n = points.size();
      for (int i = 0; i < n; i += 5) {
        double[] one = all(interpolator, Grids.part(points, i, i + 1));
        for (int k = 0; k < one.length; k++) {
          double expected = whole[k * n + i];
          if (!(Math.abs(one[k] - expected) <= 1e-9 * (1 + Math.abs(expected)))) {
            findings.add(
                "in "
                    + dimension
                    + "-D, point "
                    + i
                    + " gives "
                    + one[k]
                    + " alone and "
                    + expected
                    + " in a batch");
            return;
          }
        }
      }
      interpolator.values(new PointBatch(dimension, 3), new double[0], new boolean[0]);
    }
  }

  private void inputsUntouched(Findings findings, ParameterMap map, int order) {
    for (boolean asDouble : new boolean[] {false, true}) {
      Image base = landscape(dimensions.get(0));
      double[] before = base.doubles().clone();
      Image image = asDouble ? Image.of(base.grid(), base.doubles().clone()) : base;
      Interpolator interpolator = make(image, map);
      PointBatch points = Grids.points(Cases.random("interpolator.in"), base.grid(), 100, -0.1);
      double[] coordinates = Grids.flat(points);
      all(interpolator, points);
      values(interpolator, points);
      Bits.difference(before, image.doubles())
          .ifPresent(d -> findings.add("the image was changed: " + d));
      Bits.difference(coordinates, Grids.flat(points))
          .ifPresent(d -> findings.add("the points were changed: " + d));
      findings.expect(
          interpolator.grid().equals(base.grid()), () -> "grid() is not the image's grid");
    }
  }

  private void threads(Findings findings, ParameterMap map, int order) {
    for (int dimension : dimensions) {
      Image image = landscape(dimension);
      PointBatch points =
          Grids.points(Cases.random("interpolator.threads"), image.grid(), 250, -0.05);
      double[] expected = all(make(image, map), points);
      for (int n : new int[] {1, 2, 7}) {
        try (Workers workers = new Workers(n)) {
          Bits.difference(expected, all(make(image, workers, map), points))
              .ifPresent(d -> findings.add(n + " thread(s) in " + dimension + "-D: " + d));
        }
      }
    }
  }

  private void concurrent(Findings findings, ParameterMap map, int order) {
    Image image = landscape(dimensions.get(0));
    Interpolator interpolator = make(image, map);
    List<String> differences =
        Concurrent.many(
            6,
            number -> {
              PointBatch points = Grids.points(new SplittableRandom(number), image.grid(), 200, 0);
              double[] expected = all(make(image, map), points);
              return Concurrent.repeat(
                  0.2, () -> Bits.difference(expected, all(interpolator, points)));
            });
    differences.forEach(findings::add);
  }

  private void thin(Findings findings, ParameterMap map, int order) {
    if (!dimensions.contains(3)) {
      findings.skip("is not for 3-D");
    }
    ImageGrid grid = ImageGrid.ofSize(9, 8, 1);
    double[] values = new double[72];
    double[] v = new double[3];
    for (int i = 0; i < values.length; i++) {
      Grids.voxel(grid, i, v);
      values[i] = 10 + 2 * v[0] - v[1];
    }
    Interpolator interpolator = make(Image.of(grid, values), map);
    double[] got = values(interpolator, Grids.voxels(grid));
    for (int i = 0; i < got.length; i++) {
      if (!(Math.abs(got[i] - values[i]) <= 1e-4)) {
        findings.add("voxel " + i + " is " + values[i] + ", interpolated " + got[i]);
        return;
      }
    }
    findings.expect(
        Bits.finite(all(interpolator, Grids.voxels(grid))), () -> "some gradients are not finite");
  }

  private void doubles(Findings findings, ParameterMap map, int order) {
    Image image = landscape(dimensions.get(0));
    Image wide = Image.of(image.grid(), image.doubles().clone());
    PointBatch points = Grids.points(Cases.random("interpolator.double"), image.grid(), 200, 0);
    double[] expected = all(make(image, map), points);
    double[] actual = all(make(wide, map), points);
    double most = Bits.largest(expected);
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - actual[i]) <= 1e-5 * most)) {
        findings.add(expected[i] + " with float values, " + actual[i] + " with double values");
        return;
      }
    }
  }
}
