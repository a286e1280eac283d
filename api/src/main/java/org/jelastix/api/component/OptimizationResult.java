package org.jelastix.api.component;

/**
 * Where an optimizer stopped.
 *
 * @param parameters final μ
 * @param value the last (or best, for optimizers that keep it) value of the cost function
 * @param stopCondition why, one sentence as elastix prints it
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
public record OptimizationResult(double[] parameters, double value, String stopCondition) {}
