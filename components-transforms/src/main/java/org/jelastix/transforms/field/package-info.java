/** Transforms without parameters: displacement fields, and any transform read from a file. */
package org.jelastix.transforms.field;
