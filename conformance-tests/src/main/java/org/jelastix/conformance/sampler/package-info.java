/** What every image sampler has to keep. */
package org.jelastix.conformance.sampler;
