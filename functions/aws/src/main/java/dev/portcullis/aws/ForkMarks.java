package dev.portcullis.aws;

import dev.portcullis.alerts.LogHealth;
import dev.portcullis.audit.log.LogAlarm;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.WormStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Marks each hour in which a witness showed a fork by a write-once object in the log's bucket, so
 * that nobody who could fork the log can take the news back before the alerts have told people.
 *
 * <p>The sequencer asks again every minute as long as the fork stands, so a mark that could not be
 * made is made by a later run. Safe for concurrent use: of two marks of one hour the first stays.
 */
final class ForkMarks implements LogAlarm {
  /** What every mark's key starts with. */
  static final String PREFIX = "fork/";

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Duration LOOK_BACK = Duration.ofHours(2);
  private static final int MOST = 100;

  private final WormStore worm;
  private final InstantSource clock;
  private final Duration retention;
  private final LogLines lines;

  /**
   * Marks in one bucket.
   *
   * @param retention how long no mark can be removed
   * @param lines also tell of each fork, at once
   */
  ForkMarks(WormStore worm, InstantSource clock, Duration retention, LogLines lines) {
    this.worm = Objects.requireNonNull(worm, "worm");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.retention = Objects.requireNonNull(retention, "retention");
    this.lines = Objects.requireNonNull(lines, "lines");
  }

  @Override
  public void raise(String what, String witness) {
    lines.raise(what, witness);
    Instant now = clock.instant();
    byte[] body = (what + ": " + witness + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      // If we crash here, the next run is refused by the same witness and marks the hour.
      worm.create(key(now), body, now.plus(retention));
    } catch (PortException unmarked) {
      lines.raise("a fork could not be marked: " + unmarked.getMessage(), key(now));
    }
  }

  /**
   * The newest mark, if it is of this hour or the last one: an alerts' function that stood still
   * for an hour finds it yet.
   */
  static List<LogHealth.Fault> recent(WormStore worm, Instant now) {
    List<WormStore.Entry> marks = worm.list(PREFIX, key(now.minus(LOOK_BACK)), MOST);
    return marks.isEmpty()
        ? List.of()
        : List.of(new LogHealth.Fault(LogHealth.FaultKind.FORK, marks.get(marks.size() - 1).key()));
  }

  private static String key(Instant at) {
    return PREFIX + HOUR.format(at);
  }
}
