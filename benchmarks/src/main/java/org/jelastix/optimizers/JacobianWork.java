package org.jelastix.optimizers;

import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parallel.Parallel;

/** The Jacobian terms of step-size estimation, for benchmarks. */
public final class JacobianWork {
  private static final int MAXIMUM_BANDS = 192;
  private static final int STRUCTURE_SAMPLES = 10;

  private JacobianWork() {}

  /** Their sum, which depends on all of them. */
  public static double terms(Transform transform, ImageSamples samples, Parallel parallel) {
    JacobianTerms terms =
        JacobianTerms.of(
            new SampleJacobians(transform, samples, parallel),
            null,
            MAXIMUM_BANDS,
            STRUCTURE_SAMPLES);
    return terms.traceC() + terms.traceCC() + terms.maxJJ() + terms.maxJCJ();
  }
}
