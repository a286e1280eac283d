package org.jelastix.metrics;

import java.util.List;
import java.util.Map;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.parameter.ParameterMap;

/** A 2-D transform that can do nothing but say one thing of itself. */
record Described(String name, String values) implements Transform {
  @Override
  public ParameterMap describe() {
    return ParameterMap.of(Map.of(name, List.of(values.split(" "))));
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public int parameterCount() {
    return 0;
  }

  @Override
  public double[] parameters() {
    return new double[0];
  }

  @Override
  public Transform withParameters(double[] parameters) {
    return this;
  }

  @Override
  public TransformKernel kernel() {
    throw new UnsupportedOperationException();
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return JacobianStructure.dense(0);
  }
}
