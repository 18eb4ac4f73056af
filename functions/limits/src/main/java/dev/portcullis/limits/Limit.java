package dev.portcullis.limits;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** What can be limited: a unit within a window of the UTC clock or calendar. */
enum Limit {
  REQUESTS_PER_MINUTE(Unit.REQUESTS, ChronoUnit.MINUTES),
  TOKENS_PER_MINUTE(Unit.TOKENS, ChronoUnit.MINUTES),
  TOKENS_PER_DAY(Unit.TOKENS, ChronoUnit.DAYS),
  SPEND_PER_DAY(Unit.NANO_DOLLARS, ChronoUnit.DAYS),
  SPEND_PER_MONTH(Unit.NANO_DOLLARS, ChronoUnit.MONTHS);

  /** What is counted. */
  enum Unit {
    REQUESTS,
    TOKENS,
    NANO_DOLLARS
  }

  private final Unit unit;
  private final ChronoUnit window;

  Limit(Unit unit, ChronoUnit window) {
    this.unit = unit;
    this.window = window;
  }

  Unit unit() {
    return unit;
  }

  /** The beginning of the window that holds an instant. */
  Instant windowStart(Instant at) {
    ZonedDateTime time = at.atZone(ZoneOffset.UTC);
    return window == ChronoUnit.MONTHS
        ? time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant()
        : time.truncatedTo(window).toInstant();
  }

  /** When the window that holds an instant is over. */
  Instant windowEnd(Instant at) {
    return windowStart(at).atZone(ZoneOffset.UTC).plus(1, window).toInstant();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Limit> named(String label) {
    for (Limit limit : values()) {
      if (limit.label().equals(label)) {
        return Optional.of(limit);
      }
    }
    return Optional.empty();
  }
}
