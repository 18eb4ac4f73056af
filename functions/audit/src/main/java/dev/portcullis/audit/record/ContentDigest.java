package dev.portcullis.audit.record;

import java.util.Objects;

/**
 * What the log keeps of a body: its keyed digest and its size, never a byte of it.
 *
 * @param digest the keyed digest
 * @param bytes the size, 0 or more
 */
public record ContentDigest(KeyedDigest digest, long bytes) {
  public ContentDigest {
    Objects.requireNonNull(digest, "digest");
    Counts.require("bytes", bytes);
  }
}
