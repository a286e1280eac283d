package org.jelastix.runtime.cli;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that a user may have meant. */
final class Nearest {
  private Nearest() {}

  /** Ends a message: "; did you mean X?", or nothing. */
  static String phrase(String written, Collection<String> known) {
    String wanted = written.toLowerCase(Locale.ROOT);
    String best = "";
    int bestDistance = Math.max(2, wanted.length() / 4) + 1;
    for (String name : known) {
      String lower = name.toLowerCase(Locale.ROOT);
      boolean contained = wanted.length() >= 4 && lower.contains(wanted);
      int distance = contained ? 1 : distance(wanted, lower);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = name;
      }
    }
    return best.isEmpty() ? "" : "; did you mean " + best + "?";
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
