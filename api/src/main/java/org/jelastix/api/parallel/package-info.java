/** Splitting work into chunks whose number never depends on the number of threads. */
package org.jelastix.api.parallel;
