/** What holds of every component, whatever its kind: names, declarations, documentation. */
package org.jelastix.conformance.facts;
