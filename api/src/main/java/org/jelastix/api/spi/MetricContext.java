package org.jelastix.api.spi;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;

/**
 * What a metric may look at, at one resolution.
 *
 * @param parameters of this metric, label {@code Metric0}, {@code Metric1}, …
 * @param fixed the fixed image(s) of this pyramid level; the first is the one that is sampled
 * @param moving the moving image(s) of this pyramid level
 * @param interpolators of the moving images, in the same order
 * @param fixedMask where fixed samples may lie, eroded as asked for
 * @param movingMask where mapped points count, eroded as asked for
 * @param extras files and point sets given on the command line for this metric
 * @param parallel splits work
 */
public record MetricContext(
    ComponentParameters parameters,
    List<Image> fixed,
    List<Image> moving,
    List<Interpolator> interpolators,
    Optional<Mask> fixedMask,
    Optional<Mask> movingMask,
    Extras extras,
    Parallel parallel) {

  /** Copies the lists. */
  public MetricContext {
    fixed = List.copyOf(fixed);
    moving = List.copyOf(moving);
    interpolators = List.copyOf(interpolators);
  }

  /** Coordinates of a point. */
  public int dimension() {
    return fixed.get(0).grid().dimension();
  }

  /**
   * A point set that the user gave beside the images.
   *
   * @param option the command-line option without dash: {@code fp} (fixed points), {@code mp}
   *     (moving points)
   */
  public Optional<PointSet> points(String option) {
    return extras.points(option);
  }
}
