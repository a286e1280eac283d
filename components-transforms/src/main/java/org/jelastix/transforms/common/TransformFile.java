package org.jelastix.transforms.common;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.ParameterException;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.TransformFileContext;

/** Typed access to the entries of a transform parameter file, with errors that name the place. */
public final class TransformFile {
  /** What newer files may have instead of TransformParameters. */
  public static final Parameter<Double> ITK_PARAMETERS =
      Parameter.number("ITKTransformParameters", null)
          .list()
          .doc(
              "The transform's parameters, under the name that newer transform parameter files use"
                  + " for transforms that ITK knows. Takes the place of TransformParameters.");

  /** The fixed parameters beside {@link #ITK_PARAMETERS}. */
  public static final Parameter<Double> ITK_FIXED_PARAMETERS =
      Parameter.number("ITKTransformFixedParameters", null)
          .list()
          .doc(
              "What is fixed in a transform, in ITK's order: the centre of rotation, or size,"
                  + " origin, spacing and direction of a B-spline grid. Goes with"
                  + " ITKTransformParameters.");

  private final TransformFileContext context;
  private final ComponentParameters parameters;

  /**
   * @param context the file
   */
  public TransformFile(TransformFileContext context) {
    this.context = context;
    this.parameters = new ComponentParameters(context.parameters(), "", 0);
  }

  /** The file's entries. */
  public ParameterMap map() {
    return context.parameters();
  }

  /** The file's entries, typed. */
  public ComponentParameters parameters() {
    return parameters;
  }

  /** ITK's fixed parameters, if the file has ITK's names. */
  public Optional<double[]> itkFixedParameters() {
    return parameters.isSet(ITK_PARAMETERS) && parameters.isSet(ITK_FIXED_PARAMETERS)
        ? Optional.of(unbox(parameters.list(ITK_FIXED_PARAMETERS)))
        : Optional.empty();
  }

  /**
   * The transform's parameters.
   *
   * @param count how many there must be
   * @throws ParameterException if there is another number of them
   */
  public double[] values(int count) {
    double[] values =
        parameters.isSet(ITK_PARAMETERS)
            ? unbox(parameters.list(ITK_PARAMETERS))
            : context.values();
    if (values.length != count) {
      throw new ParameterException(
          map().locate("TransformParameters")
              + ": TransformParameters has "
              + values.length
              + " values; this "
              + map().first("Transform", "transform")
              + " needs "
              + count);
    }
    return values;
  }

  /**
   * A list of numbers that must be complete if it is there.
   *
   * @param parameter its declaration
   * @param count how many there must be
   * @throws ParameterException if there are fewer
   */
  public Optional<double[]> numbers(Parameter<Double> parameter, int count) {
    if (!parameters.isSet(parameter)) {
      return Optional.empty();
    }
    List<Double> list = parameters.list(parameter);
    if (list.size() < count) {
      throw parameters.error(parameter, "needs " + count + " values, not " + list.size());
    }
    return Optional.of(unbox(list.subList(0, count)));
  }

  /**
   * A list of whole numbers that must be complete if it is there.
   *
   * @param parameter its declaration
   * @param count how many there must be
   * @throws ParameterException if there are fewer
   */
  public Optional<int[]> integers(Parameter<Integer> parameter, int count) {
    if (!parameters.isSet(parameter)) {
      return Optional.empty();
    }
    List<Integer> list = parameters.list(parameter);
    if (list.size() < count) {
      throw parameters.error(parameter, "needs " + count + " values, not " + list.size());
    }
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = list.get(i);
    }
    return Optional.of(values);
  }

  private static double[] unbox(List<Double> list) {
    double[] values = new double[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i);
    }
    return values;
  }
}
