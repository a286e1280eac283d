/**
 * Which components and formats there are: found by ServiceLoader and in plug-in jars, added,
 * replaced or decorated through Guice, and looked up by name.
 */
package org.jelastix.runtime.registry;
