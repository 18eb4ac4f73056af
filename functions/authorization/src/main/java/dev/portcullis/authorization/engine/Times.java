package dev.portcullis.authorization.engine;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cedar's datetime and duration: milliseconds, every overflow an error. */
final class Times {
  private static final long DAY = 86_400_000L;
  private static final Pattern DATETIME =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})(?:T(\\d{2}:\\d{2}:\\d{2})(\\.\\d{3})?(Z|[+-]\\d{4}))?");
  private static final Pattern DURATION =
      Pattern.compile("(-?)(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final long[] UNITS = {DAY, 3_600_000L, 60_000L, 1_000L, 1L};

  private Times() {}

  static Value datetime(String text) throws EvaluationException {
    Matcher m = DATETIME.matcher(text);
    try {
      if (m.matches()) {
        long day = Math.multiplyExact(LocalDate.parse(m.group(1)).toEpochDay(), DAY);
        if (m.group(2) == null) {
          return new Value.Datetime(day);
        }
        long millis = LocalTime.parse(m.group(2)).toSecondOfDay() * 1_000L;
        long part = m.group(3) == null ? 0 : Long.parseLong(m.group(3).substring(1));
        return new Value.Datetime(day + millis + part - offset(m.group(4)));
      }
    } catch (DateTimeException bad) {
      // Reported below.
    }
    throw new EvaluationException("not a datetime");
  }

  private static long offset(String text) {
    return text.equals("Z")
        ? 0
        : ZoneOffset.ofHoursMinutes(
                    Integer.parseInt(text.substring(0, 3)),
                    Integer.parseInt(text.charAt(0) + text.substring(3)))
                .getTotalSeconds()
            * 1_000L;
  }

  static Value duration(String text) throws EvaluationException {
    Matcher m = DURATION.matcher(text);
    if (m.matches() && text.length() > m.group(1).length()) {
      try {
        long sum = 0;
        for (int i = 0; i < UNITS.length; i++) {
          String number = m.group(i + 2);
          if (number != null) {
            long part = Math.multiplyExact(Long.parseLong(m.group(1) + number), UNITS[i]);
            sum = Math.addExact(sum, part);
          }
        }
        return new Value.Duration(sum);
      } catch (ArithmeticException | NumberFormatException tooLarge) {
        // Reported below.
      }
    }
    throw new EvaluationException("not a duration");
  }

  static Value call(Function method, Value... in) throws EvaluationException {
    try {
      return switch (method) {
        case OFFSET -> new Value.Datetime(Math.addExact(moment(in[0]), length(in[1])));
        case DURATION_SINCE -> new Value.Duration(Math.subtractExact(moment(in[0]), moment(in[1])));
        case TO_DATE ->
            new Value.Datetime(Math.multiplyExact(Math.floorDiv(moment(in[0]), DAY), DAY));
        case TO_TIME -> new Value.Duration(Math.floorMod(moment(in[0]), DAY));
        case TO_MILLISECONDS -> new Value.Whole(length(in[0]));
        case TO_SECONDS -> new Value.Whole(length(in[0]) / 1_000L);
        case TO_MINUTES -> new Value.Whole(length(in[0]) / 60_000L);
        case TO_HOURS -> new Value.Whole(length(in[0]) / 3_600_000L);
        case TO_DAYS -> new Value.Whole(length(in[0]) / DAY);
        default -> throw new EvaluationException("unknown method " + method.label());
      };
    } catch (ArithmeticException overflow) {
      throw new EvaluationException("overflow in " + method.label());
    }
  }

  private static long moment(Value value) throws EvaluationException {
    if (value instanceof Value.Datetime moment) {
      return moment.millis();
    }
    throw Functions.expected("datetime", value);
  }

  private static long length(Value value) throws EvaluationException {
    if (value instanceof Value.Duration length) {
      return length.millis();
    }
    throw Functions.expected("duration", value);
  }
}
