package org.jelastix.api.parameter;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * The values of a parameter that are all numbers, such as a transform's: a list of their texts,
 * which are parts of one long text, together with the numbers. It takes a fraction of the memory
 * that the texts would take one by one, and saves reading them twice. Unmodifiable and thread-safe.
 */
public final class NumberTexts extends AbstractList<String> implements RandomAccess {
  private final String text;
  private final int[] bounds;
  private final double[] numbers;

  /**
   * @param text holds all values; kept
   * @param bounds where each value begins, and where it ends (exclusive); longer is fine; copied
   * @param numbers what {@link Double#parseDouble} makes of each; longer is fine; copied
   * @param count how many values
   * @throws IllegalArgumentException if arrays are too short
   */
  public NumberTexts(String text, int[] bounds, double[] numbers, int count) {
    if (bounds.length < 2 * count || numbers.length < count) {
      throw new IllegalArgumentException("too few bounds or numbers for " + count + " values");
    }
    this.text = text;
    this.bounds = Arrays.copyOf(bounds, 2 * count);
    this.numbers = Arrays.copyOf(numbers, count);
  }

  @Override
  public String get(int index) {
    return text.substring(bounds[2 * index], bounds[2 * index + 1]);
  }

  @Override
  public int size() {
    return numbers.length;
  }

  /** The numbers, a copy. */
  public double[] numbers() {
    return numbers.clone();
  }
}
