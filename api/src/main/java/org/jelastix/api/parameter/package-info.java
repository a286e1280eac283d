/** Parameter maps as files hold them, and the declarations by which components read them. */
package org.jelastix.api.parameter;
