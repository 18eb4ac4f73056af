package dev.portcullis.local.laptop;

import dev.portcullis.audit.read.BundleSource;
import dev.portcullis.audit.read.RecordSource;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.SignedNote;

/** The log as its readers find it: as far as a checkpoint reaches that the log's key signed. */
final class PublishedLog {
  private PublishedLog() {}

  static RecordSource of(Stores stores, KeyRing keys) {
    return new BundleSource(
        key -> stores.worm().get(key).or(() -> stores.published().get(key)),
        () ->
            stores
                .published()
                .get("checkpoint")
                .map(note -> keys.checkpoint(SignedNote.parse(note)).size())
                .orElse(0L));
  }
}
