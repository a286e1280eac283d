package org.jelastix.runtime.registry;

import java.util.List;
import org.jelastix.api.InputException;

/** Where implementations of services come from. */
interface ServiceFinder {

  /**
   * One instance of each implementation, in a fixed order.
   *
   * @param service the interface
   * @throws InputException if an implementation is broken
   */
  <S> List<S> find(Class<S> service);
}
