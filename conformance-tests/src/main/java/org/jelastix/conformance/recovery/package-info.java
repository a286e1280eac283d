/** Whole registrations of phantoms, in which a component takes part. */
package org.jelastix.conformance.recovery;
