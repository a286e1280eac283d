package org.jelastix.conformance.modelzoo;

import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.JelastixException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Registration;
import org.jelastix.runtime.RegistrationResult;
import org.jelastix.runtime.Transformation;

/** Runs files of the zoo, with few iterations. */
final class Trial {
  /** Iterations of each resolution; real runs have up to some thousands. */
  private static final int ITERATIONS = 5;

  private static final String FORWARD = "par000.forward.txt";
  private static final String INVERSE = "par001.inverse.txt";

  private final Jelastix jelastix;
  private final Inputs inputs;
  private String forwardFolder = "";
  private RegistrationResult forward;

  /**
   * @param jelastix the library under test
   * @param inputs beside the files
   */
  Trial(Jelastix jelastix, Inputs inputs) {
    this.jelastix = jelastix;
    this.inputs = inputs;
  }

  /** Parses, validates, assembles and runs. */
  Verdict of(ZooFile file) {
    List<String> remarks = new ArrayList<>();
    if (file.isGroupwise()) {
      remarks.add("a series, " + (file.dimension() - 1) + "-D and time");
    }
    try {
      Registration.Builder builder = Registration.builder().jelastix(jelastix);
      ParameterMap parameters = quick(inputs.give(file, builder));
      boolean inverse = file.name().endsWith(INVERSE);
      if (inverse) {
        builder.initialTransform(Transformation.of(forwardOf(file)));
        remarks.add("inverts the result of " + FORWARD);
      }
      Registration registration = builder.parameters(parameters).build();
      if (file.names("Metric", "MattesMutualInformation")
          || file.names("Metric", "MattesMutualInformationWithRigidityPenalty")) {
        remarks.add("with the names of elastix 3");
      }
      RegistrationResult result = registration.run();
      if (file.name().endsWith(FORWARD)) {
        forwardFolder = folder(file);
        forward = result;
      }
      requireFinite(result.transform(), result.transformation().grid());
      return new Verdict(true, String.join("; ", remarks));
    } catch (JelastixException e) {
      return new Verdict(false, e.getMessage().replace(file.path().toString(), "the file"));
    }
  }

  private static String folder(ZooFile file) {
    return String.valueOf(file.path().getParent());
  }

  /** The result of the file that an inverse belongs to, which comes just before it. */
  private RegistrationResult forwardOf(ZooFile file) {
    if (!forwardFolder.equals(folder(file))) {
      throw new JelastixException(FORWARD + " did not run");
    }
    return forward;
  }

  private static ParameterMap quick(ParameterMap parameters) {
    ParameterMap.Builder quick = parameters.toBuilder();
    List<String> iterations = parameters.values("MaximumNumberOfIterations");
    quick.put(
        "MaximumNumberOfIterations",
        iterations.isEmpty()
            ? List.of(Integer.toString(ITERATIONS))
            : iterations.stream()
                .map(text -> Integer.toString(Math.min(ITERATIONS, Integer.parseInt(text))))
                .toList());
    List<String> space = parameters.values("FullSearchSpace0");
    if (!space.isEmpty()) {
      double range = Double.parseDouble(space.get(3)) - Double.parseDouble(space.get(2));
      quick.put(
          "FullSearchSpace0",
          space.get(0),
          space.get(1),
          space.get(2),
          space.get(3),
          Double.toString(range / ITERATIONS));
    }
    return quick.build();
  }

  /** Maps voxel centres, and refuses what is not a number. */
  private static void requireFinite(Transform transform, ImageGrid grid) {
    int dim = grid.dimension();
    int step = Math.max(1, grid.voxelCount() / 500);
    PointBatch points = new PointBatch(dim, 500 + 1);
    PointBatch mapped = new PointBatch(dim, 500 + 1);
    points.resize(Math.min(500, grid.voxelCount() / step));
    double[] p = new double[dim];
    for (int i = 0; i < points.size(); i++) {
      int rest = i * step;
      for (int d = 0; d < dim; d++) {
        p[d] = rest % grid.size(d);
        rest /= grid.size(d);
      }
      grid.voxelToWorld(p, p);
      for (int d = 0; d < dim; d++) {
        points.axis(d)[i] = p[d];
      }
    }
    TransformKernel kernel = transform.kernel();
    kernel.forward(points, mapped);
    boolean moves = false;
    for (int d = 0; d < dim; d++) {
      for (int i = 0; i < points.size(); i++) {
        if (!Double.isFinite(mapped.axis(d)[i])) {
          throw new JelastixException("the transform is not finite");
        }
        moves |= mapped.axis(d)[i] != points.axis(d)[i];
      }
    }
    if (!moves) {
      throw new JelastixException("the transform moves nothing");
    }
  }
}
