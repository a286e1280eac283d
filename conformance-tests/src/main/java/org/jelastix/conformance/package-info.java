/**
 * The conformance kit: what every component of a kind has to keep, as {@linkplain
 * org.jelastix.conformance.Check checks} that run without any test framework.
 *
 * <p>Each kind of component has a package with its checks; {@code suite} finds components and runs
 * their checks, {@code junit} wraps them as tests, and {@code report} writes what came out.
 */
package org.jelastix.conformance;
