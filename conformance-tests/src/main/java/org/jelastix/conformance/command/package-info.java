/** The kit on the command line: {@code jelastix conformance}. */
package org.jelastix.conformance.command;
