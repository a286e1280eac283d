package org.jelastix.runtime.strategy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.runtime.registry.GeneralParameters;

/**
 * The fixed or moving mask of each metric at one resolution, eroded as the parameters ask for. One
 * mask of one image serves all metrics; otherwise mask i belongs to metric i, and metrics beyond
 * the masks have none.
 */
final class MaskChoice {
  private record Eroded(int mask, int pyramid) {}

  private final List<Mask> masks;
  private final int images;
  private final List<ImagePyramid> pyramids;
  private final boolean moving;
  private final int resolution;
  private final Parallel parallel;
  private final boolean[] erode;
  private final Map<Eroded, Mask> eroded = new HashMap<>();

  /**
   * @param masks full resolution, as given
   * @param images how many images the masks are for
   * @param pyramids of those images
   * @param moving whether the images are the moving ones
   * @param parameters at the resolution
   * @param parallel splits work
   */
  MaskChoice(
      List<Mask> masks,
      int images,
      List<ImagePyramid> pyramids,
      boolean moving,
      ComponentParameters parameters,
      Parallel parallel) {
    this.masks = masks;
    this.images = images;
    this.pyramids = pyramids;
    this.moving = moving;
    this.resolution = parameters.resolution();
    this.parallel = parallel;
    this.erode = erosions(masks.size(), moving, parameters);
  }

  private static boolean[] erosions(int masks, boolean moving, ComponentParameters parameters) {
    Parameter<Boolean> specific =
        moving ? GeneralParameters.ERODE_MOVING_MASK : GeneralParameters.ERODE_FIXED_MASK;
    boolean all =
        parameters.find(specific).orElseGet(() -> parameters.get(GeneralParameters.ERODE_MASK));
    boolean[] erode = new boolean[masks];
    for (int i = 0; i < masks; i++) {
      erode[i] =
          parameters.find(Parameter.bool(specific.name() + i, all).perResolution()).orElse(all);
    }
    return erode;
  }

  /**
   * The mask of a metric.
   *
   * @param metric its number
   * @return null if it has none
   */
  Mask of(int metric) {
    if (masks.isEmpty()) {
      return null;
    }
    if (images == 1 && masks.size() == 1) {
      return eroded(0, pyramids.size() == 1 ? 0 : metric);
    }
    return metric < masks.size() ? eroded(metric, metric < pyramids.size() ? metric : 0) : null;
  }

  private Mask eroded(int mask, int pyramid) {
    if (!erode[mask]) {
      return masks.get(mask);
    }
    return eroded.computeIfAbsent(
        new Eroded(mask, pyramid),
        key ->
            MaskErosion.erode(
                masks.get(mask), pyramids.get(pyramid).schedule(resolution), moving, parallel));
  }
}
