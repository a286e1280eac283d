package org.jelastix.runtime.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to register, and where to write, as the user named it.
 *
 * @param fixed files of the fixed images
 * @param moving files of the moving images
 * @param fixedMasks files; none, one for all images, or one an image
 * @param movingMasks as {@code fixedMasks}
 * @param initialTransform file of {@code -t0}
 * @param parameters files of the stages, or, if {@code namesAllowed}, names of default maps
 * @param namesAllowed whether "rigid" means the default map of that name if there is no such file
 * @param pointSets files by option without dash: {@code fp}, {@code mp}, …
 * @param options other options without dash
 * @param out where to write
 * @param settings of the runtime
 */
record RegistrationJob(
    List<String> fixed,
    List<String> moving,
    List<String> fixedMasks,
    List<String> movingMasks,
    Optional<String> initialTransform,
    List<String> parameters,
    boolean namesAllowed,
    Map<String, String> pointSets,
    Map<String, String> options,
    OutputFolder out,
    Settings settings) {}
