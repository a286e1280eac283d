/** Arithmetic for hot loops. */
package org.jelastix.api.numeric;
