package org.jelastix.runtime.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jelastix.api.InputException;
import org.jelastix.api.JelastixException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.ParameterMaps;
import org.jelastix.runtime.Registration;
import org.jelastix.runtime.RegistrationResult;
import org.jelastix.runtime.Transformation;

/** Runs a {@link RegistrationJob} with its files, log and progress. */
final class RegistrationRun {
  private final RegistrationJob job;
  private final Jelastix jelastix;
  private final RunLog log;
  private final ProgressDisplay display;

  private RegistrationRun(
      RegistrationJob job, Jelastix jelastix, RunLog log, ProgressDisplay display) {
    this.job = job;
    this.jelastix = jelastix;
    this.log = log;
    this.display = display;
  }

  /**
   * Runs it.
   *
   * @param job what to do
   * @param log takes the log; left open
   * @param display shows the progress; left open
   */
  static void run(RegistrationJob job, RunLog log, ProgressDisplay display) {
    try (Jelastix jelastix = job.settings().open()) {
      run(job, jelastix, log, display);
    }
  }

  /** See {@link #run(RegistrationJob, RunLog, ProgressDisplay)}. */
  static RegistrationResult run(
      RegistrationJob job, Jelastix jelastix, RunLog log, ProgressDisplay display) {
    try {
      return new RegistrationRun(job, jelastix, log, display).run();
    } catch (JelastixException | OutOfMemoryError e) {
      log.fileOnly("\nERROR: " + Failure.of(e).message());
      log.fileOnly("Errors occurred!");
      throw e;
    }
  }

  private RegistrationResult run() {
    List<ParameterMap> parameters = new ArrayList<>();
    for (String name : job.parameters()) {
      parameters.add(readParameters(name));
    }
    long start = System.nanoTime();
    log.line("\nReading images...");
    List<Image> fixed = readImages(job.fixed());
    List<Image> moving = readImages(job.moving());
    List<Mask> fixedMasks = readMasks(job.fixedMasks(), dimension(fixed));
    List<Mask> movingMasks = readMasks(job.movingMasks(), dimension(moving));
    log.line("Reading images took " + Math.round(Clock.secondsSince(start) * 1000) + " ms.\n");
    Registration.Builder builder =
        Registration.builder()
            .jelastix(jelastix)
            .fixed(fixed.toArray(Image[]::new))
            .moving(moving.toArray(Image[]::new))
            .fixedMask(fixedMasks.toArray(Mask[]::new))
            .movingMask(movingMasks.toArray(Mask[]::new))
            .parameters(parameters)
            .strict(job.settings().strict());
    Optional<Transformation> initial =
        job.initialTransform().map(t0 -> Transformation.of(jelastix, path(t0)));
    initial.ifPresent(builder::initialTransform);
    int dimension = dimension(fixed);
    for (Map.Entry<String, String> points : job.pointSets().entrySet()) {
      builder.points(points.getKey(), jelastix.points().read(path(points.getValue()), dimension));
    }
    job.options().forEach(builder::option);
    builder.listener(
        new RegistrationOutput(
            jelastix,
            job.out(),
            log,
            display,
            job.initialTransform().orElse("NoInitialTransform"),
            initial.map(Transformation::parameterMaps).orElse(List.of()),
            job.parameters(),
            new ResultMeshes(jelastix, job.out(), job.pointSets())));
    Registration registration = builder.build();
    for (String warning : registration.warnings()) {
      log.line("WARNING: " + warning);
      display.line("warning: " + warning);
    }
    return registration.run();
  }

  private ParameterMap readParameters(String name) {
    if (job.namesAllowed() && !Files.exists(path(name))) {
      if (ParameterMaps.defaultNames().contains(name)) {
        return ParameterMaps.defaults(name);
      }
      throw new InputException(
          name
              + ": no such file, and no default map of that name"
              + Nearest.phrase(name, ParameterMaps.defaultNames()));
    }
    return jelastix.parameterMaps().read(path(name));
  }

  /** The first image sets the dimension of all that follow. */
  private List<Image> readImages(List<String> files) {
    List<Image> images = new ArrayList<>();
    for (String file : files) {
      images.add(
          images.isEmpty()
              ? jelastix.images().read(path(file))
              : jelastix.images().read(path(file), dimension(images)));
    }
    return images;
  }

  private static int dimension(List<Image> images) {
    return images.get(0).grid().dimension();
  }

  private List<Mask> readMasks(List<String> files, int dimension) {
    List<Mask> masks = new ArrayList<>();
    for (String file : files) {
      masks.add(jelastix.images().readMask(path(file), dimension));
    }
    return masks;
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException("\"" + text + "\" cannot be the name of a file");
    }
  }
}
