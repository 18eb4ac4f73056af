package dev.portcullis.redaction.operators;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date and the form in which it was written, so that another date can be written alike.
 *
 * <p>Read are {@code 1980-03-12} (also with a time behind it), {@code 12.03.1980}, {@code
 * 03/12/1980} (month first unless it cannot be), {@code 12-03-1980} (day first), {@code 12 March
 * 1980} and {@code March 12, 1980}.
 */
record DateForm(LocalDate date, String pattern) {
  private static final int LONGEST = 64;
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final String MONTH = "([A-Za-z]{3,9})";
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})([T ]\\d.*)?");
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})([T ]\\d.*)?");
  private static final Pattern DAY_NAME =
      Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?( of)? " + MONTH + "(,?) (\\d{4})");
  private static final Pattern NAME_DAY =
      Pattern.compile(MONTH + " (\\d{1,2})(?:st|nd|rd|th)?(,?) (\\d{4})");

  static Optional<DateForm> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return numbers(text).or(() -> names(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Another date in the same form: as many digits for day and month, names as long. */
  String write(LocalDate other) {
    String month = MONTHS.get(other.getMonthValue() - 1);
    return pattern
        .replace("{yyyy}", String.format("%04d", other.getYear()))
        .replace("{mm}", String.format("%02d", other.getMonthValue()))
        .replace("{m}", String.valueOf(other.getMonthValue()))
        .replace("{dd}", String.format("%02d", other.getDayOfMonth()))
        .replace("{d}", String.valueOf(other.getDayOfMonth()))
        .replace("{Mmm}", month.substring(0, 3))
        .replace("{Month}", month);
  }

  private static Optional<DateForm> numbers(String text) {
    Matcher first = YEAR_FIRST.matcher(text);
    if (first.matches()) {
      String s = first.group(2);
      return form(
          first.group(1),
          first.group(3),
          first.group(4),
          "{yyyy}" + s + month(first.group(3)) + s + day(first.group(4)) + rest(first.group(5)));
    }
    Matcher last = YEAR_LAST.matcher(text);
    if (!last.matches()) {
      return Optional.empty();
    }
    String s = last.group(2);
    int one = Integer.parseInt(last.group(1));
    int two = Integer.parseInt(last.group(3));
    String rest = s + "{yyyy}" + rest(last.group(5));
    return (s.equals("/") && one <= 12) || two > 12
        ? form(
            last.group(4),
            last.group(1),
            last.group(3),
            month(last.group(1)) + s + day(last.group(3)) + rest)
        : form(
            last.group(4),
            last.group(3),
            last.group(1),
            day(last.group(1)) + s + month(last.group(3)) + rest);
  }

  private static Optional<DateForm> names(String text) {
    Matcher day = DAY_NAME.matcher(text);
    if (day.matches()) {
      String of = rest(day.group(2));
      return form(
          day.group(5),
          number(day.group(3)),
          day.group(1),
          "{d}" + of + " " + name(day.group(3)) + day.group(4) + " {yyyy}");
    }
    Matcher name = NAME_DAY.matcher(text);
    return name.matches()
        ? form(
            name.group(4),
            number(name.group(1)),
            name.group(2),
            name(name.group(1)) + " {d}" + name.group(3) + " {yyyy}")
        : Optional.empty();
  }

  private static Optional<DateForm> form(String year, String month, String day, String pattern) {
    LocalDate date =
        LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    return Optional.of(new DateForm(date, pattern));
  }

  /** The month's number; 0, which is no month, for another word. */
  private static String number(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String month : MONTHS) {
      String full = month.toLowerCase(Locale.ROOT);
      if (lower.equals(full) || lower.equals(full.substring(0, 3))) {
        return String.valueOf(MONTHS.indexOf(month) + 1);
      }
    }
    return "0";
  }

  private static String name(String written) {
    return written.length() == 3 ? "{Mmm}" : "{Month}";
  }

  private static String month(String written) {
    return written.length() == 2 ? "{mm}" : "{m}";
  }

  private static String day(String written) {
    return written.length() == 2 ? "{dd}" : "{d}";
  }

  private static String rest(@org.jspecify.annotations.Nullable String group) {
    return group == null ? "" : group;
  }

  @Override
  public String toString() {
    return "DateForm";
  }
}
