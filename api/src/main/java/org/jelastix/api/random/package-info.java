/** Seeded random numbers, the same on every machine. */
package org.jelastix.api.random;
