package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;

/** Makes {@link MissingStructure} metrics. */
public final class MissingStructurePenaltyProvider implements MetricProvider {
  private static final String NAME = "MissingStructurePenalty";

  /** Made by ServiceLoader. */
  public MissingStructurePenaltyProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            NAME,
            "Size of structures that the moving image lacks, given as closed meshes with -fmeshA0 and on.")
        .reference(
            "F.F. Berendsen, A.N.T.J. Kotte, A.A.C. de Leeuw, I.M. Jürgenliemk-Schulz, M.A. Viergever,"
                + " J.P.W. Pluim: Registration of structurally dissimilar images in MRI-based brachytherapy,"
                + " Physics in Medicine and Biology 59(15):4033-4045, 2014")
        .parameters(MeshParameters.ALL)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    return new MissingStructure(FixedMesh.all(NAME, context, true), context.parallel());
  }
}
