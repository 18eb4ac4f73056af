package dev.portcullis.audit.record;

import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.RecordStore.Versioned;
import dev.portcullis.ports.SecretBytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Gives each subject a pseudonym under a key of its own, so that destroying that one key unlinks
 * everything the log holds about that one person, while every proof over the log still verifies.
 *
 * <p>A subject's key is random. It is kept wrapped in the record store, under a name that is a
 * keyed digest of the user: neither the log nor the store's listing says who has a key. Who holds
 * the directory key and the wrapping key can find a user's pseudonym; after {@link #erase} nobody
 * can, and a later call of the same user begins a new pseudonym.
 *
 * <p>Subjects are cached for a bounded time, so in other processes an erasure takes effect after at
 * most that time. Failures are {@link PortException}; no pseudonym is made up when the store cannot
 * be reached. Safe for concurrent use.
 */
public final class Pseudonyms {
  private static final String PREFIX = "subjects/";
  private static final int KEY_BYTES = 32;

  private final RecordStore store;
  private final KeyWrapping wrapping;
  private final Digests directory;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Duration keep;
  private final Map<String, Cached> cache;

  private record Cached(Subject subject, Instant until) {}

  /**
   * Pseudonyms over one store.
   *
   * @param store where the wrapped subject keys are
   * @param wrapping wraps them
   * @param directory the directory key: names a user's record, and nothing else
   * @param random cryptographically strong
   * @param clock for the cache
   * @param keep how long a subject is cached, zero for never
   * @param most how many subjects are cached, 1 or more
   */
  public Pseudonyms(
      RecordStore store,
      KeyWrapping wrapping,
      Digests directory,
      RandomGenerator random,
      InstantSource clock,
      Duration keep,
      int most) {
    this.store = Objects.requireNonNull(store, "store");
    this.wrapping = Objects.requireNonNull(wrapping, "wrapping");
    this.directory = Objects.requireNonNull(directory, "directory");
    this.random = Objects.requireNonNull(random, "random");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.keep = Objects.requireNonNull(keep, "keep");
    this.cache =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Cached> eldest) {
            return size() > most;
          }
        };
  }

  /** The subject of a user, with a new key if it has none yet. */
  public Subject subject(String user) {
    String key = recordKey(user);
    Instant now = clock.instant();
    synchronized (cache) {
      Cached cached = cache.get(key);
      if (cached != null && now.isBefore(cached.until())) {
        return cached.subject();
      }
    }
    Subject subject = load(key, user).orElseGet(() -> create(key, user));
    synchronized (cache) {
      cache.put(key, new Cached(subject, now.plus(keep)));
    }
    return subject;
  }

  /** The pseudonym of a user who has one; creates nothing and reads past the cache. */
  public Optional<Pseudonym> find(String user) {
    return load(recordKey(user), user).map(Subject::pseudonym);
  }

  /** The id of a user's key, which need not be opened for it; empty if there is none. */
  public Optional<String> keyId(String user) {
    return store.read(recordKey(user)).map(record -> SubjectRecord.decode(record.body()).keyId());
  }

  /**
   * Destroys a user's key for good.
   *
   * @return the id of the destroyed key, which stands beside the pseudonym in every record of that
   *     subject, or empty if the user had none. Record it as a {@link KeyEvent} with DESTROYED, so
   *     that the log says why nobody can name that subject
   */
  public Optional<String> erase(String user) {
    String key = recordKey(user);
    Optional<String> erased = Optional.empty();
    // Another process may write the record again between read and remove; go on until none is left.
    // If we crash here the record is either there or gone, and erasing again finishes it. The key
    // is
    // not opened: a record that cannot be opened must be erasable too.
    for (Optional<Versioned> found = store.read(key); found.isPresent(); found = store.read(key)) {
      if (store.remove(key, found.get().version())) {
        erased = Optional.of(SubjectRecord.decode(found.get().body()).keyId());
      }
    }
    synchronized (cache) {
      cache.remove(key);
    }
    return erased;
  }

  private Optional<Subject> load(String key, String user) {
    return store.read(key).map(record -> open(SubjectRecord.decode(record.body()), key, user));
  }

  private Subject create(String key, String user) {
    byte[] fresh = new byte[KEY_BYTES];
    random.nextBytes(fresh);
    byte[] id = new byte[8];
    random.nextBytes(id);
    String keyId = SubjectRecord.keyId(id);
    SecretBytes secret = SecretBytes.of("subject key", fresh);
    SubjectRecord record = new SubjectRecord(keyId, wrapping.wrap(secret, context(key, keyId)));
    if (store.write(key, record.encode(), RecordStore.ABSENT).isPresent()) {
      return subject(keyId, secret, user);
    }
    // Another process was first; its key is the subject's key and ours is forgotten.
    return load(key, user)
        .orElseThrow(
            () -> new PortException(PortException.Code.UNAVAILABLE, "subject key changed twice"));
  }

  private Subject open(SubjectRecord record, String key, String user) {
    SecretBytes secret = wrapping.unwrap(record.wrapped(), context(key, record.keyId()));
    return subject(record.keyId(), secret, user);
  }

  private static Subject subject(String keyId, SecretBytes secret, String user) {
    Digests digests = new Digests(keyId, secret);
    String value = digests.of("pseudonym", user).value().substring(0, 40);
    return new Subject(new Pseudonym(keyId, value), digests);
  }

  /** Ties a wrapped key to its place, so that two subjects' records cannot be exchanged. */
  private static String context(String key, String keyId) {
    return "portcullis-subject/" + key + "/" + keyId;
  }

  private String recordKey(String user) {
    return PREFIX + directory.of("subject", user).value();
  }
}
