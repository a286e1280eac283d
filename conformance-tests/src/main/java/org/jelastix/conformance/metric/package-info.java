/** What every metric has to keep. */
package org.jelastix.conformance.metric;
