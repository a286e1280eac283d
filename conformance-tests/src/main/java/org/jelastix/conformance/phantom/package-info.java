/**
 * Made-up heads whose anatomy and motion are known exactly: test images for registration.
 *
 * <p>A {@link org.jelastix.conformance.phantom.HeadPhantom} is an anatomy in the world; a {@link
 * org.jelastix.conformance.phantom.Warp} moves it by a known, invertible map; a {@link
 * org.jelastix.conformance.phantom.Contrast} says how a scanner sees its tissues. Images, label
 * maps and time series follow from these three and a seed, and are the same on every machine.
 */
package org.jelastix.conformance.phantom;
