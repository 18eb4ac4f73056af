package dev.portcullis.audit.record;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Erases a person from the log without changing a byte of it: their key is destroyed, so that no
 * pseudonym and no digest of theirs can be linked to them again, and the log says so.
 *
 * <p>Every inclusion and consistency proof still verifies, because the log's entries hold only what
 * was made with that key, never what it was made from (GDPR Article 17).
 */
public final class Erasure {
  private final Pseudonyms pseudonyms;
  private final Consumer<AuditRecord> log;
  private final InstantSource clock;

  /** What an erasure did. */
  public sealed interface Result permits Erased, NotKnown {}

  /**
   * The key is destroyed.
   *
   * @param keyId the key's id, which stands beside the pseudonym in every record of that person
   */
  public record Erased(String keyId) implements Result {
    public Erased {
      Objects.requireNonNull(keyId, "keyId");
    }
  }

  /** The log knows nobody of that name, or not any more. */
  public record NotKnown() implements Result {}

  /**
   * Erasures over one store of subject keys.
   *
   * @param log makes a record durable before it returns, or throws
   */
  public Erasure(Pseudonyms pseudonyms, Consumer<AuditRecord> log, InstantSource clock) {
    this.pseudonyms = Objects.requireNonNull(pseudonyms, "pseudonyms");
    this.log = Objects.requireNonNull(log, "log");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Erases a user. Doing it again is harmless. */
  public Result erase(String user) {
    Optional<String> keyId = pseudonyms.keyId(user);
    if (keyId.isEmpty()) {
      return new NotKnown();
    }
    // The log learns of it first. If we crash here, the key still exists and erasing again goes on;
    // the same records are written again under the same event ids.
    log.accept(event(keyId.get(), KeyEvent.Change.DISABLED));
    pseudonyms.erase(user);
    // If we crash here, the key is gone and the log holds its end as announced but not confirmed.
    log.accept(event(keyId.get(), KeyEvent.Change.DESTROYED));
    return new Erased(keyId.get());
  }

  private KeyEvent event(String keyId, KeyEvent.Change change) {
    return new KeyEvent("erase-" + keyId, clock.instant(), KeyEvent.Use.SUBJECT, keyId, change);
  }
}
