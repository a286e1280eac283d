/** What components declare, and the pages that are made of it. */
package org.jelastix.conformance.reference;
