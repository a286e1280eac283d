/**
 * The conformance kit, for authors of extensions who want to prove that a component keeps its
 * contract.
 *
 * <p>A library of tests: depend on it in test scope.
 */
module org.jelastix.conformance {
  exports org.jelastix.conformance.phantom;

  requires transitive org.jelastix.api;
  requires transitive org.jelastix.runtime;
  requires transitive org.junit.jupiter.api;
  requires transitive net.jqwik.api;
  requires com.tngtech.archunit;
}
