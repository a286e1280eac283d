package org.jelastix.conformance.extending;

import org.jelastix.api.spi.TransformProvider;
import org.jelastix.conformance.junit.TransformConformance;

class AxisScalingConformanceTest extends TransformConformance {
  @Override
  protected TransformProvider provider() {
    return new AxisScalingProvider();
  }
}
