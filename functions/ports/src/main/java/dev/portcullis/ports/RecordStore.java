package dev.portcullis.ports;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Small records under compare-and-set: a write succeeds only against the version it was based on.
 *
 * <p>Holds what changes and must not be lost or doubled: API key records, reserved limits, the
 * rotation journal. A record is 0 to 64 KiB; keys follow {@link WormStore}'s rule. Reads see every
 * write that returned before they began. Failures are {@link PortException}: transient ones are
 * retried inside the adapter, but a write is retried only where the provider makes that safe; after
 * TIMEOUT the write may have happened and the caller reads again. Safe for concurrent use.
 */
public interface RecordStore {

  /** The version to pass for "the record must not exist yet". */
  String ABSENT = "";

  /**
   * A record and the version that a write must name to replace it.
   *
   * @param key the record's key
   * @param version opaque, never {@link #ABSENT}, different after every successful write
   * @param body the bytes
   */
  record Versioned(String key, String version, byte[] body) {
    public Versioned {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(body, "body");
    }
  }

  /** The record under a key; empty if there is none. */
  Optional<Versioned> read(String key);

  /**
   * Writes a record if its present version is the one named.
   *
   * @param expected the version it was read at, or {@link #ABSENT} to create
   * @return the new version, or empty if the record had another version (nothing was changed)
   */
  Optional<String> write(String key, byte[] body, String expected);

  /** Removes a record if its present version is the one named; false if it was not. */
  boolean remove(String key, String expected);

  /**
   * Records whose key starts with {@code prefix} and is greater than {@code after}, in key order.
   */
  List<Versioned> list(String prefix, String after, int limit);
}
