/**
 * The kit as JUnit tests.
 *
 * <p>For all components of a project, one line: {@code class MyPluginConformance implements
 * ConformanceSuite {}}. For one component with settings of its own, extend the class of its kind:
 * {@link org.jelastix.conformance.junit.MetricConformance} and so on.
 */
package org.jelastix.conformance.junit;
