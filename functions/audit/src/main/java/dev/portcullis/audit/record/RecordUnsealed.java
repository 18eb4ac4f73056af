package dev.portcullis.audit.record;

import java.time.Instant;
import java.util.Objects;

/**
 * A record that was too long for the log was opened, and is about to be shown to whoever asked.
 *
 * @param unsealId the id of what was done: on a cloud the invocation's, under which the cloud's own
 *     trail has who invoked; 1 to 64 characters of {@code [A-Za-z0-9_-]}
 * @param at when
 * @param eventId the id of the event whose record it is, of the same form
 */
public record RecordUnsealed(String unsealId, Instant at, String eventId) implements AuditRecord {
  public RecordUnsealed {
    Ids.require(unsealId);
    Objects.requireNonNull(at, "at");
    Ids.require(eventId);
  }
}
