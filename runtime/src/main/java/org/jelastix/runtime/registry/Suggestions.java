package org.jelastix.runtime.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody may have meant to write. */
final class Suggestions {
  private static final int MOST = 3;

  private Suggestions() {}

  /**
   * The names nearest to a misspelt one, best first; empty if none is near.
   *
   * @param written as the user has it
   * @param known what would have been right
   */
  static List<String> nearest(String written, Collection<String> known) {
    String wanted = written.toLowerCase(Locale.ROOT);
    record Candidate(String name, int distance) {}
    List<Candidate> candidates = new ArrayList<>();
    for (String name : known) {
      String lower = name.toLowerCase(Locale.ROOT);
      int distance = distance(wanted, lower);
      boolean contained =
          wanted.length() >= 4 && (lower.contains(wanted) || wanted.contains(lower));
      if (distance <= Math.max(2, Math.min(wanted.length(), lower.length()) / 4) || contained) {
        candidates.add(new Candidate(name, distance));
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
    return candidates.stream().limit(MOST).map(Candidate::name).toList();
  }

  /** Ends a message: "; did you mean A or B?", or nothing. */
  static String phrase(String written, Collection<String> known) {
    List<String> names = nearest(written, known);
    return names.isEmpty() ? "" : "; did you mean " + String.join(" or ", names) + "?";
  }

  /** Damerau-Levenshtein distance, with swaps of neighbours only. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + cost, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
