package org.jelastix.optimizers;

import java.util.Arrays;

/**
 * The upper triangle of a symmetric matrix most of whose entries lie on few diagonals.
 *
 * <p>Entry (p, q), q ≥ p, lies in a row of bands if the difference q − p is one of the chosen ones,
 * and otherwise in a sorted list of row p. Rows may be filled by different threads at one time.
 */
final class BandedCovariance {
  private static final int NONE = -1;

  private final int size;
  private final int[] bandOf;
  private final int[] differences;
  private final double[][] bands;
  private final SparseRow[] rest;

  private BandedCovariance(int size, int[] bandOf, int[] differences, double[][] bands) {
    this.size = size;
    this.bandOf = bandOf;
    this.differences = differences;
    this.bands = bands;
    this.rest = new SparseRow[size];
  }

  /**
   * A matrix of zeros.
   *
   * @param size rows
   * @param differences q − p of the bands, each once, from 0 to size − 1
   */
  static BandedCovariance of(int size, int[] differences) {
    int[] bandOf = new int[size];
    Arrays.fill(bandOf, NONE);
    for (int b = 0; b < differences.length; b++) {
      bandOf[differences[b]] = b;
    }
    double[][] bands = new double[size][differences.length];
    return new BandedCovariance(size, bandOf, differences.clone(), bands);
  }

  /** A matrix of zeros in which every entry has its place. */
  static BandedCovariance dense(int size) {
    int[] differences = new int[size];
    double[][] bands = new double[size][];
    for (int p = 0; p < size; p++) {
      differences[p] = p;
      bands[p] = new double[size - p];
    }
    return new BandedCovariance(size, differences, differences, bands);
  }

  int size() {
    return size;
  }

  /** Adds to the entry in row p and column q, q ≥ p. */
  void add(int p, int q, double amount) {
    int band = bandOf[q - p];
    if (band != NONE) {
      bands[p][band] += amount;
    } else if (amount != 0) {
      if (rest[p] == null) {
        rest[p] = new SparseRow();
      }
      rest[p].add(q, amount);
    }
  }

  /** The entry in row p and column q, q ≥ p. */
  double get(int p, int q) {
    int band = bandOf[q - p];
    if (band != NONE) {
      return bands[p][band];
    }
    return rest[p] == null ? 0 : rest[p].get(q);
  }

  /**
   * Adds factor · w_j to the entries (p, q_j) with q_j ≥ p.
   *
   * @param p row
   * @param factor of all
   * @param w values, from {@code firstW} on
   * @param q columns, from {@code firstQ} on
   * @param count how many
   */
  void addRow(int p, double factor, double[] w, int firstW, int[] q, int firstQ, int count) {
    double[] row = bands[p];
    for (int j = 0; j < count; j++) {
      int difference = q[firstQ + j] - p;
      if (difference >= 0) {
        int band = bandOf[difference];
        if (band != NONE) {
          row[band] += factor * w[firstW + j];
        } else {
          add(p, p + difference, factor * w[firstW + j]);
        }
      }
    }
  }

  /**
   * Adds what row and column p contribute, by their entries with columns q_j, j &gt; i, to the
   * product of the matrix and x.
   *
   * @param p = q_i
   * @param i its place among the columns
   * @param q columns
   * @param count how many
   * @param x the vector, one entry a column
   * @param product added to, one entry a column
   */
  void multiplyRow(int p, int i, int[] q, int count, double[] x, double[] product) {
    double[] row = bands[p];
    double xi = x[i];
    double sum = 0;
    for (int j = i + 1; j < count; j++) {
      int difference = q[j] - p;
      double c;
      if (difference > 0) {
        int band = bandOf[difference];
        c = band != NONE ? row[band] : get(p, q[j]);
      } else {
        c = get(q[j], p);
      }
      sum += c * x[j];
      product[j] += c * xi;
    }
    product[i] += sum;
  }

  /**
   * Where the entries of a block lie whose rows and columns are a pattern moved about.
   *
   * @param pattern increasing
   * @return for each pair i ≤ j of the pattern, at {@code i * pattern.length + j}, the band or −1
   */
  int[] bandsOf(int[] pattern) {
    int k = pattern.length;
    int[] found = new int[k * k];
    for (int i = 0; i < k; i++) {
      for (int j = i; j < k; j++) {
        found[i * k + j] = bandOf[pattern[j] - pattern[i]];
      }
    }
    return found;
  }

  /**
   * Adds a block's upper triangle to the entries (base + pattern_i, base + pattern_j).
   *
   * @param blockBands {@link #bandsOf} the pattern
   */
  void addBlock(int base, int[] pattern, int[] blockBands, double[][] block) {
    for (int i = 0; i < pattern.length; i++) {
      addRow(base, pattern, i, blockBands, block[i]);
    }
  }

  private void addRow(int base, int[] pattern, int i, int[] blockBands, double[] from) {
    int k = pattern.length;
    int p = base + pattern[i];
    double[] row = bands[p];
    for (int j = i; j < k; j++) {
      int band = blockBands[i * k + j];
      if (band != NONE) {
        row[band] += from[j];
      } else {
        add(p, base + pattern[j], from[j]);
      }
    }
  }

  /**
   * Reads the entries (base + pattern_i, base + pattern_j) of the symmetric matrix.
   *
   * @param blockBands {@link #bandsOf} the pattern
   */
  void getBlock(int base, int[] pattern, int[] blockBands, double[][] block) {
    for (int i = 0; i < pattern.length; i++) {
      getRow(base, pattern, i, blockBands, block);
    }
  }

  private void getRow(int base, int[] pattern, int i, int[] blockBands, double[][] block) {
    int k = pattern.length;
    int p = base + pattern[i];
    double[] row = bands[p];
    double[] to = block[i];
    for (int j = i; j < k; j++) {
      int band = blockBands[i * k + j];
      double c = band != NONE ? row[band] : get(p, base + pattern[j]);
      to[j] = c;
      block[j][i] = c;
    }
  }

  /** Multiplies every entry. */
  void multiply(double factor) {
    for (int p = 0; p < size; p++) {
      for (int b = 0; b < bands[p].length; b++) {
        bands[p][b] *= factor;
      }
      if (rest[p] != null) {
        rest[p].multiply(factor);
      }
    }
  }

  /** Σ_pp c_pp / σ_p. */
  double trace(Weights weights) {
    double sum = 0;
    for (int p = 0; p < size; p++) {
      sum += get(p, p) / weights.squaredScale(p);
    }
    return sum;
  }

  /** Σ_pq c_pq² / (σ_p σ_q) over the whole symmetric matrix. */
  double squaredFrobeniusNorm(Weights weights) {
    double twice = 0;
    double diagonal = 0;
    for (int p = 0; p < size; p++) {
      double rowScale = weights.squaredScale(p);
      double pp = get(p, p) / rowScale;
      twice += squares(p, weights) / rowScale;
      diagonal += pp * pp;
    }
    return 2 * twice - diagonal;
  }

  /** Σ_q c_pq² / σ_q from the diagonal on. */
  private double squares(int p, Weights weights) {
    double sum = 0;
    double[] row = bands[p];
    for (int b = 0; b < row.length; b++) {
      double c = row[b];
      if (c != 0) {
        sum += c * c / weights.squaredScale(p + differences[b]);
      }
    }
    return rest[p] == null ? sum : sum + rest[p].squares(weights);
  }

  /** The squared scale σ of each row and column. */
  interface Weights {
    double squaredScale(int p);
  }

  private static final class SparseRow {
    private int[] columns = new int[8];
    private double[] values = new double[8];
    private int count;

    void add(int column, double amount) {
      int at = Arrays.binarySearch(columns, 0, count, column);
      if (at >= 0) {
        values[at] += amount;
        return;
      }
      int place = -1 - at;
      if (count == columns.length) {
        columns = Arrays.copyOf(columns, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      System.arraycopy(columns, place, columns, place + 1, count - place);
      System.arraycopy(values, place, values, place + 1, count - place);
      columns[place] = column;
      values[place] = amount;
      count++;
    }

    double get(int column) {
      int at = Arrays.binarySearch(columns, 0, count, column);
      return at >= 0 ? values[at] : 0;
    }

    void multiply(double factor) {
      for (int i = 0; i < count; i++) {
        values[i] *= factor;
      }
    }

    double squares(Weights weights) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += values[i] * values[i] / weights.squaredScale(columns[i]);
      }
      return sum;
    }
  }
}
