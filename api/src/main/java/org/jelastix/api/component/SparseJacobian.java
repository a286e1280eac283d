package org.jelastix.api.component;

/**
 * The entries of ∂T/∂μ at one point that can differ from 0: a buffer that kernels fill.
 *
 * <p>Column k belongs to parameter {@code parameters()[k]}; its entry in row d (coordinate d of T)
 * is {@code values()[d * capacity() + k]}. With {@linkplain JacobianStructure#sharedWeights()
 * shared weights}, kernels list the columns of one coordinate after those of the one before. Not
 * thread-safe.
 */
public final class SparseJacobian {
  private final int dimension;
  private final int capacity;
  private final int[] parameters;
  private final double[] values;
  private int size;

  /**
   * @param dimension rows
   * @param capacity most columns, at least {@link JacobianStructure#nonZeros()}
   */
  public SparseJacobian(int dimension, int capacity) {
    this.dimension = dimension;
    this.capacity = capacity;
    this.parameters = new int[capacity];
    this.values = new double[dimension * capacity];
  }

  /**
   * A buffer that fits a transform.
   *
   * @param transform whose kernels will fill it
   */
  public static SparseJacobian of(Transform transform) {
    return new SparseJacobian(transform.dimension(), transform.jacobianStructure().nonZeros());
  }

  /** Rows. */
  public int dimension() {
    return dimension;
  }

  /** Most columns; the distance of rows in {@link #values()}. */
  public int capacity() {
    return capacity;
  }

  /** Columns filled. */
  public int size() {
    return size;
  }

  /**
   * Sets the number of columns filled.
   *
   * @param newSize up to the capacity
   */
  public void resize(int newSize) {
    if (newSize < 0 || newSize > capacity) {
      throw new IndexOutOfBoundsException(newSize + " columns in a buffer of " + capacity);
    }
    size = newSize;
  }

  /** The parameter of each column, to be read and written in place. */
  public int[] parameters() {
    return parameters;
  }

  /** The entries, row after row, {@link #capacity()} apart, to be read and written in place. */
  public double[] values() {
    return values;
  }

  /**
   * One entry.
   *
   * @param row coordinate of T
   * @param column which of the filled columns
   */
  public double get(int row, int column) {
    return values[row * capacity + column];
  }
}
