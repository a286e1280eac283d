package org.jelastix.optimizers;

import java.util.function.IntFunction;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;

/**
 * The Jacobians ∂T/∂μ of a transform at a set of samples, visited on many threads.
 *
 * <p>Samples are cut into a number of runs that does not depend on the number of threads; each run
 * has a visitor of its own and visits its samples in order.
 */
final class SampleJacobians {
  private static final int RUNS = 32;

  private final Transform transform;
  private final ImageSamples samples;
  private final Parallel parallel;

  SampleJacobians(Transform transform, ImageSamples samples, Parallel parallel) {
    this.transform = transform;
    this.samples = samples;
    this.parallel = parallel;
  }

  /** Sees the Jacobian of one sample; the buffer is valid during the call only. */
  interface Visitor {
    void visit(int sample, SparseJacobian jacobian);
  }

  Transform transform() {
    return transform;
  }

  /** Number of samples. */
  int size() {
    return samples.size();
  }

  Parallel parallel() {
    return parallel;
  }

  /** The number of runs, and of visitors, for a number of samples. */
  static int runs(int count) {
    return Math.min(RUNS, (count + PointBatch.CAPACITY - 1) / PointBatch.CAPACITY);
  }

  /**
   * Visits consecutive samples.
   *
   * @param from the first sample
   * @param count how many
   * @param visitors makes the visitor of each run
   */
  void visit(int from, int count, IntFunction<Visitor> visitors) {
    int batches = (count + PointBatch.CAPACITY - 1) / PointBatch.CAPACITY;
    int runs = runs(count);
    parallel.run(
        runs,
        run -> {
          Visitor visitor = visitors.apply(run);
          TransformKernel kernel = transform.kernel();
          SparseJacobian jacobian = SparseJacobian.of(transform);
          PointBatch fixed = new PointBatch(samples.dimension());
          PointBatch moving = new PointBatch(transform.dimension());
          int firstBatch = (int) ((long) run * batches / runs);
          int endBatch = (int) ((long) (run + 1) * batches / runs);
          for (int batch = firstBatch; batch < endBatch; batch++) {
            int first = from + batch * PointBatch.CAPACITY;
            samples.copyPoints(first, fixed);
            fixed.resize(Math.min(fixed.size(), from + count - first));
            kernel.forward(fixed, moving);
            for (int i = 0; i < fixed.size(); i++) {
              kernel.jacobian(i, jacobian);
              visitor.visit(first + i, jacobian);
            }
          }
        });
  }
}
