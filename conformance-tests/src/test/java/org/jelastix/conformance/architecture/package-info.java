/** Rules that keep the rooms of docs/architecture.md apart. */
package org.jelastix.conformance.architecture;
