package org.jelastix.api;

/** The caller asked the run to stop. */
public class CancelledException extends JelastixException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line for the user
   */
  public CancelledException(String message) {
    super(message);
  }

  /**
   * @param message one line for the user
   * @param cause what was caught
   */
  public CancelledException(String message, Throwable cause) {
    super(message, cause);
  }
}
