/** What every interpolator has to keep, of metrics and of the final resampling alike. */
package org.jelastix.conformance.interpolator;
