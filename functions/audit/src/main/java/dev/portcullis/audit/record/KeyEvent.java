package dev.portcullis.audit.record;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A key began, changed or ended: an API key, a log key, a subject's key.
 *
 * @param eventId the id of what was done; 1 to 64 characters of {@code [A-Za-z0-9_-]}
 * @param at when
 * @param use what the key is for
 * @param keyId the key's public id
 * @param change what happened to it
 */
public record KeyEvent(String eventId, Instant at, Use use, String keyId, Change change)
    implements AuditRecord {

  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** What a key is for. */
  public enum Use {
    API_KEY,
    LOG_SIGNING,
    DIGEST,
    SUBJECT,
    WRAPPING,
    TOKEN_SEALING
  }

  /**
   * What happens to a key. CREATING and REPLACING are intents: a key, or a further secret under a
   * key's id, is about to be made, and is accepted only after CREATED or MADE_PRIMARY of the same
   * event id; GIVEN_UP says that it was not finished and never will be accepted. DESTROYED of a
   * subject's key is the erasure of that subject.
   */
  public enum Change {
    CREATING,
    CREATED,
    REPLACING,
    MADE_PRIMARY,
    GIVEN_UP,
    DISABLED,
    ENABLED,
    REVOKED,
    DESTROYED
  }

  public KeyEvent {
    Ids.require(eventId);
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(use, "use");
    if (!KEY_ID.matcher(keyId).matches()) {
      throw new IllegalArgumentException("not a key id of ours");
    }
    Objects.requireNonNull(change, "change");
  }

  /**
   * What happens to an API key.
   *
   * @param change the name of a {@link Change}, as whoever makes API keys gives it
   * @throws IllegalArgumentException if there is no such change
   */
  public static KeyEvent ofApiKey(String eventId, Instant at, String keyId, String change) {
    return new KeyEvent(eventId, at, Use.API_KEY, keyId, Change.valueOf(change));
  }
}
