package org.jelastix.api.spi;

import org.jelastix.api.component.ImagePyramid;

/** Makes pyramids of the moving image, of one name. */
public interface MovingPyramidProvider extends ComponentProvider<ImagePyramid, PyramidContext> {}
