/**
 * Reference registrations: folders with the parameters of a run and the numbers that came out, to
 * be run again and compared. The format is described in docs/conformance.md.
 */
package org.jelastix.conformance.replay;
