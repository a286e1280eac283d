package org.jelastix.api.spi;

import org.jelastix.api.component.Resampler;

/** Makes resamplers of one name. */
public interface ResamplerProvider extends ComponentProvider<Resampler, ResamplerContext> {}
