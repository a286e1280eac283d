package org.jelastix.api.spi;

import org.jelastix.api.component.RegistrationStrategy;

/** Makes registration strategies of one name. */
public interface RegistrationProvider
    extends ComponentProvider<RegistrationStrategy, RegistrationContext> {}
