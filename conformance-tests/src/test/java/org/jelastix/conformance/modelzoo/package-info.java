/**
 * The parameter files of published studies, as collected in elastix's Model Zoo: each has to run
 * here as it did on elastix.
 */
package org.jelastix.conformance.modelzoo;
