package org.jelastix.conformance.asserting;

import java.util.concurrent.atomic.AtomicReference;

/** Looks at one kernel: who is inside it, and which points it speaks of. */
final class Witness {
  private final String name;
  private final Violations violations;
  private final AtomicReference<Thread> inside = new AtomicReference<>();

  /** Points of the last call that they were given to, −1 if there was none. */
  private int points = -1;

  Witness(String name, Violations violations) {
    this.name = name;
    this.violations = violations;
  }

  void add(String sentence) {
    violations.add(name, sentence);
  }

  /** Runs a call, in which no other thread may be. */
  void during(Runnable call) {
    Thread here = Thread.currentThread();
    if (!inside.compareAndSet(null, here)) {
      add("a kernel is used by two threads at once");
    }
    try {
      call.run();
    } finally {
      inside.compareAndSet(here, null);
    }
  }

  void given(int count) {
    points = count;
  }

  int points() {
    return points;
  }

  /** That a call speaks of points that were given before it. */
  void needsPoints(String call, String before) {
    if (points < 0) {
      add(call + " is called without " + before + " before it");
    }
  }

  /** That buffers of a caller's are large enough. */
  void fits(String call, double[][] arrays, int count) {
    if (arrays.length != count) {
      add(call + " is called with " + arrays.length + " arrays instead of " + count);
    }
    for (double[] array : arrays) {
      if (array.length < points) {
        add(call + " is called with arrays of " + array.length + " for " + points + " points");
      }
    }
  }

  void fits(String call, double[] gradient, int parameters) {
    if (gradient.length != parameters) {
      add(call + " is called with a gradient of " + gradient.length + " for " + parameters);
    }
  }
}
