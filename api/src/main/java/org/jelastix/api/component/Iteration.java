package org.jelastix.api.component;

import java.util.Map;

/**
 * One row of the iteration table.
 *
 * @param number from 0 on within the resolution
 * @param value the cost function's value; NaN if the optimizer did not evaluate it
 * @param parameters μ after the iteration; valid during the call only
 * @param columns the optimizer's own columns under elastix's headings, in order: {@code 2:Metric},
 *     {@code 3:StepSize}, {@code 4:||Gradient||}, …; values are numbers or texts
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
public record Iteration(
    int number, double value, double[] parameters, Map<String, Object> columns) {}
