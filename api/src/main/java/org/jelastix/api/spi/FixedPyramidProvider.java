package org.jelastix.api.spi;

import org.jelastix.api.component.ImagePyramid;

/** Makes pyramids of the fixed image, of one name. */
public interface FixedPyramidProvider extends ComponentProvider<ImagePyramid, PyramidContext> {}
