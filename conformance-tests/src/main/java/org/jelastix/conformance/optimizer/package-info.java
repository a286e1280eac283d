/** What every optimizer has to keep. */
package org.jelastix.conformance.optimizer;
