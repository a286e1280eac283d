package org.jelastix.api.spi;

import org.jelastix.api.component.Interpolator;

/** Makes the interpolators of the final resampling, of one name. */
public interface ResampleInterpolatorProvider
    extends ComponentProvider<Interpolator, InterpolatorContext> {}
