package dev.portcullis.aws;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.aws.event.QueueBatch;
import dev.portcullis.aws.event.RecordMessage;
import dev.portcullis.ports.PortException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes records into the log's intake; one that is acknowledged is durable, one that is not is
 * delivered again and then has the same event id.
 */
final class RecordIntake {
  private final AuditTrail trail;
  private final LogLines lines;

  RecordIntake(AuditTrail trail, LogLines lines) {
    this.trail = Objects.requireNonNull(trail, "trail");
    this.lines = Objects.requireNonNull(lines, "lines");
  }

  /** Answers a queue's batch or a direct call with {@code {"records": [...]}}. */
  byte[] answer(Fields event) {
    return QueueBatch.is(event) ? batch(QueueBatch.read(event)) : direct(event);
  }

  /** All or none: whoever calls directly gets an error if any of them is not durable. */
  private byte[] direct(Fields event) {
    List<LogEntry> entries =
        event.only("records").objects("records").stream().map(RecordIntake::entry).toList();
    if (entries.isEmpty()) {
      throw new BadEventException("records is empty");
    }
    trail.append(entries);
    return ("{\"written\":" + entries.size() + "}").getBytes(StandardCharsets.UTF_8);
  }

  private byte[] batch(QueueBatch batch) {
    List<String> failed = new ArrayList<>();
    List<String> readable = new ArrayList<>();
    List<LogEntry> entries = new ArrayList<>();
    for (QueueBatch.Message message : batch.messages()) {
      try {
        entries.add(entry(Fields.parse(message.body())));
        readable.add(message.id());
      } catch (BadEventException | PortException unreadable) {
        // It comes again until the queue puts it aside, where a person finds it.
        lines.raise("a queued record cannot be read: " + unreadable.getMessage(), message.id());
        failed.add(message.id());
      }
    }
    if (!entries.isEmpty()) {
      try {
        // If we crash here, the whole batch comes again: the same event ids, told apart by readers.
        trail.append(entries);
      } catch (PortException unwritten) {
        lines.raise("queued records were not written: " + unwritten.code(), readable.get(0));
        failed.addAll(readable);
      }
    }
    return QueueBatch.failed(failed);
  }

  private static LogEntry entry(Fields record) {
    RecordMessage message = RecordMessage.read(record);
    return new LogEntry(message.eventId(), message.bytes());
  }
}
