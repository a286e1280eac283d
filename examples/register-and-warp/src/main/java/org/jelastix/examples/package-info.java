/** Small programs that use jelastix from Java. */
package org.jelastix.examples;
