package org.jelastix.api;

/** The registration cannot go on: too few samples, a constant image, a diverged transform. */
public class RegistrationException extends JelastixException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line for the user
   */
  public RegistrationException(String message) {
    super(message);
  }

  /**
   * @param message one line for the user
   * @param cause what was caught
   */
  public RegistrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
