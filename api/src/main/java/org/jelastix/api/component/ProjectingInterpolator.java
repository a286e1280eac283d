package org.jelastix.api.component;

/**
 * An interpolator whose value at a point depends on the whole transform, because it looks at the
 * moving image from somewhere: the projection of a volume along rays from a source that the
 * transform moves, too.
 *
 * <p>Whoever maps points by a transform and looks up values afterwards maps them by {@link #pose}
 * and looks them up in {@link #at}. Used on its own, it projects with the source where it is.
 */
public interface ProjectingInterpolator extends Interpolator {

  /**
   * The transform by which points are to be mapped.
   *
   * @param current fixed world to moving world
   * @return the current transform after the one that this interpolator applies first; its
   *     parameters are the current one's
   */
  Transform pose(Transform current);

  /**
   * The projection under a transform, as a function of points that {@link #pose} mapped.
   *
   * @param current fixed world to moving world
   */
  Interpolator at(Transform current);
}
