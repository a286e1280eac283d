/** Registrations of series, all frames at once. */
package org.jelastix.conformance.groupwise;
