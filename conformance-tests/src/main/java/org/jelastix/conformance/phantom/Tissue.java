package org.jelastix.conformance.phantom;

/** What a {@link HeadPhantom} is made of, each with its value in label images. */
public enum Tissue {
  /** Air around the head. */
  BACKGROUND(0),
  /** Skin and fat. */
  SCALP(1),
  /** Bone. */
  SKULL(2),
  /** Cerebrospinal fluid around the brain and between its halves. */
  CSF(3),
  /** Cortex. */
  GREY(4),
  /** White matter. */
  WHITE(5),
  /** Lateral and third ventricles. */
  VENTRICLES(6),
  /** Thalamus, putamen and caudate. */
  DEEP_GREY(7);

  private final int label;

  Tissue(int label) {
    this.label = label;
  }

  /** The value in label images. */
  public int label() {
    return label;
  }
}
