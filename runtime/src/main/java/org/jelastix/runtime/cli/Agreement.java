package org.jelastix.runtime.cli;

import java.util.TreeMap;
import org.jelastix.api.image.Image;

/**
 * How well two images on one grid agree.
 *
 * @param dice mean over the labels of 2|A∩B| / (|A| + |B|), after L. R. Dice, Ecology 26(3), 1945;
 *     label 0 is left out
 * @param ncc normalized correlation of the intensities
 */
record Agreement(double dice, double ncc) {

  static Agreement between(Image a, Image labelsOfA, Image b, Image labelsOfB) {
    return new Agreement(dice(labelsOfA, labelsOfB), ncc(a, b));
  }

  String diceText() {
    return Decimals.fixed(dice, 3);
  }

  String nccText() {
    return Decimals.fixed(ncc, 3);
  }

  private static double dice(Image a, Image b) {
    TreeMap<Integer, int[]> counts = new TreeMap<>();
    for (int i = 0; i < a.length(); i++) {
      int inA = (int) a.value(i);
      int inB = (int) b.value(i);
      counts.computeIfAbsent(inA, l -> new int[2])[1]++;
      counts.computeIfAbsent(inB, l -> new int[2])[1]++;
      if (inA == inB) {
        counts.get(inA)[0]++;
      }
    }
    counts.remove(0);
    double sum = 0;
    for (int[] count : counts.values()) {
      sum += 2.0 * count[0] / count[1];
    }
    return sum / counts.size();
  }

  private static double ncc(Image a, Image b) {
    int n = a.length();
    double meanA = 0;
    double meanB = 0;
    for (int i = 0; i < n; i++) {
      meanA += a.value(i) / n;
      meanB += b.value(i) / n;
    }
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int i = 0; i < n; i++) {
      double u = a.value(i) - meanA;
      double v = b.value(i) - meanB;
      aa += u * u;
      bb += v * v;
      ab += u * v;
    }
    return ab / Math.sqrt(aa * bb);
  }
}
