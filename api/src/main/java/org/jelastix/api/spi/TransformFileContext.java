package org.jelastix.api.spi;

import java.util.Optional;
import java.util.function.Function;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;

/**
 * A transform parameter file, and what a provider may need to understand it.
 *
 * @param parameters the file
 * @param dimension coordinates of a point
 * @param values the transform parameters: from the text, or from a binary file beside it
 * @param grid the fixed image's grid (Size, Spacing, Origin, …), if the file has it
 * @param extras files that the parameters name
 * @param transforms reads another transform parameter file, with its initial transforms
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
public record TransformFileContext(
    ParameterMap parameters,
    int dimension,
    double[] values,
    Optional<ImageGrid> grid,
    Extras extras,
    Function<String, Transform> transforms) {}
