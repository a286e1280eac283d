package org.jelastix.conformance.asserting;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** What was seen, each sentence once. Thread-safe. */
final class Violations {
  private final Set<String> sentences = new ConcurrentSkipListSet<>();

  void add(String component, String sentence) {
    sentences.add(component + ": " + sentence);
  }

  List<String> all() {
    return List.copyOf(sentences);
  }
}
