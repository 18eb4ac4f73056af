package dev.portcullis.alerts;

import java.time.Instant;
import java.util.Objects;

/**
 * Something about a credential's rotation that needs a person.
 *
 * @param at when it was found
 * @param rule one of the rules about rotation
 * @param credential the credential's name in the configuration, never its value
 * @param observed the number that was observed: milliseconds for what takes too long, else a count
 * @param threshold the number it was compared with
 */
public record RotationFinding(
    Instant at, Rule rule, String credential, long observed, long threshold) {

  public RotationFinding {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(credential, "credential");
    if (!Rule.aboutRotation().contains(rule)) {
      throw new IllegalArgumentException(rule + " is not about rotation");
    }
  }
}
