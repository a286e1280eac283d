package org.jelastix.api.spi;

import org.jelastix.api.component.Interpolator;

/** Makes interpolators of one name. */
public interface InterpolatorProvider
    extends ComponentProvider<Interpolator, InterpolatorContext> {}
