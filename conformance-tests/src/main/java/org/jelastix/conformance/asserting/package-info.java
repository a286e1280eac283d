/**
 * Wrappers that look on while components work in a registration: whether they keep their contract,
 * and whether those that call them keep theirs. {@link
 * org.jelastix.conformance.asserting.AssertingComponents} puts them in place.
 */
package org.jelastix.conformance.asserting;
