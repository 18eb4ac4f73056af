package dev.portcullis.aws;

import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.LogSearch;
import dev.portcullis.audit.read.Query;
import dev.portcullis.audit.record.Quarantine;
import dev.portcullis.audit.record.RecordUnsealed;
import dev.portcullis.audit.record.WormQuarantine;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.ports.PortException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Shows a record that was too long for the log and stands there as an envelope, for whoever may
 * invoke this function; that it was opened is in the log before it is shown, under the invocation's
 * id, by which CloudTrail names the caller where data events of functions are recorded.
 *
 * <p>What cannot be shown is an answer with {@code error}: {@code invalid}, {@code not_found},
 * {@code not_sealed}, {@code damaged} (its object or its key is gone or changed: a line says so to
 * a person, too) or {@code too_long} for an answer of Lambda.
 */
final class Unsealing {
  private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Lambda gives back 6 MB and no more. */
  private static final int MOST_BYTES = 5_900_000;

  private final LogSearch search;
  private final WormQuarantine quarantine;
  private final Journal journal;
  private final LogLines lines;
  private final InstantSource clock;

  /**
   * Opens what a log says is sealed.
   *
   * @param search the log as far as a signed checkpoint reaches
   */
  Unsealing(
      LogSearch search,
      WormQuarantine quarantine,
      Journal journal,
      LogLines lines,
      InstantSource clock) {
    this.search = Objects.requireNonNull(search, "search");
    this.quarantine = Objects.requireNonNull(quarantine, "quarantine");
    this.journal = Objects.requireNonNull(journal, "journal");
    this.lines = Objects.requireNonNull(lines, "lines");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Answers {@code {"event_id": ...}}.
   *
   * @param invocation Lambda's id of the invocation
   */
  byte[] answer(Fields request, String invocation) {
    String event = request.only("event_id").text("event_id");
    if (!EVENT_ID.matcher(event).matches()) {
      return json(NotDone.because("invalid", "event_id is not an event's id."));
    }
    List<LogRecord> found = search.first(Query.event(event), 1);
    if (found.isEmpty()) {
      return json(
          NotDone.because(
              "not_found", "The log has no such event, as far as its checkpoint reaches."));
    }
    Optional<Quarantine.Kept> kept = found.get(0).sealed();
    if (kept.isEmpty()) {
      return json(
          NotDone.because(
              "not_sealed", "Nothing of this event is sealed; the log has all there is."));
    }
    byte[] record;
    try {
      record = quarantine.open(event, kept.get());
    } catch (PortException unusable) {
      if (unusable.code() != PortException.Code.CORRUPT
          && unusable.code() != PortException.Code.MISSING) {
        throw unusable;
      }
      lines.raise("a sealed record cannot be opened: " + unusable.getMessage(), event);
      return json(
          NotDone.because("damaged", "The sealed record, or its key, is gone or was changed."));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("event_id", event);
    answer.put("record", new String(record, StandardCharsets.UTF_8));
    byte[] bytes = json(answer);
    if (bytes.length > MOST_BYTES) {
      return json(
          NotDone.because(
              "too_long", "Lambda cannot give it back; open it with WormQuarantine.open."));
    }
    // If we crash after this, the log has an opening that nobody saw.
    journal.append(new RecordUnsealed(invocation, clock.instant(), event));
    return bytes;
  }

  private static byte[] json(Map<String, Object> answer) {
    return StrictJson.write(answer).getBytes(StandardCharsets.UTF_8);
  }
}
