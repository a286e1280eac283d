package org.jelastix.api.component;

/**
 * A transform that a registration filters now and then between two iterations of its optimizer, as
 * those do that keep rigid tissue rigid by smoothing the displacements there.
 *
 * <p>Filtering makes another transform, and the optimizer goes on from its parameters: it is not
 * told, and makes the next step from there as it would have from where it was.
 */
public interface FilteredTransform extends Transform {

  /**
   * Whether to filter after an iteration. After the last iteration of a resolution the registration
   * filters in any case.
   *
   * @param iteration of this resolution, from 0 on
   */
  boolean filtersAfter(int iteration);

  /**
   * The filtered map.
   *
   * @param whole the map as it is: this transform, combined with an initial transform if there is
   *     one that it has not taken in before
   * @return stands for the whole, and has as many parameters as this
   */
  FilteredTransform filtered(Transform whole);
}
