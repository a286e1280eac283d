/** The components of docs/extending.md. */
package org.jelastix.conformance.extending;
