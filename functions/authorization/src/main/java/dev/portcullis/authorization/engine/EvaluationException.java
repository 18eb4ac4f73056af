package dev.portcullis.authorization.engine;

/** A policy could not be evaluated; the message names kinds and attributes, never a value. */
public final class EvaluationException extends Exception {
  private static final long serialVersionUID = 1L;

  EvaluationException(String message) {
    super(message, null, false, false);
  }
}
