package dev.portcullis.audit.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The names of intake objects: {@code intake/<minute>/<writer>-<counter>-<digest prefix>}, so that
 * a listing is nearly in the order of time and starts anywhere.
 */
public final class IntakeKeys {
  /** What every intake key starts with. */
  public static final String PREFIX = "intake/";

  private static final int COUNTER_DIGITS = 10;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private IntakeKeys() {}

  /** Where a batch belongs. */
  public static String key(IntakeBatch batch) {
    IntakeHead head = batch.head();
    String counter = Long.toString(head.counter());
    return bucket(Instant.ofEpochMilli(head.time()))
        + head.writer()
        + "-"
        + "0".repeat(Math.max(0, COUNTER_DIGITS - counter.length()))
        + counter
        + "-"
        + batch.digest().substring(0, 16);
  }

  /** What the keys of a minute start with; as a key it is before all of them. */
  static String bucket(Instant time) {
    return PREFIX + MINUTE.format(time) + "/";
  }

  /** What is before every key of a minute since 1970 and behind all keys of earlier ones. */
  public static String before(long minute) {
    return bucket(Instant.ofEpochSecond(minute * 60)).replaceAll("/$", "");
  }

  /** The minute of a key, {@code 20261124T1413}; empty if it is not an intake key. */
  public static String minute(String key) {
    return key.length() > 20 && key.startsWith(PREFIX) ? key.substring(7, 20) : "";
  }

  /** The hour of a key, {@code 20261124T14}; empty if it is not an intake key. */
  public static String hour(String key) {
    String minute = minute(key);
    return minute.matches("[0-9]{8}T[0-9]{4}") ? minute.substring(0, 11) : "";
  }

  /** The minute of a key since 1970; 0 for a key that names none. */
  public static long epochMinute(String key) {
    try {
      return MINUTE.parse(minute(key), Instant::from).getEpochSecond() / 60;
    } catch (DateTimeException e) {
      // Only a foreign object has such a key. Minute 0 is before every horizon, so it is found by
      // reconciliation and never by the quick listing.
      return 0;
    }
  }
}
