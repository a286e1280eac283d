package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;

/** Makes {@link NothingPenalty} metrics. */
public final class PolydataDummyPenaltyProvider implements MetricProvider {
  private static final String NAME = "PolydataDummyPenalty";

  /** Made by ServiceLoader. */
  public PolydataDummyPenaltyProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            NAME,
            "Always 0; names meshes, given with -fmeshA0 and on, that are to be mapped along.")
        .reference(
            "F.F. Berendsen, A.N.T.J. Kotte, A.A.C. de Leeuw, I.M. Jürgenliemk-Schulz, M.A. Viergever,"
                + " J.P.W. Pluim: Registration of structurally dissimilar images in MRI-based brachytherapy,"
                + " Physics in Medicine and Biology 59(15):4033-4045, 2014")
        .parameters(MeshParameters.ALL)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    FixedMesh.all(NAME, context, false); // says what is wrong with the files
    return new NothingPenalty();
  }
}
