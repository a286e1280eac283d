/**
 * Finds components and runs their checks: {@link org.jelastix.conformance.suite.Subject} is one
 * component with its checks, {@link org.jelastix.conformance.suite.Discovery} finds them all.
 */
package org.jelastix.conformance.suite;
