package org.jelastix.metrics;

import java.util.Arrays;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageSamples;

/** 0 for every transform: there for meshes that are to be mapped along. */
final class NothingPenalty implements Metric {

  @Override
  public boolean usesSamples() {
    return false;
  }

  @Override
  public double value(Transform transform, ImageSamples samples) {
    return 0;
  }

  @Override
  public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
    if (gradient.length != transform.parameterCount()) {
      throw new IllegalArgumentException(
          "a gradient of "
              + gradient.length
              + " entries for "
              + transform.parameterCount()
              + " parameters");
    }
    Arrays.fill(gradient, 0);
    return 0;
  }
}
