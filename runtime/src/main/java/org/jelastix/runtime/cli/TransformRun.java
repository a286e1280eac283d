package org.jelastix.runtime.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jelastix.api.JelastixException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.PointSet;
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
    transformation = Transformation.of(jelastix, RegistrationRun.path(job.transform()));
    ElastixLog.appendParameterFile(
        log,
        job.transform(),
        jelastix.parameterMaps().format(transformation.parameters(), ElastixLog.FORMAT));
    Optional<Image> image = job.image().map(this::readImage);
    job.points().ifPresent(file -> timed("Transforming points", () -> points(file, image)));
    if (job.field()) {
      timed(
          "Computing the deformation field",
          () -> write(transformation.deformationField(), "deformationField"));
    }
    if (job.jacobian()) {
      timed(
          "Computing the determinant of the spatial Jacobian",
          () -> write(transformation.spatialJacobian(), "spatialJacobian"));
    }
    if (job.jacobianMatrix()) {
      timed(
          "Computing the spatial Jacobian",
          () -> write(transformation.spatialJacobianMatrix(), "fullSpatialJacobian"));
    }
    image.ifPresent(
        moving -> timed("Resampling the image", () -> write(resample(moving), "result")));
  }

  private Image readImage(String file) {
    log.line("\nReading input image ...");
    return jelastix
        .images()
        .read(RegistrationRun.path(file), transformation.transform().dimension());
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
    Path file = job.out().file(name + "." + transformation.resultFormat());
    jelastix.images().write(image, file, transformation.compressesResult());
  }

  private void timed(String what, Runnable work) {
    long start = System.nanoTime();
    log.line(what + " ...");
    work.run();
    log.line(what + " done, it took " + Clock.span(Clock.secondsSince(start), 2));
    log.flush();
  }
}
