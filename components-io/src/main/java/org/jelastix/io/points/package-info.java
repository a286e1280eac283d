/** Point sets: elastix's input point files and VTK's legacy files. */
package org.jelastix.io.points;
