/** Known transforms are found again, by whole registrations of small images. */
package org.jelastix.runtime.recovery;
