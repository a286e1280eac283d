/** What every transform has to keep. */
package org.jelastix.conformance.transform;
