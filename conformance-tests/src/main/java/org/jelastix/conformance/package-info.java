/** Tests that every component of a kind has to pass, and the reference registrations. */
package org.jelastix.conformance;
