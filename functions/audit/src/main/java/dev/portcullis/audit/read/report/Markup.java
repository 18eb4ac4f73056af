package dev.portcullis.audit.read.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** HTML in the making: all text is escaped, and each figure links to the records behind it. */
final class Markup {
  private final StringBuilder out = new StringBuilder(65_536);
  private final List<Note> notes = new ArrayList<>();

  private record Note(String label, Figure figure) {}

  /** Markup of our own, as it is. */
  Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text from anywhere. */
  Markup text(String text) {
    out.append(escape(text));
    return this;
  }

  /** A figure, linked to its citation unless it is zero. */
  Markup figure(String label, Figure figure, String shown) {
    if (figure.records() == 0) {
      return raw("<span class=\"zero\">").text(shown).raw("</span>");
    }
    notes.add(new Note(label, figure));
    return raw("<a href=\"#n" + notes.size() + "\">").text(shown).raw("</a>");
  }

  Markup figure(String label, Figure figure) {
    return figure(label, figure, number(figure.value()));
  }

  /** The records behind every figure that was shown, in order. */
  Markup citations() {
    raw("<ol class=\"notes\">");
    for (int i = 0; i < notes.size(); i++) {
      Figure figure = notes.get(i).figure();
      raw("<li id=\"n" + (i + 1) + "\"><span>").text(notes.get(i).label()).raw("</span> ");
      text(number(figure.value()) + " from " + number(figure.records()) + " records: ");
      String comma = "";
      for (Figure.Citation citation : figure.cited()) {
        raw(comma).raw("<code>#" + citation.index() + " ").text(citation.eventId()).raw("</code>");
        comma = ", ";
      }
      raw(figure.records() > figure.cited().size() ? ", …</li>" : "</li>");
    }
    return raw("</ol>");
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Millionths of a unit with the unit's usual two digits, more where the amount is small. */
  static String money(long micros) {
    return String.format(
        Locale.ROOT,
        micros != 0 && micros < 1_000_000 ? "%,d.%06d" : "%,d.%02d",
        micros / 1_000_000,
        micros != 0 && micros < 1_000_000 ? micros % 1_000_000 : micros % 1_000_000 / 10_000);
  }

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '&' -> safe.append("&amp;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c < 0x20 && c != '\n' ? ' ' : c);
      }
    }
    return safe.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
