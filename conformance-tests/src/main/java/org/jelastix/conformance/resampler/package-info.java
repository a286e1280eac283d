/** What every resampler has to keep. */
package org.jelastix.conformance.resampler;
