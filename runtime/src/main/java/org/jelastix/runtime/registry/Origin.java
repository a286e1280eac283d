package org.jelastix.runtime.registry;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Where a binding of a component comes from. */
final class Origin {
  private Origin() {}

  /** By ServiceLoader. */
  @Qualifier
  @Retention(RetentionPolicy.RUNTIME)
  @interface Found {}

  /** From an application's module, under a new name. */
  @Qualifier
  @Retention(RetentionPolicy.RUNTIME)
  @interface Added {}

  /** From an application's module, in place of another. */
  @Qualifier
  @Retention(RetentionPolicy.RUNTIME)
  @interface Replacing {}
}
