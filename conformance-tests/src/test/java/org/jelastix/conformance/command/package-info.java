/** The kit on the command line. */
package org.jelastix.conformance.command;
