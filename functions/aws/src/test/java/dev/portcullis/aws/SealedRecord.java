package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.audit.record.Quarantine;
import dev.portcullis.audit.record.WormQuarantine;
import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.WormStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/** A record in quarantine, and what stands for it in the log. */
final class SealedRecord {
  private SealedRecord() {}

  /** Seals a record and returns its envelope. */
  static String envelope(WormStore log, KeyWrapping wrapping, String eventId, byte[] record) {
    Quarantine.Kept kept =
        new WormQuarantine(
                log, wrapping, new SecureRandom(), InstantSource.system(), Duration.ofDays(184))
            .keep(eventId, record)
            .orElseThrow();
    return """
        {"metadata":{"uid":"%s"},"unmapped":{"unparsed":{"object":"%s","sha256":"%s"}}}"""
        .formatted(eventId, kept.object(), kept.sha256());
  }

  /** What the audit writer is told to write one record. */
  static String written(String eventId, String record) {
    return "{\"records\":[{\"event_id\":\"%s\",\"record\":\"%s\"}]}"
        .formatted(eventId, Base64.getEncoder().encodeToString(record.getBytes(UTF_8)));
  }
}
