/**
 * Benchmarks of single kernels, each beside its plain twin where there is one, and of what the
 * machine can do at best: {@link org.jelastix.benchmarks.kernels.Kernels} runs them.
 */
package org.jelastix.benchmarks.kernels;
