package org.jelastix.images.projection;

import java.util.List;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;

/** The parameters of ray casting, and how they make an interpolator. */
final class RayCastParameters {
  private RayCastParameters() {}

  private static final Parameter<Double> PRE_PARAMETERS =
      Parameter.number("PreParameters", 0.0)
          .list()
          .unit("radians and mm")
          .doc(
              "A rigid map that comes before the transform, to bring the volume into the frame of"
                  + " the X-ray device: three angles about x, y and z, then three translations."
                  + " Missing ones are 0.");

  private static final Parameter<Double> FOCAL_POINT =
      Parameter.number("FocalPoint", 0.0)
          .list()
          .unit("mm")
          .doc(
              "Where the X-ray source is, in the frame of the fixed image: one coordinate an axis."
                  + " Missing ones are 0.");

  private static final Parameter<Double> THRESHOLD =
      Parameter.number("Threshold", 0.0)
          .perResolution()
          .doc(
              "Intensity that lets rays pass unweakened: lower ones do not count, and of higher"
                  + " ones what exceeds it. With CT, that of soft tissue shows bones alone.");

  private static final Parameter<Double> CENTER =
      Parameter.number("CenterOfRotationPoint", 0.0)
          .list()
          .unit("mm")
          .doc("The point about which PreParameters rotate. Missing coordinates are 0.");

  private static final String REFERENCE =
      "J.H. Hipwell, G.P. Penney, T.C. Cox, J.V. Byrne and D.J. Hawkes, \"2D-3D intensity based"
          + " registration of DSA and MRA - a comparison of similarity measures\", MICCAI 2002.";

  /** The description; the final interpolator also reads a centre. */
  static ComponentInfo info(ComponentType type, String name, boolean withCenter) {
    ComponentInfo info =
        ComponentInfo.of(
                type, name, "Projection of a volume along rays, for X-ray images in 3-D frames.")
            .reference(REFERENCE)
            .parameters(PRE_PARAMETERS, FOCAL_POINT, THRESHOLD);
    return withCenter ? info.parameters(CENTER) : info;
  }

  /** The interpolator. */
  static Interpolator create(InterpolatorContext context, boolean withCenter) {
    int dimension = context.image().grid().dimension();
    if (dimension != 3) {
      throw new RegistrationException("ray casting needs images of 3 dimensions, not " + dimension);
    }
    ComponentParameters parameters = context.parameters();
    return new RayCastInterpolator(
        context.image(),
        values(parameters, FOCAL_POINT, 3),
        parameters.get(THRESHOLD),
        new RigidPose(
            values(parameters, PRE_PARAMETERS, 6),
            withCenter ? values(parameters, CENTER, 3) : new double[3]));
  }

  private static double[] values(
      ComponentParameters parameters, Parameter<Double> parameter, int count) {
    List<Double> list = parameters.list(parameter);
    double[] out = new double[count];
    for (int i = 0; i < count && i < list.size(); i++) {
      out[i] = list.get(i);
    }
    return out;
  }
}
