package dev.portcullis.audit.record;

import java.util.Objects;

/**
 * A record as it goes into the log.
 *
 * @param eventId 32 hexadecimal digits that follow from source, request and stage: a retry of one
 *     step has the same
 * @param bytes canonical JSON (RFC 8785) in UTF-8, at most {@link #LONGEST} bytes; the array is the
 *     caller's to keep unchanged
 */
public record EncodedRecord(String eventId, byte[] bytes) {
  /** The longest entry that a log's bundles can hold (C2SP tlog-tiles). */
  public static final int LONGEST = 65_535;

  public EncodedRecord {
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(bytes, "bytes");
  }
}
