package dev.portcullis.audit.read.report;

import dev.portcullis.audit.read.LogRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A number of a report that can name the records it comes from: how many, and the first few. */
public final class Figure {
  private static final int CITED = 5;

  private long value;
  private long records;
  private final List<Citation> cited = new ArrayList<>(1);

  Figure() {}

  /**
   * A record that a figure counts.
   *
   * @param index its position in the log
   * @param eventId its event id
   */
  public record Citation(long index, String eventId) {}

  void add(long amount, LogRecord record) {
    if (amount != 0) {
      value += amount;
      records++;
      if (cited.size() < CITED) {
        cited.add(new Citation(record.index(), record.eventId()));
      }
    }
  }

  /** The number. */
  public long value() {
    return value;
  }

  /** How many records add up to it. */
  public long records() {
    return records;
  }

  /** The first of those records, at most five. */
  public List<Citation> cited() {
    return Collections.unmodifiableList(cited);
  }
}
