package org.jelastix.api.spi;

import org.jelastix.api.component.Optimizer;

/** Makes optimizers of one name. */
public interface OptimizerProvider extends ComponentProvider<Optimizer, OptimizerContext> {}
