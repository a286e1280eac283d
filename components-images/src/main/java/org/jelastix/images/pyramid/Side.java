package org.jelastix.images.pyramid;

import org.jelastix.api.spi.ComponentType;

/** Whose pyramid it is, which is part of the names of components and parameters. */
enum Side {
  FIXED("Fixed", ComponentType.FIXED_IMAGE_PYRAMID),
  MOVING("Moving", ComponentType.MOVING_IMAGE_PYRAMID);

  private final String word;
  private final ComponentType type;

  Side(String word, ComponentType type) {
    this.word = word;
    this.type = type;
  }

  /** Fixed or Moving. */
  String word() {
    return word;
  }

  /** The kind of component. */
  ComponentType type() {
    return type;
  }
}
