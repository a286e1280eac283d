/** Transforms there and back. */
package org.jelastix.conformance.inverse;
