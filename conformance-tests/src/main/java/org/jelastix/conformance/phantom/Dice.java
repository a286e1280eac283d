package org.jelastix.conformance.phantom;

import org.jelastix.api.image.Image;

/** Overlap of label images after L. R. Dice, Ecology 26(3), 1945: 2|A∩B| / (|A| + |B|). */
public final class Dice {
  private Dice() {}

  /**
   * The overlap of one label.
   *
   * @param a labels
   * @param b labels of as many voxels
   * @param label which
   * @return from 0 to 1; NaN if neither image has the label
   * @throws IllegalArgumentException if the numbers of voxels differ
   */
  public static double of(Image a, Image b, int label) {
    if (a.length() != b.length()) {
      throw new IllegalArgumentException(
          "label images of " + a.length() + " and " + b.length() + " voxels cannot be compared");
    }
    long inA = 0;
    long inB = 0;
    long both = 0;
    for (int i = 0; i < a.length(); i++) {
      boolean isA = a.value(i) == label;
      boolean isB = b.value(i) == label;
      inA += isA ? 1 : 0;
      inB += isB ? 1 : 0;
      both += isA && isB ? 1 : 0;
    }
    return 2.0 * both / (inA + inB);
  }

  /**
   * The mean over the tissues of the brain: {@link Tissue#GREY}, {@link Tissue#WHITE}, {@link
   * Tissue#VENTRICLES} and {@link Tissue#DEEP_GREY}, as far as either image has them.
   *
   * @param a labels
   * @param b labels of as many voxels
   */
  public static double ofBrain(Image a, Image b) {
    double sum = 0;
    int count = 0;
    for (int label = Tissue.GREY.label(); label <= Tissue.DEEP_GREY.label(); label++) {
      double dice = of(a, b, label);
      if (!Double.isNaN(dice)) {
        sum += dice;
        count++;
      }
    }
    return sum / count;
  }
}
