/**
 * The registration strategies: how pyramids, masks, samplers, metrics, transform and optimizer of
 * one parameter file work together, resolution by resolution.
 */
package org.jelastix.runtime.strategy;
