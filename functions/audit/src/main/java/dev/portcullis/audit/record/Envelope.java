package dev.portcullis.audit.record;

/**
 * What the log gets of a record that no entry can hold: that it happened, when, its keyed digest
 * and size, and where its bytes are. Nothing is dropped, and nothing blocks the records beside it.
 */
final class Envelope {
  private static final String TOO_LONG = "too_long";

  private final Parts parts;
  private final Digests digests;
  private final Quarantine quarantine;

  Envelope(Parts parts, Digests digests, Quarantine quarantine) {
    this.parts = parts;
    this.digests = digests;
    this.quarantine = quarantine;
  }

  /** An OCSF base event with the identity of the one that is too long. */
  Event around(Event event, byte[] bytes) {
    KeyedDigest digest = digests.of("unparsed", bytes);
    Event envelope = event.bare();
    parts.cloud(envelope);
    envelope.classify(0, 0, 99, "Unparsed", 3).status(2, "Failure", TOO_LONG);
    envelope
        .body()
        .put("raw_data_hash", Parts.fingerprint(digest))
        .put("raw_data_size", (long) bytes.length);
    CanonicalObject unparsed =
        new CanonicalObject()
            .put("reason", TOO_LONG)
            .put("hmac_sha256", digest.value())
            .put("key_id", digest.keyId());
    // If we crash behind this, a sealed object stays that no envelope names: nobody was told.
    quarantine
        .keep(event.id(), bytes)
        .ifPresent(kept -> unparsed.put("object", kept.object()).put("sha256", kept.sha256()));
    envelope.unmapped().put("unparsed", unparsed);
    return envelope;
  }
}
