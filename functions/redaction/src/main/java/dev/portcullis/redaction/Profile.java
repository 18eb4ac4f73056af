package dev.portcullis.redaction;

import java.util.Locale;
import java.util.Objects;

/**
 * Which detectors run and how much evidence they need.
 *
 * <ul>
 *   <li>{@code default}: every type; weak patterns (any nine digits) count only near a context
 *       word;
 *   <li>{@code strict}: every type, weak patterns without context too; for scoring and for text
 *       that must not leak at the price of false alarms;
 *   <li>{@code secrets}: credentials only;
 *   <li>a two-letter country code ({@code de}): the universal types and that country's, credentials
 *       included, weak patterns only near a context word.
 * </ul>
 *
 * @param name one of the names above, lower case
 */
public record Profile(String name) {
  /** Every type; weak patterns need context. */
  public static final Profile DEFAULT = new Profile("default");

  /** Every type and every pattern. */
  public static final Profile STRICT = new Profile("strict");

  /** Credentials only. */
  public static final Profile SECRETS = new Profile("secrets");

  /** Refuses a name that is neither a profile nor a two-letter code. */
  public Profile {
    Objects.requireNonNull(name, "name");
    boolean known = name.equals("default") || name.equals("strict") || name.equals("secrets");
    if (!known && !name.matches("[a-z]{2}")) {
      throw new IllegalArgumentException("unknown profile");
    }
  }

  /** The profile of one country; {@code code} is ISO 3166-1 alpha-2 in any case. */
  public static Profile country(String code) {
    return new Profile(code.toLowerCase(Locale.ROOT));
  }

  /** Whether a detector of this type and country ({@code ""} for none) belongs to it. */
  boolean includes(String type, String country) {
    return switch (name) {
      case "default", "strict" -> true;
      case "secrets" -> type.equals("SECRET");
      default -> country.isEmpty() || country.equals(name);
    };
  }
}
