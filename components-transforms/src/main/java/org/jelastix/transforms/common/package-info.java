/** What several families of transforms need: regular samples, optimizer scales, file entries. */
package org.jelastix.transforms.common;
