/**
 * Measures jelastix: {@link org.jelastix.benchmarks.SideBySide} runs it and the installed elastix
 * as whole processes on one generated image pair.
 */
package org.jelastix.benchmarks;
