package org.jelastix.metrics;

import java.util.Map;
import java.util.Optional;
import org.jelastix.api.InputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.Extras;

/** Extras that consist of point sets and images by name. */
record GivenPoints(Map<String, PointSet> pointSets, Map<String, Image> images) implements Extras {

  GivenPoints(Map<String, PointSet> pointSets) {
    this(pointSets, Map.of());
  }

  @Override
  public Optional<PointSet> points(String option) {
    return Optional.ofNullable(pointSets.get(option));
  }

  @Override
  public Image image(String path) {
    if (!images.containsKey(path)) {
      throw new InputException(path + ": no such file");
    }
    return images.get(path);
  }

  @Override
  public ParameterMap transformParameters(String path) {
    throw new InputException(path + ": no such file");
  }

  @Override
  public Optional<String> option(String option) {
    return Optional.empty();
  }
}
