package org.jelastix.api.planted;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;

/** An api type made of a library's type. */
public final class KnowsALibrary {
  /** Not the JDK's. */
  public Array2DRowRealMatrix matrix() {
    return new Array2DRowRealMatrix(2, 2);
  }
}
