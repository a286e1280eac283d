/**
 * The services by which components are found: a module {@code provides} one of these with a
 * provider class (and lists it in META-INF/services for the class path), and its component can be
 * named in parameter files.
 */
package org.jelastix.api.spi;
