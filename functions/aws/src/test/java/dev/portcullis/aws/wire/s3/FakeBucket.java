package dev.portcullis.aws.wire.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.aws.wire.s3.StoredVersion.Lock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** One bucket: keys in the order of their bytes, and the versions of each, oldest first. */
final class FakeBucket {
  private static final Comparator<String> BYTES =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  /** When a put may happen: S3's conditional headers. */
  record Condition(boolean ifNoneMatch, Optional<String> ifMatch) {}

  final String name;
  final boolean locks;

  /** Keys that a conditional put is about to take. */
  final Set<String> inFlight = ConcurrentHashMap.newKeySet();

  private final InstantSource clock;
  private final TreeMap<String, List<StoredVersion>> keys = new TreeMap<>(BYTES);
  private boolean versioned;
  private Optional<Duration> defaultRetention = Optional.empty();
  private String defaultMode = Lock.GOVERNANCE;
  private long made;

  FakeBucket(String name, boolean locks, InstantSource clock) {
    this.name = name;
    this.locks = locks;
    this.versioned = locks;
    this.clock = clock;
  }

  synchronized FakeBucket copy(InstantSource time) {
    FakeBucket copy = new FakeBucket(name, locks, time);
    keys.forEach((key, all) -> copy.keys.put(key, new ArrayList<>(all)));
    copy.versioned = versioned;
    copy.defaultRetention = defaultRetention;
    copy.defaultMode = defaultMode;
    copy.made = made;
    return copy;
  }

  synchronized String text(String prefix) {
    StringBuilder all = new StringBuilder();
    keys.tailMap(prefix).forEach((key, versions) -> append(all, key, prefix, versions));
    return all.toString();
  }

  private static void append(
      StringBuilder all, String key, String prefix, List<StoredVersion> versions) {
    if (key.startsWith(prefix)) {
      all.append(new String(versions.get(versions.size() - 1).body, UTF_8)).append('\n');
    }
  }

  synchronized boolean versioned() {
    return versioned;
  }

  synchronized void versioning(boolean on) {
    if (locks && !on) {
      throw S3Refusal.of(
          409,
          "InvalidBucketState",
          "An Object Lock configuration is present on this bucket, so the versioning state cannot"
              + " be changed.");
    }
    versioned = on;
  }

  synchronized void defaultRetention(String mode, int days) {
    needsLocks();
    defaultMode = mode;
    defaultRetention = Optional.of(Duration.ofDays(days));
  }

  void needsLocks() {
    if (!locks) {
      throw S3Refusal.invalidRequest("Bucket is missing Object Lock Configuration");
    }
  }

  synchronized StoredVersion put(
      String key, S3Body body, Condition condition, Optional<Lock> lock, boolean hold) {
    if (lock.isPresent() || hold) {
      needsLocks();
    }
    if ((lock.isPresent() || defaultRetention.isPresent()) && !body.digested()) {
      throw S3Refusal.invalidRequest(
          "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with"
              + " Object Lock parameters");
    }
    Optional<StoredVersion> present = newest(key).filter(version -> !version.marker);
    if (condition.ifNoneMatch() && present.isPresent()) {
      throw preconditionFailed();
    }
    if (condition.ifMatch().isPresent()) {
      String etag = present.orElseThrow(S3Refusal::noSuchKey).etag;
      if (!condition.ifMatch().get().equals(etag)) {
        throw preconditionFailed();
      }
    }
    Instant now = clock.instant();
    Optional<Lock> effective =
        lock.or(() -> defaultRetention.map(days -> new Lock(defaultMode, now.plus(days))));
    String etag = '"' + HexFormat.of().formatHex(S3Body.digest("MD5", body.bytes())) + '"';
    return add(
        new StoredVersion(
            nextId(),
            key,
            body.bytes(),
            etag,
            now.truncatedTo(ChronoUnit.SECONDS),
            false,
            body.checksums(),
            effective,
            hold));
  }

  /** Removes one version, or hides the key behind a marker; the version removed or made. */
  synchronized Optional<StoredVersion> delete(String key, Optional<String> id, boolean bypass) {
    if (id.isPresent()) {
      Optional<StoredVersion> version = find(key, id.get());
      if (version.isPresent()) {
        if (version.get().guarded(clock.instant(), bypass)) {
          throw S3Refusal.locked();
        }
        List<StoredVersion> all = keys.get(key);
        all.remove(version.get());
        if (all.isEmpty()) {
          keys.remove(key);
        }
      }
      return version;
    }
    if (!versioned) {
      keys.remove(key);
      return Optional.empty();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return Optional.of(
        add(
            new StoredVersion(
                nextId(), key, new byte[0], "", now, true, Map.of(), Optional.empty(), false)));
  }

  synchronized StoredVersion read(String key, Optional<String> id) {
    if (id.isPresent()) {
      StoredVersion version =
          find(key, id.get())
              .orElseThrow(() -> S3Refusal.of(404, "NoSuchVersion", "The version does not exist."));
      if (version.marker) {
        throw S3Refusal.of(405, "MethodNotAllowed", "The method is not allowed on this resource.")
            .with("x-amz-delete-marker", "true");
      }
      return version;
    }
    StoredVersion newest = newest(key).orElseThrow(S3Refusal::noSuchKey);
    if (newest.marker) {
      throw S3Refusal.noSuchKey().with("x-amz-delete-marker", "true");
    }
    return newest;
  }

  synchronized void retain(String key, Optional<String> id, Lock next, boolean bypass) {
    needsLocks();
    StoredVersion version = read(key, id);
    LockRules.mayBecome(next, version.lock, clock.instant(), bypass);
    version.lock = Optional.of(next);
  }

  synchronized void hold(String key, Optional<String> id, boolean on) {
    needsLocks();
    read(key, id).hold = on;
  }

  /** Every version of every key: keys in order, the newest version of each first. */
  synchronized List<StoredVersion> newestFirst() {
    List<StoredVersion> all = new ArrayList<>();
    for (List<StoredVersion> versions : keys.values()) {
      for (int i = versions.size() - 1; i >= 0; i--) {
        all.add(versions.get(i));
      }
    }
    return all;
  }

  synchronized boolean taken(String key) {
    return newest(key).filter(one -> !one.marker).isPresent();
  }

  synchronized boolean isNewest(StoredVersion version) {
    return newest(version.key).filter(one -> one == version).isPresent();
  }

  /** Changes stored bytes and not their checksum, which S3 itself would notice. */
  synchronized void damage(String key) {
    StoredVersion version = newest(key).orElseThrow();
    version.body[version.body.length - 1] ^= 1;
  }

  private Optional<StoredVersion> newest(String key) {
    List<StoredVersion> all = keys.get(key);
    return all == null ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  private Optional<StoredVersion> find(String key, String id) {
    return keys.getOrDefault(key, List.of()).stream().filter(one -> one.id.equals(id)).findFirst();
  }

  private String nextId() {
    made++;
    // As opaque as S3's, and not in the order they were made.
    byte[] hash = S3Body.digest("SHA-256", (name + made).getBytes(UTF_8));
    return versioned ? HexFormat.of().formatHex(hash, 0, 16) : "null";
  }

  private StoredVersion add(StoredVersion version) {
    List<StoredVersion> all = keys.computeIfAbsent(version.key, key -> new ArrayList<>());
    all.removeIf(one -> one.id.equals("null") && version.id.equals("null"));
    all.add(version);
    return version;
  }

  private static S3Refusal preconditionFailed() {
    return S3Refusal.of(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }
}
