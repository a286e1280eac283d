/** Files: opened without trusting them, written whole or not at all, problems told in one line. */
package org.jelastix.io.file;
