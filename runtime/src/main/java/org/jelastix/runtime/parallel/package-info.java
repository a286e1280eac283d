/** The threads that do the work. */
package org.jelastix.runtime.parallel;
