/** The components of jelastix, held to the kit. */
package org.jelastix.conformance.own;
