package dev.portcullis.aws.wire.s3;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One version of a key, or a delete marker. */
final class StoredVersion {
  /** A retention: its mode and its end. */
  record Lock(String mode, Instant until) {
    static final String GOVERNANCE = "GOVERNANCE";
    static final String COMPLIANCE = "COMPLIANCE";
  }

  final String id;
  final String key;
  final byte[] body;
  final String etag;
  final Instant stored;
  final boolean marker;
  final Map<String, String> checksums;
  Optional<Lock> lock;
  boolean hold;

  StoredVersion(
      String id,
      String key,
      byte[] body,
      String etag,
      Instant stored,
      boolean marker,
      Map<String, String> checksums,
      Optional<Lock> lock,
      boolean hold) {
    this.id = id;
    this.key = key;
    this.body = body;
    this.etag = etag;
    this.stored = stored;
    this.marker = marker;
    this.checksums = checksums;
    this.lock = lock;
    this.hold = hold;
  }

  /** True if it may not be removed now by someone who has, or has not, the right to bypass. */
  boolean guarded(Instant now, boolean bypass) {
    boolean active = lock.isPresent() && lock.get().until().isAfter(now);
    return hold || (active && !(bypass && lock.get().mode().equals(Lock.GOVERNANCE)));
  }
}
