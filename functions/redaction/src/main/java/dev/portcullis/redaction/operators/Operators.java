package dev.portcullis.redaction.operators;

import dev.portcullis.redaction.operators.Outcome.Replaced;
import java.util.random.RandomGenerator;

/** The operators by name; keyed ones take a key set whose primary key they write with. */
public final class Operators {
  private Operators() {}

  /** Nothing takes the value's place. */
  public static Operator redact() {
    return value -> new Replaced("");
  }

  /** The type in brackets, such as {@code [EMAIL_ADDRESS]}. */
  public static Operator label() {
    return value -> new Replaced(Labels.label(value.type()));
  }

  /** Always the same text. */
  public static Operator fixed(String text) {
    return value -> new Replaced(text);
  }

  /**
   * One mask character for each letter and digit, separators kept, the last {@code shown} letters
   * and digits kept too, but never more than a third of them.
   *
   * @param with the mask character, such as {@code *}
   * @param shown how many are kept in clear at the end; not negative
   */
  public static Operator mask(char with, int shown) {
    if (shown < 0) {
      throw new IllegalArgumentException("how many are shown is not negative");
    }
    return value -> new Replaced(masked(value.text(), with, shown));
  }

  /** The value itself: for types that may stay. */
  public static Operator keep() {
    return value -> new Replaced(value.text());
  }

  /** A keyed hash with its key id: equal values join; there is no way back. */
  public static Operator keyedHash(OperatorKeys keys) {
    return Tokens.hash(keys);
  }

  /**
   * An AES-GCM token; {@link Reidentifier} reads it. The same value never gives the same token.
   *
   * @param random where nonces come from: a {@code SecureRandom} in production
   */
  public static Operator aesGcm(OperatorKeys keys, RandomGenerator random) {
    return Tokens.gcm(keys, random);
  }

  /** An AES-SIV token (RFC 5297); {@link Reidentifier} reads it. Equal values give equal tokens. */
  public static Operator aesSiv(OperatorKeys keys) {
    return Tokens.siv(keys);
  }

  /**
   * A format-preserving FF1 token (NIST SP 800-38G); {@link Reidentifier} reads it. Values of which
   * fewer than a million exist in their format are refused.
   */
  public static Operator formatPreserving(OperatorKeys keys) {
    return Ff1Tokens.operator(keys);
  }

  /** A plausible value of the same kind, the same for the same value; there is no way back. */
  public static Operator surrogate(OperatorKeys keys) {
    return new Surrogate(keys);
  }

  /** A coarser value: a decade for an age, a year for a date, a network for an address. */
  public static Operator generalise() {
    return new Generalise();
  }

  /**
   * A date moved by a keyed number of days, 1 to {@code days} either way, in the form it had. All
   * dates of one scope move alike, so that the time between them stays.
   *
   * @param scope whose dates move together, such as a patient's id
   * @param days the most, at least 1
   */
  public static Operator dateShift(OperatorKeys keys, String scope, int days) {
    return new DateShift(keys, scope, days);
  }

  private static String masked(String text, char with, int shown) {
    int total = (int) text.codePoints().filter(Character::isLetterOrDigit).count();
    int hidden = total - Math.min(shown, total / 3);
    StringBuilder out = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      if (Character.isLetterOrDigit(c) && hidden > 0) {
        out.append(with);
        hidden--;
      } else {
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }
}
