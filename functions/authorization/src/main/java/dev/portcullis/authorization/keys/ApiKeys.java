package dev.portcullis.authorization.keys;

import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes, shows, rotates and stops API keys; a secret is returned once, by the call that made it,
 * and is stored nowhere.
 *
 * <p>No key and no secret that replaces one is accepted before the log has that it was about to be
 * made and that it was; what a crash leaves between the two is refused, and {@link
 * #giveUpUnfinished} ends it. A key is stopped before that is recorded: if we crash between the
 * two, the safe half is done. The log has no secret that {@link #add} made: the rotation that asked
 * for it records its own steps.
 *
 * <p>A rotation keeps the key's id, and with it budget, scopes and records. Failures of the stores
 * and the log are {@link dev.portcullis.ports.PortException}; a secret whose making failed so was
 * shown to nobody. Safe for concurrent use.
 */
public final class ApiKeys {
  /** A foreign key shorter than this could be guessed from its derived id. */
  private static final int SHORTEST_IMPORT = 24;

  private static final int LONGEST_IMPORT = 512;

  private final KeyTable table;
  private final KeySummaries summaries;
  private final KeyMaking making;
  private final KeyLog log;
  private final Pepper pepper;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * Keys over two stores.
   *
   * @param records holds the key records, under {@code keys/} and {@code key-use/}
   * @param secrets holds the pepper
   * @param pepperName the pepper's name there; at least 32 random bytes as text
   * @param clock decides expiry and grace
   * @param random makes ids and secrets
   * @param log makes an entry durable before it returns
   */
  public ApiKeys(
      RecordStore records,
      SecretStore secrets,
      String pepperName,
      InstantSource clock,
      SecureRandom random,
      KeyLog log) {
    this.table = new KeyTable(records);
    this.summaries = new KeySummaries(new KeyUse(records), clock);
    this.making = new KeyMaking(table, log, clock);
    this.log = log;
    this.pepper = new Pepper(secrets, pepperName);
    this.clock = clock;
    this.random = random;
  }

  /** A new key; {@link KeyChange.Issued} holds it, this once. */
  public KeyChange create(KeySpec spec) {
    while (true) {
      String id = Base62.encode(bytes(16), KeyFormat.ID_LENGTH);
      String secret = KeyFormat.secret(bytes(32));
      KeyRecord key = begun(id, spec, false, SecretText.of("api key secret", secret));
      Optional<KeyChange> made = making.create(key, issued(spec, id, secret));
      if (made.isPresent()) {
        return made.get();
      }
    }
  }

  /**
   * Accepts a key of another system from now on, unchanged, so that its callers need no new one.
   *
   * @param foreign the whole key, 24 to 512 characters without blanks; it should be random, because
   *     its public id is derived from it
   */
  public KeyChange importKey(SecretText foreign, KeySpec spec) {
    String text = foreign.reveal();
    if (text.length() < SHORTEST_IMPORT
        || text.length() > LONGEST_IMPORT
        || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
      return new KeyChange.Refused("An imported key must be 24 to 512 visible characters.");
    }
    if (text.startsWith(KeyFormat.PREFIX)) {
      return new KeyChange.Refused("Keys of this format are created here, not imported.");
    }
    String id = foreignId(text);
    KeyChange taken = new KeyChange.Refused("This key was imported before, as " + id + ".");
    Optional<KeyRecord> before = table.read(id);
    if (before.isPresent() && !before.get().abandoned()) {
      boolean unfinished = before.get().secrets().stream().allMatch(KeyRecord.Secret::unfinished);
      if (!unfinished || before.get().revocation().isPresent()) {
        return taken;
      } else if (!making.settle(before.get())) {
        return busy();
      }
    }
    return making.create(begun(id, spec, true, foreign), new KeyChange.Done(id)).orElse(taken);
  }

  private KeyRecord begun(String id, KeySpec spec, boolean imported, SecretText secret) {
    Instant now = clock.instant();
    return new KeyRecord(
        id, spec, imported, now, List.of(begun(id, secret, now)), Optional.empty());
  }

  private static KeyChange.Refused busy() {
    return new KeyChange.Refused(
        "Another command is making a secret of this key, or died over it; try again in "
            + KeyMaking.LONGEST.toMinutes()
            + " minutes.");
  }

  /**
   * A further secret under the same id; the present one works until the grace is over.
   *
   * @param grace how long the old secret still works; zero stops it with this call. The key's own
   *     expiry always wins.
   */
  public KeyChange rotate(String id, Duration grace) {
    Optional<KeyRecord> before = table.read(id);
    if (before.isPresent() && !making.settle(before.get())) {
      return busy();
    }
    Optional<KeyRecord> key = table.read(id);
    if (key.isEmpty()) {
      return new KeyChange.NotFound(id);
    }
    Optional<KeyChange> refusal = noRotation(key.get(), grace);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String secret = KeyFormat.secret(bytes(32));
    return making.add(
        id,
        begun(id, SecretText.of("api key secret", secret), moment(key.get().secrets())),
        present -> noRotation(present, grace),
        (present, made) -> rotated(present, made, grace),
        issued(key.get().spec(), id, secret));
  }

  /** Why a key gets no further secret by a rotation, if so. */
  private Optional<KeyChange> noRotation(KeyRecord key, Duration grace) {
    Instant now = clock.instant();
    if (key.revocation().isPresent() || key.expired(now)) {
      return Optional.of(new KeyChange.Refused("The key is revoked or expired; create a new one."));
    } else if (key.secrets().stream().anyMatch(KeyRecord.Secret::unfinished)) {
      return Optional.of(busy());
    } else if (live(key, now).size() > 1 && !grace.isZero()) {
      return Optional.of(
          new KeyChange.Refused(
              "Two secrets are live; wait for the old one's grace to end, or rotate with zero"
                  + " grace."));
    }
    return Optional.empty();
  }

  /** The new secret is accepted, and the newest of the others until the end of the grace. */
  private KeyRecord rotated(KeyRecord key, KeyRecord.Secret made, Duration grace) {
    Instant now = clock.instant();
    List<KeyRecord.Secret> secrets = new ArrayList<>();
    secrets.add(made.accepted());
    live(key, now).stream().limit(1).forEach(old -> secrets.add(old.until(now.plus(grace))));
    return key.withSecrets(secrets);
  }

  private static List<KeyRecord.Secret> live(KeyRecord key, Instant now) {
    return key.secrets().stream().filter(one -> one.live(now)).toList();
  }

  /** Secrets are told apart by when they were made, so no two may share a moment. */
  private Instant moment(List<KeyRecord.Secret> others) {
    Instant now = clock.instant();
    return others.stream()
        .map(one -> one.createdAt().plusMillis(1))
        .filter(now::isBefore)
        .max(Instant::compareTo)
        .orElse(now);
  }

  /**
   * Ends what was begun and not finished within some minutes: it is never accepted any more, and
   * the log has that it was given up. Call it from time to time.
   *
   * @return the ids of the keys that it was of
   */
  public List<String> giveUpUnfinished() {
    return making.giveUpUnfinished();
  }

  /**
   * A further secret under the same id; the present one works until {@link #retire}.
   *
   * <p>For a rotation that stores the new secret before it ends the old one. Two secrets at most
   * are live, so with two it is refused.
   */
  public KeyChange add(String id) {
    String secret = KeyFormat.secret(bytes(32));
    return table.change(
        id,
        key -> {
          Instant now = clock.instant();
          if (key.revocation().isPresent() || key.expired(now)) {
            return KeyTable.Changed.refused("The key is revoked or expired; create a new one.");
          }
          List<KeyRecord.Secret> live = live(key, now);
          if (live.size() > 1) {
            return KeyTable.Changed.refused("Two secrets are live; retire one first.");
          }
          Instant made = moment(live);
          List<KeyRecord.Secret> secrets = new ArrayList<>();
          secrets.add(begun(id, SecretText.of("api key secret", secret), made).accepted());
          secrets.addAll(live);
          return KeyTable.Changed.to(
              key.withSecrets(secrets),
              new KeyChange.Added(id, whole(key.spec(), id, secret), made));
        });
  }

  /**
   * Stops one secret of a key at once; one that is not live is not an error.
   *
   * @param createdAt when the secret was made, which tells it apart from the other one
   */
  public KeyChange retire(String id, Instant createdAt) {
    return table.change(
        id,
        key -> {
          Instant now = clock.instant();
          List<KeyRecord.Secret> secrets = new ArrayList<>();
          boolean ended = false;
          boolean anotherIsLive = false;
          for (KeyRecord.Secret one : key.secrets()) {
            boolean wanted = one.createdAt().equals(createdAt) && one.live(now);
            ended |= wanted;
            anotherIsLive |= !wanted && one.live(now);
            // It stays in the record, so that its use after this is told apart from a guess.
            secrets.add(wanted ? one.until(now) : one);
          }
          if (!ended) {
            return new KeyTable.Changed(Optional.empty(), new KeyChange.Done(id));
          }
          return anotherIsLive
              ? KeyTable.Changed.to(key.withSecrets(secrets), new KeyChange.Done(id))
              : KeyTable.Changed.refused("It is the only secret; revoke the key instead.");
        });
  }

  /**
   * Stops a key and all its secrets at once; there is no way back. It is stopped also where the log
   * fails; the same call again records it.
   */
  public KeyChange revoke(String id, String reason) {
    if (reason.isBlank()) {
      return new KeyChange.Refused("A reason is required.");
    }
    KeyChange stopped =
        table.change(
            id,
            key ->
                key.revocation().isPresent()
                    ? new KeyTable.Changed(Optional.empty(), new KeyChange.Done(id))
                    : KeyTable.Changed.to(
                        key.revoked(new KeyRecord.Revocation(clock.instant(), reason)),
                        new KeyChange.Done(id)));
    if (stopped instanceof KeyChange.Done) {
      log.write(id + "-revoked", id, KeyLog.Change.REVOKED);
    }
    return stopped;
  }

  /** One key; empty if there is none. */
  public Optional<KeySummary> show(String id) {
    return table.read(id).map(summaries::of);
  }

  /**
   * Keys in the order of their ids.
   *
   * @param after the id to start behind; empty for the beginning
   * @param limit at most so many, 1 to 1,000
   */
  public List<KeySummary> list(String after, int limit) {
    return table.list(after, limit).stream().map(summaries::of).toList();
  }

  private KeyRecord.Secret begun(String id, SecretText secret, Instant now) {
    SecretStore.Secret primary = pepper.primary();
    return KeyRecord.Secret.begun(Pepper.hash(primary, id, secret), primary.version(), now);
  }

  private static KeyChange issued(KeySpec spec, String id, String secret) {
    return new KeyChange.Issued(id, whole(spec, id, secret));
  }

  private static SecretText whole(KeySpec spec, String id, String secret) {
    return SecretText.of("api key", KeyFormat.write(spec.environment(), id, secret));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The id under which a foreign key is stored: 71 bits of its digest. */
  static String foreignId(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("portcullis imported key id\n".getBytes(StandardCharsets.UTF_8));
      return Base62.encode(
          digest.digest(text.getBytes(StandardCharsets.UTF_8)), KeyFormat.ID_LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
