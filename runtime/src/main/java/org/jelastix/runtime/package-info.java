/**
 * Registration and transformation for applications, in memory: {@link
 * org.jelastix.runtime.Registration} finds a transform, {@link org.jelastix.runtime.Transformation}
 * applies one, {@link org.jelastix.runtime.Jelastix} is the library that both use.
 */
package org.jelastix.runtime;
