package org.jelastix.runtime.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jelastix.api.JelastixException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.image.StreamedImage;
import org.jelastix.runtime.Images;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Transformation;

/** Runs a {@link TransformJob} with its files and log. */
final class TransformRun {
  private final TransformJob job;
  private final Jelastix jelastix;
  private final RunLog log;
  private Transformation transformation;

  private TransformRun(TransformJob job, Jelastix jelastix, RunLog log) {
    this.job = job;
    this.jelastix = jelastix;
    this.log = log;
  }

  static void run(TransformJob job, RunLog log) {
    try (Jelastix jelastix = job.settings().open()) {
      new TransformRun(job, jelastix, log).run();
    } catch (JelastixException | OutOfMemoryError e) {
      log.fileOnly("\nERROR: " + Failure.of(e).message());
      log.fileOnly("Errors occurred");
      throw e;
    }
  }

  private void run() {
    Optional<Image> image = read();
    job.points().ifPresent(file -> timed("Transforming points", () -> points(file, image)));
    if (job.field()) {
      stream(
          "Computing the deformation field",
          "deformationField",
          transformation::streamDeformationField);
    }
    if (job.jacobian()) {
      stream(
          "Computing the determinant of the spatial Jacobian",
          "spatialJacobian",
          transformation::streamSpatialJacobian);
    }
    if (job.jacobianMatrix()) {
      stream(
          "Computing the spatial Jacobian",
          "fullSpatialJacobian",
          transformation::streamSpatialJacobianMatrix);
    }
    image.ifPresent(
        moving -> timed("Resampling the image", () -> write(resample(moving), "result")));
  }

  /** Reads the transform and, at the same time, the image. */
  private Optional<Image> read() {
    Optional<Path> file = job.image().map(RegistrationRun::path);
    AtomicReference<Image> image = new AtomicReference<>();
    jelastix
        .parallel()
        .run(
            file.isPresent() ? 2 : 1,
            task -> {
              if (task == 0) {
                readTransform();
              } else {
                image.set(jelastix.images().read(file.orElseThrow()));
              }
            });
    file.ifPresent(f -> log.line("\nReading input image ..."));
    int dimension = transformation.transform().dimension();
    return file.map(f -> Images.withDimension(image.get(), dimension, f));
  }

  private void readTransform() {
    Path file = RegistrationRun.path(job.transform());
    transformation = Transformation.of(jelastix, file);
    if (file.toString().endsWith(".txt")) {
      ElastixLog.appendParameterFile(log, file);
    } else {
      ElastixLog.appendParameterFile(
          log,
          job.transform(),
          jelastix.parameterMaps().format(transformation.parameters(), ElastixLog.FORMAT));
    }
  }

  private Image resample(Image moving) {
    return job.labels() ? transformation.applyToLabels(moving) : transformation.apply(moving);
  }

  private void points(String file, Optional<Image> moving) {
    Path path = RegistrationRun.path(file);
    int dimension = transformation.transform().dimension();
    PointSet points = jelastix.points().read(path, dimension);
    log.line("  Number of specified input points: " + points.size());
    String name =
        file.toLowerCase(Locale.ROOT).endsWith(".vtk") ? "outputpoints.vtk" : "outputpoints.txt";
    Path target = job.out().file(name);
    if (name.endsWith("vtk")) {
      jelastix.points().write(transformation.apply(points), path, target);
    } else {
      PointsTable table = new PointsTable(transformation.grid(), moving.map(Image::grid));
      PointSet input = table.inputInWorld(points);
      jelastix.textFiles().write(target, table.format(input, transformation.apply(input)));
    }
    log.line("  The transformed points are saved in: " + job.out().prefix() + name);
  }

  private void write(Image image, String name) {
    jelastix.images().write(image, file(name), transformation.compressesResult());
  }

  private void stream(String what, String name, Function<ImageGrid, StreamedImage> image) {
    timed(
        what,
        () ->
            jelastix
                .images()
                .write(
                    image.apply(transformation.grid()),
                    file(name),
                    transformation.compressesResult()));
  }

  private Path file(String name) {
    return job.out().file(name + "." + transformation.resultFormat());
  }

  private void timed(String what, Runnable work) {
    long start = System.nanoTime();
    log.line(what + " ...");
    work.run();
    log.line(what + " done, it took " + Clock.span(Clock.secondsSince(start), 2));
    log.flush();
  }
}
