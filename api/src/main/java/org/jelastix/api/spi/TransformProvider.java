package org.jelastix.api.spi;

import org.jelastix.api.component.Transform;

/** Makes transforms of one name: for a registration, and from a transform parameter file. */
public interface TransformProvider extends ComponentProvider<Transform, TransformContext> {

  /**
   * The transform to start a resolution with. At resolution 0 it is the identity, or what automatic
   * initialization gives; later it is the result of the previous resolution, refined if its grid
   * changes.
   *
   * @param context images, parameters and the previous resolution's result
   */
  @Override
  Transform create(TransformContext context);

  /**
   * The optimizer's scales, one a parameter: automatic, from the file, or all 1.
   *
   * @param context as for {@link #create}
   * @param transform what {@code create} returned
   * @return a new array, all above 0
   */
  double[] scales(TransformContext context, Transform transform);

  /**
   * The transform that a file describes, without its initial transform.
   *
   * @param context the file's parameters and what else is needed to read it
   * @throws org.jelastix.api.ParameterException if something is missing or malformed
   */
  Transform read(TransformFileContext context);
}
