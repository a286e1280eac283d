package org.jelastix.runtime.strategy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jelastix.api.component.FilteredTransform;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.parameter.ParameterMap;
import org.junit.jupiter.api.Test;

class CurrentTransformTest {

  /** x ↦ x + base + μ on a line; a filter halves the shift, and leaves 1 of it in μ. */
  private record Shift(double base, double mu) implements FilteredTransform {
    @Override
    public boolean filtersAfter(int iteration) {
      return iteration % 2 == 1;
    }

    @Override
    public Shift filtered(Transform whole) {
      Shift w = (Shift) whole;
      return new Shift((w.base + w.mu) / 2 - 1, 1);
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public int parameterCount() {
      return 1;
    }

    @Override
    public double[] parameters() {
      return new double[] {mu};
    }

    @Override
    public Shift withParameters(double[] parameters) {
      return new Shift(base, parameters[0]);
    }

    @Override
    public TransformKernel kernel() {
      throw new UnsupportedOperationException();
    }

    @Override
    public JacobianStructure jacobianStructure() {
      return JacobianStructure.dense(1);
    }

    @Override
    public ParameterMap describe() {
      return ParameterMap.empty();
    }
  }

  private static CurrentTransform current() {
    return new CurrentTransform(
        new Shift(0, 0), own -> new Shift(((Shift) own).base + 10, ((Shift) own).mu));
  }

  @Test
  void goesOnFromTheFilteredTransform() {
    CurrentTransform current = current();
    assertEquals(new Shift(10, 3), current.at(new double[] {3}));
    assertFalse(current.filterAfter(0, new double[] {3}));
    assertTrue(current.filterAfter(1, new double[] {4}));
    // 14 halved, and the initial transform is in it
    assertEquals(new Shift(6, 1), current.at(new double[] {4}));
    assertEquals(new Shift(6, 1.5), current.at(new double[] {4.5}));
    assertArrayEquals(new double[] {1.5}, current.parameters(new double[] {4.5}));
  }

  @Test
  void filtersAtTheEndUnlessItHasJustBeenDone() {
    CurrentTransform current = current();
    assertEquals(new Shift(6, 1), current.finish(new double[] {4}));
    assertEquals(new Shift(6, 1), current.whole());

    CurrentTransform justFiltered = current();
    assertTrue(justFiltered.filterAfter(1, new double[] {4}));
    assertEquals(new Shift(6, 1), justFiltered.finish(new double[] {4}));
  }

  @Test
  void leavesOtherTransformsAlone() {
    Transform plain = new Plain(new Shift(0, 0));
    CurrentTransform current = new CurrentTransform(plain, own -> own);
    assertFalse(current.filterAfter(1, new double[] {4}));
    double[] mu = {4};
    assertSame(mu, current.parameters(mu));
    assertArrayEquals(mu, current.finish(mu).parameters());
  }

  /** Not a filtered transform. */
  private record Plain(Shift shift) implements Transform {
    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public int parameterCount() {
      return 1;
    }

    @Override
    public double[] parameters() {
      return shift.parameters();
    }

    @Override
    public Plain withParameters(double[] parameters) {
      return new Plain(shift.withParameters(parameters));
    }

    @Override
    public TransformKernel kernel() {
      return shift.kernel();
    }

    @Override
    public JacobianStructure jacobianStructure() {
      return shift.jacobianStructure();
    }

    @Override
    public ParameterMap describe() {
      return shift.describe();
    }
  }
}
