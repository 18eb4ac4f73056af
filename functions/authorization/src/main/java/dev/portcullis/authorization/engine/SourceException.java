package dev.portcullis.authorization.engine;

/** A mistake in a policy's text, at its place; the message reads {@code file:line:column: what}. */
public final class SourceException extends Exception {
  private static final long serialVersionUID = 1L;

  SourceException(String file, int line, int column, String message) {
    super(file + ":" + line + ":" + column + ": " + message);
  }
}
