package org.jelastix.runtime;

import java.util.List;
import org.jelastix.api.component.Iteration;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;

/** Tells several listeners, in order. */
record AllListeners(List<RegistrationListener> listeners) implements RegistrationListener {
  @Override
  public void stageStarted(int stage, ParameterMap parameters) {
    listeners.forEach(l -> l.stageStarted(stage, parameters));
  }

  @Override
  public void resolutionStarted(int stage, int resolution, int resolutions) {
    listeners.forEach(l -> l.resolutionStarted(stage, resolution, resolutions));
  }

  @Override
  public void pyramidImages(int stage, int resolution, List<Image> fixed, List<Image> moving) {
    listeners.forEach(l -> l.pyramidImages(stage, resolution, fixed, moving));
  }

  @Override
  public void iteration(Progress progress, Iteration iteration, IterationState state) {
    listeners.forEach(l -> l.iteration(progress, iteration, state));
  }

  @Override
  public void resolutionFinished(ResolutionReport report) {
    listeners.forEach(l -> l.resolutionFinished(report));
  }

  @Override
  public void stageFinished(StageResult result) {
    listeners.forEach(l -> l.stageFinished(result));
  }

  @Override
  public void optimizerImage(int stage, int resolution, String name, Image image) {
    listeners.forEach(l -> l.optimizerImage(stage, resolution, name, image));
  }

  @Override
  public void note(String line) {
    listeners.forEach(l -> l.note(line));
  }

  @Override
  public void warning(String line) {
    listeners.forEach(l -> l.warning(line));
  }
}
