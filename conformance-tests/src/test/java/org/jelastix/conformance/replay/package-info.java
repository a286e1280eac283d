/** Reference registrations, run again. */
package org.jelastix.conformance.replay;
