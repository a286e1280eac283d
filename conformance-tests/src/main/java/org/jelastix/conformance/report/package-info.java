/**
 * What came out of a run of the kit, as files: JUnit XML, and one HTML page for authors to show.
 */
package org.jelastix.conformance.report;
