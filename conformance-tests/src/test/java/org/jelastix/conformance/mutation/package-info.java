/** Components that are broken on purpose, which the kit must reject for the reason they are. */
package org.jelastix.conformance.mutation;
