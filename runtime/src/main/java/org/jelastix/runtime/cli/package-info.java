/** The command line: elastix, transformix and the commands of jelastix itself. */
package org.jelastix.runtime.cli;
