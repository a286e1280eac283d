package org.jelastix.conformance.modelzoo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.conformance.phantom.Contrast;
import org.jelastix.conformance.phantom.HeadPhantom;
import org.jelastix.conformance.phantom.MovingPhantom;
import org.jelastix.conformance.phantom.Warp;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Registration;

/**
 * What a study had beside its parameter file: images, masks, landmarks, meshes, shape models, in
 * the place of the real ones made of a phantom.
 */
final class Inputs {
  /** Voxels along each axis of a head, and of a frame of a moving one. */
  private static final int[][] SIZE = {{}, {}, {48, 52}, {44, 48, 42}};

  private static final int[][] FRAME = {{}, {}, {48, 52}, {15, 16, 14}};

  /** Frames of a series; files with periodic splines need so many. */
  private static final int[] FRAMES = {0, 0, 32, 10};

  /** Largest displacement along each axis, in voxels. */
  private static final double AMPLITUDE = 0.6;

  /** Metrics that look at the transform or at points, and need no image of their own. */
  private static final Set<String> WITHOUT_IMAGES =
      Set.of(
          "TransformBendingEnergyPenalty",
          "TransformRigidityPenalty",
          "DisplacementMagnitudePenalty",
          "CorrespondingPointsEuclideanDistanceMetric",
          "StatisticalShapePenalty",
          "MissingStructurePenalty",
          "PolydataDummyPenalty");

  /** The Cartesian neighbours of the origin, and the octahedron's faces between them. */
  private static final double[][] CORNERS = {
    {1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}
  };

  private static final int[][] FACES = {
    {0, 2, 4}, {2, 1, 4}, {1, 3, 4}, {3, 0, 4}, {2, 0, 5}, {1, 2, 5}, {3, 1, 5}, {0, 3, 5}
  };

  private final Jelastix jelastix;
  private final Path scratch;
  private final Map<String, Image> images = new HashMap<>();

  /**
   * @param jelastix writes images
   * @param scratch folder for files that parameters and options name
   */
  Inputs(Jelastix jelastix, Path scratch) {
    this.jelastix = jelastix;
    this.scratch = scratch;
  }

  private static ImageGrid grid(int[] size, double mm) {
    int dim = size.length;
    double[] spacing = new double[dim];
    double[] direction = new double[dim * dim];
    for (int d = 0; d < dim; d++) {
      spacing[d] = mm * (1 + 0.05 * d);
      direction[d * dim + d] = 1;
    }
    return new ImageGrid(size, spacing, new double[dim], direction);
  }

  /**
   * A small field of view, so that grids of control points are small; but a real one where sizes or
   * steps in mm were made for one.
   */
  private static double spacing(ZooFile file) {
    boolean realSteps = file.names("Optimizer", "StandardGradientDescent");
    boolean realRegion =
        file.parameters().values("SampleRegionSize").stream()
            .anyMatch(text -> Double.parseDouble(text) > 70);
    return realSteps || realRegion ? 7 : 2;
  }

  /**
   * Gives a registration all that its file needs.
   *
   * @param file of the zoo
   * @param registration to be given it
   * @return the file's parameters, with the names of files that they lack
   */
  ParameterMap give(ZooFile file, Registration.Builder registration) {
    if (file.isGroupwise()) {
      giveSeries(file, registration);
      return file.parameters();
    }
    double mm = spacing(file);
    ImageGrid grid = grid(SIZE[file.dimension()], mm);
    HeadPhantom head = HeadPhantom.fitting(grid, 1);
    Warp truth = Warp.smooth(grid, AMPLITUDE * mm, 3);
    Warp still = Warp.identity(file.dimension());
    for (int i = 0; i < images(file); i++) {
      if (file.names("Metric", "AdvancedKappaStatistic")) {
        registration.fixed(head.brainMask(grid, still)).moving(head.brainMask(grid, truth));
      } else {
        Contrast contrast = i % 2 == 0 ? Contrast.CT : Contrast.T1;
        int noise = 10 + i;
        registration
            .fixed(image(grid + "fixed" + i, () -> head.image(grid, contrast, still, noise)))
            .moving(image(grid + "moving" + i, () -> head.image(grid, contrast, truth, -noise)));
      }
    }
    if (file.names("ImageSampler", "RandomSparseMask")) {
      registration.fixedMask(Mask.of(head.brainMask(grid, still)));
    }
    if (file.names("Metric", "CorrespondingPointsEuclideanDistanceMetric")) {
      PointSet landmarks = head.landmarks(20, 7);
      registration.points("fp", landmarks).points("mp", truth.forward(landmarks));
    }
    if (file.names("Metric", "StatisticalShapePenalty")) {
      giveShapeModel(head.landmarks(6, 9), registration);
    }
    giveMeshes(file, head, registration);
    if (file.names("Transform", "MultiBSplineTransformWithNormal")) {
      registration.option("labels", write("organs.mhd", head.brainMask(grid, still)).toString());
    }
    if (Boolean.parseBoolean(file.parameters().first("UseMovingRigidityImage", "false"))) {
      Path rigid = write("rigidity.mhd", head.brainMask(grid, truth));
      return file.parameters().toBuilder().put("MovingRigidityImageName", rigid.toString()).build();
    }
    if (file.names("Metric", "TransformRigidityPenalty")) {
      Path rigid = write("rigidity.mhd", head.brainMask(grid, still));
      return file.parameters().toBuilder().put("FixedRigidityImageName", rigid.toString()).build();
    }
    return file.parameters();
  }

  private void giveSeries(ZooFile file, Registration.Builder registration) {
    int dim = file.dimension() - 1;
    double mm = dim == 2 ? 2 : 6;
    ImageGrid frame = grid(FRAME[dim], mm);
    MovingPhantom phantom = MovingPhantom.of(frame, FRAMES[dim], AMPLITUDE * mm, 2);
    Image image = image("series" + dim, () -> phantom.image(Contrast.CT, 5));
    registration.fixed(image).moving(image);
    if (file.names("ImageSampler", "RandomSparseMask")) {
      registration.fixedMask(Mask.of(image("labels" + dim, phantom::labels)));
    }
  }

  /** Each image is made once. */
  private Image image(String key, Supplier<Image> maker) {
    return images.computeIfAbsent(key, k -> maker.get());
  }

  /** Several images if each metric has one of its own. */
  private static int images(ZooFile file) {
    List<String> metrics = file.parameters().values("Metric");
    boolean several =
        metrics.size() > 1
            && metrics.stream().noneMatch(WITHOUT_IMAGES::contains)
            && file.parameters().values("FixedImagePyramid").size() == metrics.size();
    return several ? metrics.size() : 1;
  }

  private Path write(String name, Image image) {
    Path file = scratch.resolve(name);
    jelastix.images().write(image, file, false);
    return file;
  }

  /** Points that vary independently by a standard deviation of 2 mm. */
  private void giveShapeModel(PointSet points, Registration.Builder registration) {
    int n = points.size() * points.dimension();
    StringJoiner mean = new StringJoiner(" ");
    StringBuilder covariance = new StringBuilder();
    for (int r = 0; r < n; r++) {
      mean.add(Double.toString(points.coordinates()[r] + 0.5));
      for (int c = 0; c < n; c++) {
        covariance.append(r == c ? "4" : "0").append(c == n - 1 ? '\n' : ' ');
      }
    }
    registration
        .points("fp", points)
        .option("mean", write("mean.txt", mean + "\n").toString())
        .option("covariance", write("covariance.txt", covariance.toString()).toString());
  }

  private void giveMeshes(ZooFile file, HeadPhantom head, Registration.Builder registration) {
    List<String> metrics = file.parameters().values("Metric");
    for (int i = 0; i < metrics.size(); i++) {
      if (metrics.get(i).equals("MissingStructurePenalty")
          || metrics.get(i).equals("PolydataDummyPenalty")) {
        registration.option("fmeshA" + i, write("mesh" + i + ".vtk", octahedron(head)).toString());
      }
    }
  }

  private static String octahedron(HeadPhantom head) {
    List<String> lines = new ArrayList<>();
    lines.add("# vtk DataFile Version 3.0");
    lines.add("a closed surface within the head");
    lines.add("ASCII");
    lines.add("DATASET POLYDATA");
    lines.add("POINTS " + CORNERS.length + " float");
    for (double[] corner : CORNERS) {
      StringJoiner line = new StringJoiner(" ");
      for (int d = 0; d < 3; d++) {
        line.add(
            String.format(
                Locale.ROOT, "%.4f", head.center()[d] + 0.4 * head.radii()[d] * corner[d]));
      }
      lines.add(line.toString());
    }
    lines.add("POLYGONS " + FACES.length + " " + 4 * FACES.length);
    for (int[] face : FACES) {
      lines.add("3 " + face[0] + " " + face[1] + " " + face[2]);
    }
    return String.join("\n", lines) + "\n";
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(scratch.resolve(name), text, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
