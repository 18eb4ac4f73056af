package dev.portcullis.aws;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.record.AuditRecord;
import dev.portcullis.audit.record.EncodedRecord;
import dev.portcullis.audit.record.KeyEvent;
import dev.portcullis.audit.record.RecordEncoder;
import dev.portcullis.authorization.keys.KeyLog;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * One life of a function as a writer of the log: an encoder and a trail with an epoch of their own.
 *
 * @param encoder writes records
 * @param trail makes them durable
 */
record Journal(RecordEncoder encoder, AuditTrail trail) {
  Journal {
    Objects.requireNonNull(encoder, "encoder");
    Objects.requireNonNull(trail, "trail");
  }

  /** Durable when it returns, or throws. */
  void append(AuditRecord record) {
    EncodedRecord encoded = encoder.encode(record);
    trail.append(List.of(new LogEntry(encoded.eventId(), encoded.bytes())));
  }

  /** What happens to API keys, as records. */
  KeyLog keys(InstantSource clock) {
    return (event, id, change) ->
        append(KeyEvent.ofApiKey(event, clock.instant(), id, change.name()));
  }
}
