package dev.portcullis.alerts;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

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
  private static final Set<Rule> ABOUT_ROTATION =
      Set.of(
          Rule.ROTATION_OVERDUE,
          Rule.ROTATION_STUCK,
          Rule.ROTATION_FAILED,
          Rule.RETIREMENT_BLOCKED,
          Rule.ORPHAN_KEY,
          Rule.HAND_OVER_WAITING,
          Rule.OLD_KEY_USED);

  public RotationFinding {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(credential, "credential");
    if (!ABOUT_ROTATION.contains(rule)) {
      throw new IllegalArgumentException(rule + " is not about rotation");
    }
  }
}
