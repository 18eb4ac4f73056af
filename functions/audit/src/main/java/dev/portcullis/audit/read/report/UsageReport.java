package dev.portcullis.audit.read.report;

import dev.portcullis.audit.read.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Adds up a log, record by record in log order: usage, refusals, redactions, spend and calls that
 * never ended. An event that was logged twice counts once.
 *
 * <p>Days are UTC days of the record's time. Memory grows with days, principals (at most 5,000, the
 * rest together as {@code others}) and 8 bytes a record, not with the records themselves. Not
 * thread-safe.
 */
public final class UsageReport {
  private static final int MOST_PRINCIPALS = 5_000;

  private final Duration patience;
  private final SeenEvents seen = new SeenEvents();
  private final Row total = new Row();
  private final TreeMap<LocalDate, Row> days = new TreeMap<>();
  private final Map<String, Row> principals = new LinkedHashMap<>();
  private final Map<String, Figure> types = new TreeMap<>();
  private final Map<String, Figure> refusals = new TreeMap<>();
  private final Map<String, Figure> endings = new TreeMap<>();
  private final Map<String, OpenCall> open = new LinkedHashMap<>();
  private final Set<String> early = new HashSet<>();
  private long records;
  private long duplicates;
  private long unknown;
  private long latest;

  /**
   * A call that has an intent and no outcome.
   *
   * @param requestId the call
   * @param intent its intent record
   * @param since when it began
   * @param pseudonym whose call it is
   * @param model the model it asked for
   */
  public record OpenCall(
      String requestId, Figure.Citation intent, Instant since, String pseudonym, String model) {}

  /**
   * A report in the making.
   *
   * @param patience how old a call without an outcome must be, by the newest record's time, to
   *     count as unfinished and not as still running
   */
  public UsageReport(Duration patience) {
    this.patience = Objects.requireNonNull(patience, "patience");
  }

  /** Adds the next record; always true, so that it can be handed to a search. */
  public boolean add(LogRecord record) {
    records++;
    if (!seen.add(record.eventId())) {
      duplicates++;
      return true;
    }
    latest = Math.max(latest, record.time());
    switch (record.kind()) {
      case INTENT -> {
        if (!early.remove(record.requestId())) {
          open.put(record.requestId(), open(record));
        }
        rows(record).forEach(row -> row.calls.add(1, record));
        found(record, "request");
      }
      case OUTCOME -> outcome(record);
      case REFUSAL -> {
        rows(record)
            .forEach(
                row -> {
                  row.calls.add(1, record);
                  row.refused.add(1, record);
                });
        figure(refusals, record.result()).add(1, record);
        found(record, "request");
      }
      case UNKNOWN -> unknown++;
      default -> {}
    }
    return true;
  }

  private void outcome(LogRecord record) {
    if (open.remove(record.requestId()) == null) {
      // Two writers' batches of one commit are ordered by key: an outcome can stand before its
      // intent.
      early.add(record.requestId());
    }
    boolean delivered = record.result().equals("delivered");
    for (Row row : rows(record)) {
      (delivered ? row.delivered : row.failed).add(1, record);
      row.tokensIn.add(record.tree().count("message_context", "prompt_tokens"), record);
      row.tokensOut.add(record.tree().count("message_context", "completion_tokens"), record);
      row.spendMicros.add(record.tree().count("unmapped", "spend_micros"), record);
    }
    figure(endings, record.result()).add(1, record);
    found(record, "reply");
  }

  private void found(LogRecord record, String direction) {
    record
        .tree()
        .counts("unmapped", direction, "findings")
        .forEach(
            (type, count) -> {
              figure(types, type).add(count, record);
              rows(record).forEach(row -> row.redacted.add(count, record));
            });
  }

  private static OpenCall open(LogRecord record) {
    return new OpenCall(
        record.requestId(),
        new Figure.Citation(record.index(), record.eventId()),
        Instant.ofEpochMilli(record.time()),
        record.pseudonym(),
        record.model());
  }

  private List<Row> rows(LogRecord record) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(record.time()), ZoneOffset.UTC);
    String who = record.pseudonym().isEmpty() ? "unauthenticated" : record.pseudonym();
    if (!principals.containsKey(who) && principals.size() >= MOST_PRINCIPALS) {
      who = "others";
    }
    return List.of(
        total,
        days.computeIfAbsent(day, key -> new Row()),
        principals.computeIfAbsent(who, key -> new Row()));
  }

  private static Figure figure(Map<String, Figure> figures, String name) {
    return figures.computeIfAbsent(name.isEmpty() ? "unknown" : name, key -> new Figure());
  }

  /** How many entries were added, duplicates and unknown ones included. */
  public long records() {
    return records;
  }

  /** How many entries were another entry's event again. */
  public long duplicates() {
    return duplicates;
  }

  /** How many entries are of no kind this report knows. */
  public long unknown() {
    return unknown;
  }

  /** Everything together. */
  public Row total() {
    return total;
  }

  /** By UTC day, oldest first. */
  public Map<LocalDate, Row> days() {
    return Collections.unmodifiableMap(days);
  }

  /** By pseudonym, in order of appearance. */
  public Map<String, Row> principals() {
    return Collections.unmodifiableMap(principals);
  }

  /** Sensitive values found, by detector type. */
  public Map<String, Figure> types() {
    return Collections.unmodifiableMap(types);
  }

  /** Refused calls by kind of refusal. */
  public Map<String, Figure> refusals() {
    return Collections.unmodifiableMap(refusals);
  }

  /** Admitted calls by how they ended. */
  public Map<String, Figure> endings() {
    return Collections.unmodifiableMap(endings);
  }

  /** Calls without an outcome that began long enough before the newest record. */
  public List<OpenCall> unfinished() {
    return openSince(true);
  }

  /** Calls without an outcome that may still be running. */
  public List<OpenCall> running() {
    return openSince(false);
  }

  private List<OpenCall> openSince(boolean old) {
    Instant limit = Instant.ofEpochMilli(latest).minus(patience);
    List<OpenCall> calls = new ArrayList<>(open.values());
    calls.removeIf(call -> call.since().isAfter(limit) == old);
    return calls;
  }
}
