package org.jelastix.conformance.suite;

import org.jelastix.conformance.Outcome;

/**
 * How a check of one component went.
 *
 * @param subject kind and name of the component
 * @param checkId what was checked
 * @param title what must hold, as a sentence
 * @param outcome how it went
 */
public record Result(String subject, String checkId, String title, Outcome outcome) {}
