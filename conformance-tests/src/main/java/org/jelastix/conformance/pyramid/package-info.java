/** What every image pyramid has to keep, of fixed and of moving images alike. */
package org.jelastix.conformance.pyramid;
