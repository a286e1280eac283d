package org.jelastix.optimizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.image.PointBatch;

/**
 * What adaptive stochastic gradient descent needs to know of a transform: four terms of its
 * Jacobians J_j (dim × P, columns divided by the roots of the scales) at n samples and of their
 * covariance C = 1/n Σ_j J_jᵀ J_j (S. Klein, J.P.W. Pluim, M. Staring, M.A. Viergever, "Adaptive
 * stochastic gradient descent optimisation for image registration", IJCV 81, 2009, equations 25,
 * 34, 47, 54 and 60).
 *
 * <p>With J = I_dim ⊗ w, C is I_dim ⊗ W with W = 1/n Σ_j w_j w_jᵀ: only W is made. Of B-splines,
 * the samples of one cell are taken together: their w_j w_jᵀ are summed in a small dense matrix
 * before they go to W, and it comes back as one for the terms that need it (see {@link
 * SupportGroups}). Otherwise W is filled by ranges of rows, each by one task that visits the
 * samples in order. Neither depends on the number of threads.
 *
 * @param traceC tr C
 * @param traceCC ‖C‖_F²
 * @param maxJJ max_j ‖J_j‖_F² + 2√2 ‖J_j J_jᵀ‖_F
 * @param maxJCJ max_j tr(J_j C J_jᵀ) + 2√2 ‖J_j C J_jᵀ‖_F
 */
record JacobianTerms(double traceC, double traceCC, double maxJJ, double maxJCJ) {
  private static final int ROW_RANGES = 32;
  private static final int STORED_VALUES = 1 << 22;
  static final double TWO_ROOT_TWO = 2.0 * Math.sqrt(2.0);

  /**
   * Computes the terms.
   *
   * @param jacobians at the samples, at least one
   * @param roots √σ of each parameter, or null
   * @param maximumBands most diagonals of the covariance that are kept as arrays
   * @param structureSamples from how many samples those diagonals are guessed
   */
  static JacobianTerms of(
      SampleJacobians jacobians, double[] roots, int maximumBands, int structureSamples) {
    return new Computation(jacobians, roots, maximumBands, structureSamples).terms();
  }

  private static void addScaled(double factor, double[] a, double[] sum, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += factor * a[i];
    }
  }

  private static final class Computation {
    private final SampleJacobians jacobians;
    private final double[] roots;
    private final int dimension;
    private final int blocks;
    private final int rows;
    private final int columns;
    private final int size;
    private final BandedCovariance covariance;

    /** What is stored at a time of the Jacobians: values, their parameters, how many of them. */
    private final int capacity;

    private final double[] values;
    private final int[] parameters;
    private final int[] counts;

    Computation(SampleJacobians jacobians, double[] roots, int maximumBands, int samples) {
      JacobianStructure structure = jacobians.transform().jacobianStructure();
      this.jacobians = jacobians;
      this.roots = roots;
      this.dimension = jacobians.transform().dimension();
      this.blocks = structure.sharedWeights() ? dimension : 1;
      this.rows = structure.sharedWeights() ? 1 : dimension;
      this.columns = structure.nonZeros() / blocks;
      this.size = jacobians.transform().parameterCount() / blocks;
      this.covariance =
          columns == size
              ? BandedCovariance.dense(size)
              : BandedCovariance.of(size, frequentDifferences(maximumBands, samples));
      int fit = Math.max(1, STORED_VALUES / (rows * columns) / PointBatch.CAPACITY);
      this.capacity = Math.min(jacobians.size(), fit * PointBatch.CAPACITY);
      this.values = new double[capacity * rows * columns];
      this.parameters = new int[capacity * columns];
      this.counts = new int[capacity];
    }

    JacobianTerms terms() {
      boolean grouped = fillCovariance();
      boolean equalBlocks = blocksHaveEqualScales();
      int different = equalBlocks ? 1 : blocks;
      double traceC = 0;
      double traceCC = 0;
      for (int block = 0; block < different; block++) {
        int first = block * size;
        traceC += covariance.trace(p -> squaredScale(first + p));
        traceCC += covariance.squaredFrobeniusNorm(p -> squaredScale(first + p));
      }
      int copies = blocks / different;
      List<Maxima> maxima =
          grouped ? maximaByGroup(different, copies) : maximaBySample(different, copies);
      double maxJJ = 0;
      double maxJCJ = 0;
      for (Maxima m : maxima) {
        maxJJ = Math.max(maxJJ, m.jj);
        maxJCJ = Math.max(maxJCJ, m.jcj);
      }
      return new JacobianTerms(copies * traceC, copies * traceCC, maxJJ, maxJCJ);
    }

    private List<Maxima> maximaBySample(int different, int copies) {
      int n = jacobians.size();
      Maxima[] maxima = new Maxima[SampleJacobians.runs(n)];
      jacobians.visit(0, n, run -> maxima[run] = new Maxima(different, copies));
      return List.of(maxima);
    }

    private List<Maxima> maximaByGroup(int different, int copies) {
      int n = jacobians.size();
      List<Maxima> all = new ArrayList<>();
      for (int from = 0; from < n; from += capacity) {
        int count = Math.min(capacity, n - from);
        if (capacity < n) {
          store(from, count);
        }
        SupportGroups groups = SupportGroups.of(parameters, counts, count, columns, size);
        if (groups == null) {
          continue;
        }
        int[] blockBands = covariance.bandsOf(groups.pattern());
        Maxima[] maxima = new Maxima[groups.ranges()];
        jacobians
            .parallel()
            .run(
                groups.ranges(),
                range -> {
                  maxima[range] = new Maxima(different, copies);
                  double[][] block = new double[columns][columns];
                  for (int g = groups.firstGroup(range); g < groups.firstGroup(range + 1); g++) {
                    covariance.getBlock(groups.base(g), groups.pattern(), blockBands, block);
                    for (int place = groups.start(g); place < groups.start(g + 1); place++) {
                      maxima[range].add(groups.row(place) * columns, block);
                    }
                  }
                });
        all.addAll(List.of(maxima));
      }
      return all;
    }

    private double squaredScale(int parameter) {
      return roots == null ? 1.0 : roots[parameter] * roots[parameter];
    }

    private boolean blocksHaveEqualScales() {
      if (roots == null) {
        return true;
      }
      for (int i = size; i < roots.length; i++) {
        if (roots[i] != roots[i - size]) {
          return false;
        }
      }
      return true;
    }

    /** The differences of parameter numbers that occur most often, most frequent first. */
    private int[] frequentDifferences(int maximumBands, int samples) {
      int n = jacobians.size();
      int[] histogram = new int[size];
      int[] parameters = new int[columns];
      for (int s = 0; s < samples; s++) {
        int sample = (int) ((s + 1L) * n / (samples + 2 + s % 2));
        jacobians.visit(
            sample,
            1,
            run ->
                (at, jacobian) -> {
                  int k = jacobian.size() / blocks;
                  System.arraycopy(jacobian.parameters(), 0, parameters, 0, k);
                  for (int i = 0; i < k; i++) {
                    for (int j = i; j < k; j++) {
                      histogram[Math.abs(parameters[j] - parameters[i])]++;
                    }
                  }
                });
      }
      Integer[] occurring = new Integer[size];
      int found = 0;
      for (int d = 0; d < size; d++) {
        if (histogram[d] > 0) {
          occurring[found++] = d;
        }
      }
      Arrays.sort(occurring, 0, found, (a, b) -> Integer.compare(histogram[b], histogram[a]));
      int[] chosen = new int[Math.min(maximumBands, found)];
      for (int b = 0; b < chosen.length; b++) {
        chosen[b] = occurring[b];
      }
      return chosen;
    }

    /** Returns whether all samples could be treated by groups. */
    private boolean fillCovariance() {
      int n = jacobians.size();
      boolean grouped = rows == 1;
      for (int from = 0; from < n; from += capacity) {
        int count = Math.min(capacity, n - from);
        store(from, count);
        SupportGroups groups =
            rows == 1 ? SupportGroups.of(parameters, counts, count, columns, size) : null;
        if (groups != null) {
          addGroups(groups);
        } else {
          addSamples(count);
          grouped = false;
        }
      }
      covariance.multiply(1.0 / n);
      return grouped;
    }

    private void store(int from, int count) {
      jacobians.visit(
          from,
          count,
          run ->
              (sample, jacobian) -> {
                int at = sample - from;
                int k = jacobian.size() / blocks;
                counts[at] = k;
                System.arraycopy(jacobian.parameters(), 0, parameters, at * columns, k);
                for (int r = 0; r < rows; r++) {
                  System.arraycopy(
                      jacobian.values(),
                      r * jacobian.capacity(),
                      values,
                      (at * rows + r) * columns,
                      k);
                }
              });
    }

    /** Ranges of groups that share no parameters at one time: first the even, then the odd ones. */
    private void addGroups(SupportGroups groups) {
      int[] blockBands = covariance.bandsOf(groups.pattern());
      for (int odd = 0; odd < 2; odd++) {
        int first = odd;
        jacobians
            .parallel()
            .run(
                (groups.ranges() + 1 - odd) / 2,
                task -> {
                  int range = 2 * task + first;
                  double[] row = new double[columns];
                  double[][] block = new double[columns][columns];
                  for (int g = groups.firstGroup(range); g < groups.firstGroup(range + 1); g++) {
                    sumProducts(groups, g, row, block);
                    covariance.addBlock(groups.base(g), groups.pattern(), blockBands, block);
                  }
                });
      }
    }

    private void sumProducts(SupportGroups groups, int g, double[] row, double[][] block) {
      for (double[] line : block) {
        Arrays.fill(line, 0);
      }
      for (int place = groups.start(g); place < groups.start(g + 1); place++) {
        System.arraycopy(values, groups.row(place) * columns, row, 0, columns);
        for (int i = 0; i < columns; i++) {
          addScaled(row[i], row, block[i], columns);
        }
      }
    }

    /** Ranges of rows of the covariance at one time, each of which sees the samples in order. */
    private void addSamples(int count) {
      int ranges = size >= 16 * ROW_RANGES ? ROW_RANGES : 1;
      jacobians
          .parallel()
          .run(
              ranges,
              range -> {
                int begin = (int) ((long) range * size / ranges);
                int end = (int) ((long) (range + 1) * size / ranges);
                for (int at = 0; at < count; at++) {
                  addProducts(at, counts[at], begin, end);
                }
              });
    }

    /** Adds the rows from begin to end of Jᵀ J of one stored Jacobian. */
    private void addProducts(int at, int count, int begin, int end) {
      int names = at * columns;
      int entries = at * rows * columns;
      for (int i = 0; i < count; i++) {
        int p = parameters[names + i];
        if (p < begin || p >= end) {
          continue;
        }
        if (rows == 1) {
          covariance.addRow(p, values[entries + i], values, entries, parameters, names, count);
          continue;
        }
        for (int j = 0; j < count; j++) {
          int q = parameters[names + j];
          if (q < p) {
            continue;
          }
          double product = 0;
          for (int r = entries; r < entries + rows * columns; r += columns) {
            product += values[r + i] * values[r + j];
          }
          covariance.add(p, q, product);
        }
      }
    }

    /** One run's largest terms. */
    private final class Maxima implements SampleJacobians.Visitor {
      private final int different;
      private final int copies;
      private final double[] once = new double[rows * columns];
      private final double[] twice = new double[rows * columns];
      private final double[] product = new double[rows * columns];
      private double traceJJ;
      private double squaresJJ;
      private double traceJCJ;
      private double squaresJCJ;
      private double jj;
      private double jcj;

      Maxima(int different, int copies) {
        this.different = different;
        this.copies = copies;
      }

      @Override
      public void visit(int sample, SparseJacobian jacobian) {
        int k = jacobian.size() / blocks;
        begin();
        for (int block = 0; block < different; block++) {
          for (int r = 0; r < rows; r++) {
            scale(
                jacobian.values(), r * jacobian.capacity(), jacobian.parameters(), 0, k, block, r);
          }
          multiplyWithCovariance(jacobian.parameters(), k);
          addBlock(k);
        }
        end();
      }

      /** One stored row w of a Jacobian I ⊗ w, all of whose parameters' covariance is given. */
      void add(int at, double[][] c) {
        begin();
        for (int block = 0; block < different; block++) {
          scale(values, at, parameters, at, columns, block, 0);
          Arrays.fill(product, 0);
          for (int i = 0; i < columns; i++) {
            addScaled(twice[i], c[i], product, columns);
          }
          addBlock(columns);
        }
        end();
      }

      private void begin() {
        traceJJ = 0;
        squaresJJ = 0;
        traceJCJ = 0;
        squaresJCJ = 0;
      }

      private void addBlock(int k) {
        for (int r = 0; r < rows; r++) {
          for (int s = 0; s < rows; s++) {
            double jjEntry = 0;
            double jcjEntry = 0;
            for (int i = 0; i < k; i++) {
              jjEntry += once[r * columns + i] * once[s * columns + i];
              jcjEntry += twice[r * columns + i] * product[s * columns + i];
            }
            if (r == s) {
              traceJJ += jjEntry;
              traceJCJ += jcjEntry;
            }
            squaresJJ += jjEntry * jjEntry;
            squaresJCJ += jcjEntry * jcjEntry;
          }
        }
      }

      private void end() {
        jj = Math.max(jj, copies * traceJJ + TWO_ROOT_TWO * Math.sqrt(copies * squaresJJ));
        jcj = Math.max(jcj, copies * traceJCJ + TWO_ROOT_TWO * Math.sqrt(copies * squaresJCJ));
      }

      /** once = J / √σ; twice = J / σ, which stands for the scales of C as well. */
      private void scale(
          double[] from, int first, int[] names, int firstName, int k, int block, int row) {
        int to = row * columns;
        if (roots == null) {
          System.arraycopy(from, first, once, to, k);
          System.arraycopy(from, first, twice, to, k);
          return;
        }
        for (int i = 0; i < k; i++) {
          double root = roots[block * size + names[firstName + i]];
          once[to + i] = from[first + i] / root;
          twice[to + i] = from[first + i] / (root * root);
        }
      }

      /** product = C · twice, by the upper triangle of C. */
      private void multiplyWithCovariance(int[] parameters, int k) {
        for (int r = 0; r < rows; r++) {
          Arrays.fill(product, r * columns, r * columns + k, 0.0);
        }
        for (int i = 0; i < k; i++) {
          int p = parameters[i];
          double diagonal = covariance.get(p, p);
          for (int r = 0; r < rows * columns; r += columns) {
            product[r + i] += diagonal * twice[r + i];
          }
          if (rows == 1) {
            covariance.multiplyRow(p, i, parameters, k, twice, product);
            continue;
          }
          for (int j = i + 1; j < k; j++) {
            int q = parameters[j];
            double c = p < q ? covariance.get(p, q) : covariance.get(q, p);
            for (int r = 0; r < rows * columns; r += columns) {
              product[r + i] += c * twice[r + j];
              product[r + j] += c * twice[r + i];
            }
          }
        }
      }
    }
  }
}
