/** The embedding facade, the component registry and the registration strategies. */
package org.jelastix.runtime;
