/** Optimizers: from metric values and gradients to transform parameters. */
package org.jelastix.optimizers;
