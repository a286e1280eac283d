package org.jelastix.runtime;

import java.time.Duration;

/**
 * How far a registration is.
 *
 * @param stage number of the parameter file, from 0
 * @param stages number of parameter files
 * @param resolution from 0 (coarsest) on
 * @param resolutions of this stage
 * @param iteration from 0 within the resolution
 * @param iterations the most that this resolution can take
 * @param fraction of all iterations of all stages, 0 to 1
 * @param metric the cost function's value; NaN if the optimizer did not evaluate it
 * @param elapsed since the run began
 * @param timeLeft an estimate from the time that iterations took so far
 */
public record Progress(
    int stage,
    int stages,
    int resolution,
    int resolutions,
    int iteration,
    int iterations,
    double fraction,
    double metric,
    Duration elapsed,
    Duration timeLeft) {}
