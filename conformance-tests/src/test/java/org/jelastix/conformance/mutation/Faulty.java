package org.jelastix.conformance.mutation;

/** A component with a fault built in, or without one. */
interface Faulty {
  /** No fault: the kit must accept it. */
  String SOUND = "";

  /** What is wrong with it, in words; {@link #SOUND} if nothing. */
  String fault();

  default boolean has(String other) {
    return fault().equals(other);
  }
}
