package org.jelastix.api.spi;

import org.jelastix.api.component.ImageSampler;

/** Makes samplers of one name. */
public interface SamplerProvider extends ComponentProvider<ImageSampler, SamplerContext> {}
