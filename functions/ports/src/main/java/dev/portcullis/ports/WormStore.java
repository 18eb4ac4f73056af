package dev.portcullis.ports;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Write-once storage: an object that was created is never changed and never removed before its
 * retention ends.
 *
 * <p><b>Keys</b> are one to 512 characters of {@code [A-Za-z0-9._/-]}, do not start or end with a
 * slash and have no empty, {@code .} or {@code ..} segment; any other key is INVALID. Listing order
 * is the order of the keys' bytes. Bodies are 0 to 64 MiB.
 *
 * <p><b>Failures</b> are {@link PortException}: transient ones are retried inside the adapter
 * within its time budget and then reported as THROTTLED, UNAVAILABLE or TIMEOUT. After TIMEOUT the
 * object may or may not exist: the caller reads back and compares digests. A refused call is
 * DENIED; stored bytes that fail the provider's checksum are CORRUPT. Safe for concurrent use.
 *
 * <p><b>Versions.</b> Some providers protect versions and not keys, so that a second version can
 * hide the first. {@link #get} and {@link #list} always answer for the <em>oldest</em> version and
 * {@link #versions} shows all of them; more than one is a finding for whoever verifies.
 */
public interface WormStore {

  /**
   * What a create-only put found. A key that exists is an answer, not an exception: whoever races
   * decides by it.
   */
  sealed interface PutOutcome permits Created, Exists {}

  /**
   * The object was created by this call and is durable: it survives the loss of power or of a zone,
   * as the provider documents it.
   */
  record Created(Entry entry) implements PutOutcome {
    public Created {
      Objects.requireNonNull(entry, "entry");
    }
  }

  /**
   * The key was taken, and nothing was changed. It may have been taken by an earlier attempt of
   * this same call, so the caller reads back and compares before it treats this as a foreign
   * writer.
   */
  record Exists() implements PutOutcome {}

  /**
   * What the provider knows about an object without reading it.
   *
   * @param key the object's key
   * @param size bytes, 0 or more
   * @param stored when the provider stored it, by the provider's clock
   * @param retainUntil until when it cannot be removed; absent if it has no retention, and in what
   *     {@link #list} returns also where the provider's listing does not tell ({@link #versions}
   *     does)
   */
  record Entry(String key, long size, Instant stored, Optional<Instant> retainUntil) {
    public Entry {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(stored, "stored");
      Objects.requireNonNull(retainUntil, "retainUntil");
    }
  }

  /**
   * One version of a key.
   *
   * @param id the provider's identifier of the version
   * @param deleteMarker true if this version only hides the ones before it
   * @param entry what the provider knows about it; size 0 for a delete marker
   */
  record Version(String id, boolean deleteMarker, Entry entry) {
    public Version {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(entry, "entry");
    }
  }

  /**
   * Creates an object if its key has never been used. Of any number of racing calls for one key
   * exactly one returns {@link Created}.
   *
   * @param key where
   * @param body the bytes; the array is not kept
   * @param retainUntil until when no one may remove it; at least one second ahead, otherwise
   *     INVALID
   */
  PutOutcome create(String key, byte[] body, Instant retainUntil);

  /** The bytes of the oldest version of a key; empty if the key was never created. */
  Optional<byte[]> get(String key);

  /**
   * The objects whose key starts with {@code prefix} and is greater than {@code after}, in key
   * order. An object whose {@link #create} returned before this call began is always in the result.
   *
   * @param prefix the common start of the keys; empty for all
   * @param after the key to start behind; empty for the beginning
   * @param limit at most so many, 1 to 1,000
   */
  List<Entry> list(String prefix, String after, int limit);

  /** Every version of one key, oldest first; empty if the key was never created. */
  List<Version> versions(String key);
}
