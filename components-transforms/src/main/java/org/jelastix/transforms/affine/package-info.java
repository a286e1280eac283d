/** Transforms T(x) = M(μ)·(x − c) + c + t: translation, rigid, similarity and affine ones. */
package org.jelastix.transforms.affine;
