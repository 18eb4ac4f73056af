package dev.portcullis.local.audit;

import dev.portcullis.audit.read.BundleSource;
import dev.portcullis.audit.read.RecordSource;
import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.verify.LogView;

/** Reads the records of a log as far as its signed checkpoint covers them, and writes nothing. */
final class ReadDesk {
  private ReadDesk() {}

  /** The entries that the published checkpoint covers; none while there is no checkpoint. */
  static RecordSource source(LogView view, KeyRing keys) {
    return new BundleSource(
        key -> view.stored(key).or(() -> view.published(key)),
        () ->
            view.published("checkpoint")
                .map(note -> keys.checkpoint(SignedNote.parse(note)))
                .map(Checkpoint::size)
                .orElse(0L));
  }
}
