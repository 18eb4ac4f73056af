package dev.portcullis.rotation.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of one credential; holds names and times, never a value.
 *
 * @param credential the credential's id
 * @param current what readers get; empty before the first rotation of a new credential
 * @param retiring replaced keys that are not stopped yet, oldest first
 * @param active the rotation that is under way
 * @param paused why nothing is to be done, if so
 * @param lease who acts now, if anyone
 * @param ended the last rotations that are over, so that a late delivery does not begin one again
 */
public record JournalEntry(
    String credential,
    Optional<Held> current,
    List<Retiring> retiring,
    Optional<Active> active,
    Optional<String> paused,
    Optional<Lease> lease,
    List<Ended> ended) {
  private static final int MOST_ENDED = 16;

  /**
   * The key in use.
   *
   * @param token the rotation that made it, which is its version's name in the secret store
   * @param keyId the provider's name of it; empty if it is not known
   * @param since when it became current
   */
  public record Held(String token, String keyId, Instant since) {}

  /**
   * A replaced key.
   *
   * @param token its version's name in the secret store
   * @param keyId the provider's name of it; empty if it is not known
   * @param replacedAt when it stopped being current
   * @param retireAt when it is stopped
   * @param blocked the recorded code of why it could not be; empty if it was not tried or met none
   */
  public record Retiring(
      String token, String keyId, Instant replacedAt, Instant retireAt, String blocked) {
    /** The time to stop a key of which it is only known that the next key replaces it. */
    private static final Instant WHEN_REPLACED = Instant.parse("9999-12-31T00:00:00Z");

    /** One that was not tried yet. */
    public Retiring(String token, String keyId, Instant replacedAt, Instant retireAt) {
      this(token, keyId, replacedAt, retireAt, "");
    }

    /** The same, and the log has why it could not be stopped. */
    public Retiring blockedBy(String code) {
      return new Retiring(token, keyId, replacedAt, retireAt, code);
    }

    /** A key from before the first rotation, which is stopped once that has replaced it. */
    public static Retiring former(String token, String keyId, Instant now) {
      return new Retiring(token, keyId, now, WHEN_REPLACED);
    }

    /** The same, if it was waiting to be replaced, stopped at a time. */
    public Retiring replaced(Instant now, Instant stop) {
      return retireAt.equals(WHEN_REPLACED) ? new Retiring(token, keyId, now, stop, blocked) : this;
    }

    /** The same, stopped no later than a time. */
    public Retiring noLaterThan(Instant time) {
      return retireAt.isAfter(time) ? new Retiring(token, keyId, replacedAt, time, blocked) : this;
    }
  }

  /**
   * Who may act on the credential, and until when nobody else may.
   *
   * @param owner a random name of one delivery
   */
  public record Lease(String owner, Instant until) {}

  /**
   * A rotation that is over.
   *
   * @param token its name
   * @param rotated false if it was given up
   */
  public record Ended(String token, boolean rotated) {}

  public JournalEntry {
    Objects.requireNonNull(credential, "credential");
    Objects.requireNonNull(current, "current");
    retiring = List.copyOf(retiring);
    Objects.requireNonNull(active, "active");
    Objects.requireNonNull(paused, "paused");
    Objects.requireNonNull(lease, "lease");
    ended = List.copyOf(ended.subList(Math.max(0, ended.size() - MOST_ENDED), ended.size()));
  }

  /** Nothing is known yet. */
  static JournalEntry empty(String credential) {
    return new JournalEntry(
        credential,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** The same with another rotation under way. */
  public JournalEntry with(Active rotation) {
    return new JournalEntry(
        credential, current, retiring, Optional.of(rotation), paused, lease, ended);
  }

  /** The same with the rotation under way over. */
  public JournalEntry end(boolean rotated) {
    List<Ended> all = new ArrayList<>(ended);
    active.ifPresent(rotation -> all.add(new Ended(rotation.token(), rotated)));
    return new JournalEntry(credential, current, retiring, Optional.empty(), paused, lease, all);
  }

  /** How an earlier rotation ended, if it is remembered. */
  public Optional<Ended> ended(String token) {
    return ended.stream().filter(one -> one.token().equals(token)).findFirst();
  }

  /** The same with another key in use. */
  public JournalEntry withCurrent(Held key) {
    return new JournalEntry(credential, Optional.of(key), retiring, active, paused, lease, ended);
  }

  /** The same with other replaced keys. */
  public JournalEntry withRetiring(List<Retiring> keys) {
    return new JournalEntry(credential, current, keys, active, paused, lease, ended);
  }

  /** The same with one more replaced key, or another entry for it. */
  public JournalEntry retire(Retiring key) {
    List<Retiring> keys = new ArrayList<>(without(key.token()).retiring());
    keys.add(key);
    return withRetiring(keys);
  }

  /** The same with what is known of why a replaced key could not be stopped. */
  public JournalEntry blocked(String token, String code) {
    return withRetiring(
        retiring.stream()
            .map(key -> key.token().equals(token) ? key.blockedBy(code) : key)
            .toList());
  }

  /** The same without a replaced key. */
  public JournalEntry without(String token) {
    return withRetiring(retiring.stream().filter(key -> !key.token().equals(token)).toList());
  }

  /** The same, paused for a reason or not paused. */
  public JournalEntry withPaused(Optional<String> why) {
    return new JournalEntry(credential, current, retiring, active, why, lease, ended);
  }

  JournalEntry withLease(Optional<Lease> holder) {
    return new JournalEntry(credential, current, retiring, active, paused, holder, ended);
  }

  /** The ids of keys that somebody may be using or is about to use. */
  public List<String> keptKeys() {
    List<String> ids = new ArrayList<>();
    current.map(Held::keyId).ifPresent(ids::add);
    active.map(Active::keyId).ifPresent(ids::add);
    retiring.forEach(key -> ids.add(key.keyId()));
    ids.removeIf(String::isEmpty);
    return ids;
  }
}
