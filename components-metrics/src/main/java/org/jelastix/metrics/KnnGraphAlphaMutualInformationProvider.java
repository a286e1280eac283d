package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;

/** Makes {@link AlphaMutualInformation} metrics. */
public final class KnnGraphAlphaMutualInformationProvider implements MetricProvider {
  private static final Parameter<Double> ALPHA =
      Parameter.number("Alpha", 0.5)
          .range(a -> a > 0 && a < 1, "above 0 and below 1")
          .doc("α of the α-mutual information.");

  private static final Parameter<Double> AVOID_DIVISION_BY =
      Parameter.number("AvoidDivisionBy", 1e-5)
          .above(0)
          .doc("Graph lengths up to this are not divided by; such samples are left out.");

  private static final Parameter<String> TREE_TYPE =
      Parameter.choice("TreeType", "KDTree", "KDTree", "BDTree", "BruteForceTree")
          .perResolution()
          .doc(
              "Read for compatibility and without effect: neighbours are found with a kd-tree, and"
                  + " are the same with any tree.");

  private static final Parameter<Integer> BUCKET_SIZE =
      Parameter.integer("BucketSize", 50)
          .perResolution()
          .atLeast(1)
          .doc("Most samples in a leaf of the tree. Matters for speed only.");

  private static final Parameter<String> SPLITTING_RULE = rule("SplittingRule", "ANN_KD_SL_MIDPT");
  private static final Parameter<String> FIXED_SPLITTING_RULE =
      rule("FixedSplittingRule", "SplittingRule");
  private static final Parameter<String> MOVING_SPLITTING_RULE =
      rule("MovingSplittingRule", "SplittingRule");
  private static final Parameter<String> JOINT_SPLITTING_RULE =
      rule("JointSplittingRule", "SplittingRule");
  private static final Parameter<String> SHRINKING_RULE = rule("ShrinkingRule", "ANN_BD_SIMPLE");
  private static final Parameter<String> FIXED_SHRINKING_RULE =
      rule("FixedShrinkingRule", "ShrinkingRule");
  private static final Parameter<String> MOVING_SHRINKING_RULE =
      rule("MovingShrinkingRule", "ShrinkingRule");
  private static final Parameter<String> JOINT_SHRINKING_RULE =
      rule("JointShrinkingRule", "ShrinkingRule");

  private static final Parameter<String> SEARCH_TYPE =
      Parameter.choice("TreeSearchType", "Standard", "Standard", "FixedRadius", "Priority")
          .perResolution()
          .doc(
              "FixedRadius takes only neighbours within SquaredSearchRadius; Standard and Priority"
                  + " find the same neighbours.");

  private static final Parameter<Integer> NEIGHBOURS =
      Parameter.integer("KNearestNeighbours", 20)
          .perResolution()
          .atLeast(1)
          .doc(
              "How many nearest neighbours of each sample make the graph; samples with exactly the"
                  + " same features are no neighbours.");

  private static final Parameter<Double> ERROR_BOUND =
      Parameter.number("ErrorBound", 0.0)
          .perResolution()
          .atLeast(0)
          .doc(
              "Neighbours may be up to 1 plus this times as far off as the true ones, which is"
                  + " faster.");

  private static final Parameter<Double> SQUARED_RADIUS =
      Parameter.number("SquaredSearchRadius", 0.0)
          .perResolution()
          .unit("squared intensity")
          .atLeast(0)
          .doc(
              "Square of the largest distance of neighbours. Has an effect only with"
                  + " TreeSearchType FixedRadius.");

  /** Made by ServiceLoader. */
  public KnnGraphAlphaMutualInformationProvider() {}

  private static Parameter<String> rule(String name, String words) {
    return Parameter.text(name, null)
        .defaultsTo(words)
        .perResolution()
        .doc("Read for compatibility and without effect: neighbours do not depend on it.");
  }

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "KNNGraphAlphaMutualInformation",
            "Mutual information of several features, from nearest-neighbour graphs.")
        .reference(
            "M. Staring, U.A. van der Heide, S. Klein, M.A. Viergever, J.P.W. Pluim: Registration"
                + " of cervical MRI using multifeature mutual information, IEEE Transactions on"
                + " Medical Imaging 28(9):1412-1421, 2009")
        .parameters(ALPHA, AVOID_DIVISION_BY, TREE_TYPE, BUCKET_SIZE)
        .parameters(
            SPLITTING_RULE, FIXED_SPLITTING_RULE, MOVING_SPLITTING_RULE, JOINT_SPLITTING_RULE)
        .parameters(
            SHRINKING_RULE, FIXED_SHRINKING_RULE, MOVING_SHRINKING_RULE, JOINT_SHRINKING_RULE)
        .parameters(SEARCH_TYPE, NEIGHBOURS, ERROR_BOUND, SQUARED_RADIUS)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    ComponentParameters parameters = context.parameters();
    boolean limited = parameters.get(SEARCH_TYPE).equals("FixedRadius");
    return new FeatureMetric(
        context,
        new AlphaMutualInformation(
            parameters.get(ALPHA),
            parameters.get(AVOID_DIVISION_BY),
            parameters.get(NEIGHBOURS),
            parameters.get(BUCKET_SIZE),
            parameters.get(ERROR_BOUND),
            limited ? parameters.get(SQUARED_RADIUS) : Double.POSITIVE_INFINITY));
  }
}
