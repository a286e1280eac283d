package org.jelastix.runtime.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.OutputException;
import org.jelastix.api.component.Iteration;
import org.jelastix.api.component.OptimizerSettings;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.IterationState;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Progress;
import org.jelastix.runtime.RegistrationListener;
import org.jelastix.runtime.ResolutionReport;
import org.jelastix.runtime.StageResult;

/** Writes the files of a registration under elastix's names while it runs, and its log. */
final class RegistrationOutput implements RegistrationListener {
  private static final long FLUSH_EVERY_NANOS = 500_000_000L;

  private static final String TRANSFORM = "TransformParameters";

  private final Jelastix jelastix;
  private final OutputFolder out;
  private final RunLog log;
  private final ProgressDisplay display;
  private final String initialTransform;
  private final List<String> parameterFiles;
  private final List<ParameterMap> chain;
  private final ResultMeshes meshes;

  private OutputChoices choices;
  private final List<OptimizerSettings> settings = new ArrayList<>();
  private String lastTransform = "";
  private StringBuilder table = new StringBuilder();
  private long stageStart;
  private long resolutionStart;
  private long lastFlush;

  /**
   * @param jelastix writes the files
   * @param out where
   * @param log gets what elastix.log has
   * @param display gets the progress
   * @param initialTransform file name of {@code -t0}, or NoInitialTransform
   * @param initialMaps its transform parameter maps, the innermost first
   * @param parameterFiles names for the log, one a stage
   * @param meshes of the metrics
   */
  RegistrationOutput(
      Jelastix jelastix,
      OutputFolder out,
      RunLog log,
      ProgressDisplay display,
      String initialTransform,
      List<ParameterMap> initialMaps,
      List<String> parameterFiles,
      ResultMeshes meshes) {
    this.jelastix = jelastix;
    this.out = out;
    this.log = log;
    this.display = display;
    this.initialTransform = initialTransform;
    this.chain = new ArrayList<>(initialMaps);
    this.parameterFiles = parameterFiles;
    this.meshes = meshes;
  }

  @Override
  public void stageStarted(int stage, ParameterMap parameters) {
    choices = new OutputChoices(parameters);
    stageStart = System.nanoTime();
    settings.clear();
    log.line(ElastixLog.RULE);
    log.line(
        "Running elastix with parameter file "
            + stage
            + ": \""
            + parameterFiles.get(stage)
            + "\".\n");
    log.line("Current time: " + Clock.now() + ".");
    ElastixLog.appendParameterFile(log, parameterFiles.get(stage), text(parameters));
  }

  @Override
  public void resolutionStarted(int stage, int resolution, int resolutions) {
    resolutionStart = System.nanoTime();
    table = new StringBuilder();
    log.line("\nResolution: " + resolution);
  }

  @Override
  public void pyramidImages(int stage, int resolution, List<Image> fixed, List<Image> moving) {
    if (choices.pyramidImages(resolution)) {
      writePyramid("FixedImagePyramid", fixed, stage, resolution);
      writePyramid("MovingImagePyramid", moving, stage, resolution);
    }
  }

  private void writePyramid(String label, List<Image> images, int stage, int resolution) {
    for (int i = 0; i < images.size(); i++) {
      writeImage(
          images.get(i),
          OutputFolder.resolution(label + i, stage, resolution, choices.imageFormat()));
    }
  }

  @Override
  public void iteration(Progress progress, Iteration iteration, IterationState state) {
    if (table.length() == 0) {
      addRow(IterationRow.header(iteration.columns().keySet()));
    }
    addRow(IterationRow.format(iteration));
    display.update(progress);
    writeState(progress, state);
    long now = System.nanoTime();
    if (now - lastFlush > FLUSH_EVERY_NANOS) {
      lastFlush = now;
      log.flush();
    }
  }

  private void writeState(Progress progress, IterationState state) {
    int stage = progress.stage();
    int resolution = progress.resolution();
    int number = progress.iteration();
    if (choices.transformParametersAfterIteration()) {
      writeTransform(
          state.transformParameters(initialFileName(stage)),
          state.transform(),
          OutputFolder.iteration(
              TRANSFORM, stage, resolution, number, choices.transformExtension()));
    }
    if (choices.meshAfterIteration(resolution)) {
      meshes.write(
          state.transform(),
          label -> OutputFolder.iteration(label, stage, resolution, number, choices.meshFormat()));
    }
    if (choices.resultImageAfterIteration(resolution)) {
      writeImage(
          state.resultImage(),
          OutputFolder.iteration(
              choices.resultName(), stage, resolution, number, choices.imageFormat()));
    }
  }

  private void addRow(String row) {
    table.append(row).append('\n');
    log.line(row);
  }

  @Override
  public void resolutionFinished(ResolutionReport report) {
    log.line(
        "Time spent in resolution "
            + report.resolution()
            + " (ITK initialization and iterating): "
            + Decimals.fixed(Clock.secondsSince(resolutionStart), 3)
            + " s.");
    log.line("Stopping condition: " + report.stopCondition());
    report
        .settings()
        .ifPresent(
            used -> {
              settings.add(used);
              ElastixLog.appendSettings(
                  log, " in resolution " + report.resolution(), List.of(used));
            });
    if (choices.iterationInfo()) {
      jelastix
          .textFiles()
          .write(
              out.file(
                  OutputFolder.resolution(
                      "IterationInfo", report.stage(), report.resolution(), "txt")),
              table);
    }
    if (choices.transformParametersAfterResolution()) {
      writeTransform(
          report.transformParameters(initialFileName(report.stage())),
          report.transform(),
          OutputFolder.resolution(
              TRANSFORM, report.stage(), report.resolution(), choices.transformExtension()));
    }
    if (choices.meshAfterResolution(report.resolution())) {
      meshes.write(
          report.transform(),
          label ->
              OutputFolder.resolution(
                  label, report.stage(), report.resolution(), choices.meshFormat()));
    }
    if (choices.resultImageAfterResolution(report.resolution())) {
      writeImage(
          report.resultImage(),
          OutputFolder.resolution(
              choices.resultName(), report.stage(), report.resolution(), choices.imageFormat()));
    }
    log.flush();
  }

  @Override
  public void stageFinished(StageResult result) {
    int stage = result.stage();
    ParameterMap map = result.transformParameters(initialFileName(stage));
    lastTransform = OutputFolder.stage(TRANSFORM, stage, choices.transformExtension());
    if (choices.transformParameters()) {
      map = writeTransform(map, result.transform(), lastTransform);
      addToChain(map, result);
      writeItkTransforms(map, stage);
      ElastixLog.appendTransform(log, text(map));
    } else {
      addToChain(map, result);
    }
    if (choices.resultImage()) {
      long start = System.nanoTime();
      log.line("\nApplying final transform ...");
      writeImage(
          result.resultImage(),
          OutputFolder.stage(choices.resultName(), stage, choices.imageFormat()));
      log.line(
          "  Applying final transform took " + Clock.span(Clock.secondsSince(start), 2) + "\n");
    } else {
      log.line("\nSkipping applying final transform, no resulting output image generated.\n");
    }
    log.line("Final metric value  = " + Decimals.fixed(result.finalMetric(), 6));
    ElastixLog.appendSettings(log, " for all resolutions", settings);
    log.line(
        "Running elastix with parameter file "
            + stage
            + ": \""
            + parameterFiles.get(stage)
            + "\", has finished.\n");
    log.line("\nCurrent time: " + Clock.now() + ".");
    log.line(
        "Time used for running elastix with this parameter file:\n  "
            + Clock.span(Clock.secondsSince(stageStart), 1)
            + ".\n");
    log.flush();
    display.line(
        "stage "
            + (stage + 1)
            + ": metric "
            + Decimals.fixed(result.finalMetric(), 6)
            + ", "
            + Clock.span(Clock.secondsSince(stageStart), 1));
  }

  @Override
  public void optimizerImage(int stage, int resolution, String name, Image image) {
    writeImage(image, OutputFolder.resolution(name, stage, resolution, choices.imageFormat()));
  }

  @Override
  public void note(String line) {
    log.line(line);
  }

  @Override
  public void warning(String line) {
    log.line("WARNING: " + line);
  }

  /** What a stage starts from, as elastix writes it: the folder as given, and the last stage. */
  private String initialFileName(int stage) {
    return stage == 0 ? initialTransform : out.prefix() + lastTransform;
  }

  private void writeItkTransforms(ParameterMap map, int stage) {
    String extension = choices.itkExtension();
    if (!extension.isEmpty()) {
      Path file = out.file(OutputFolder.stage(TRANSFORM, stage, extension));
      writeItk(List.of(map), file);
    }
    if (choices.itkComposite()) {
      Path file = out.file(TRANSFORM + "." + stage + "-Composite." + extension);
      writeItk(chain, file);
    }
  }

  /** ITK lacks some transforms; the registration is worth its result without these files, too. */
  private void writeItk(List<ParameterMap> maps, Path file) {
    try {
      jelastix.transformFiles().writeItk(maps, file);
    } catch (OutputException e) {
      warning(file.getFileName() + " is not written: " + e.getMessage());
    }
  }

  private void addToChain(ParameterMap map, StageResult result) {
    if (!result.hasInitialTransform()) {
      chain.clear();
    }
    chain.add(map);
  }

  /** Writes a transform, and its images beside it; returns what was written. */
  private ParameterMap writeTransform(ParameterMap map, Transform transform, String name) {
    ParameterMap.Builder named = map.toBuilder();
    transform
        .images()
        .forEach(
            (parameter, image) -> {
              String file = OutputFolder.imageOf(parameter, name, choices.imageFormat());
              writeImage(image, file);
              named.put(parameter, out.prefix() + file);
            });
    ParameterMap written = named.build();
    jelastix.transformFiles().write(written, out.file(name), choices.binary());
    return written;
  }

  private void writeImage(Image image, String name) {
    jelastix.images().write(image, out.file(name), choices.compress());
  }

  private String text(ParameterMap map) {
    return jelastix.parameterMaps().format(map, ElastixLog.FORMAT);
  }
}
