package dev.portcullis.authorization;

import java.util.Optional;
import java.util.Set;

/**
 * What the caller says about a call in its headers; a header sent twice or not understood is an
 * error, never a guess.
 *
 * <p>{@code x-portcullis-purpose}: 1 to 64 characters of {@code [a-z0-9_-]}, by default {@code
 * general}. {@code x-portcullis-classification}: {@code public}, {@code internal} (the default),
 * {@code confidential} or {@code restricted}. {@code x-portcullis-categories}: names as for the
 * purpose, separated by commas. {@code x-portcullis-break-glass}: the reason of an emergency, 10 to
 * 500 characters.
 */
public sealed interface Declaration {

  /**
   * What was said, with defaults where nothing was.
   *
   * @param purpose what the call is for
   * @param classification 0 public, 1 internal, 2 confidential, 3 restricted
   * @param categories special kinds of data in the request, sorted
   * @param breakGlass the reason, if this is an emergency
   */
  record Declared(
      String purpose, long classification, Set<String> categories, Optional<String> breakGlass)
      implements Declaration {}

  /**
   * A header that cannot be used.
   *
   * @param header its name
   * @param fix what it must be
   */
  record Malformed(String header, String fix) implements Declaration {}

  /** Reads the headers of a request. */
  static Declaration of(RequestHead head) {
    return DeclarationReader.read(head);
  }
}
