/** Parameter files: elastix's own text format, and TOML. */
package org.jelastix.io.parameter;
