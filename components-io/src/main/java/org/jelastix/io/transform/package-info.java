/** ITK's transform files, and what their transforms are called in elastix. */
package org.jelastix.io.transform;
