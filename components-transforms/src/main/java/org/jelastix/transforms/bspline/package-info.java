/**
 * Free-form deformations: T(x) = x + Σ_k c_k β((x − x_k)/h) with B-splines β of order 1 to 3 on a
 * regular grid of control points x_k.
 */
package org.jelastix.transforms.bspline;
