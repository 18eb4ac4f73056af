package dev.portcullis.redaction.session;

import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replaces the values in the texts of one request and notes what it found. */
final class RequestText {
  private final Scans scans;
  private final Set<String> typesKept;
  private final Placeholders placeholders;
  private final Tally tally;
  private final List<Finding> findings = new ArrayList<>();

  RequestText(Scans scans, Set<String> typesKept, Placeholders placeholders, Tally tally) {
    this.scans = scans;
    this.typesKept = typesKept;
    this.placeholders = placeholders;
    this.tally = tally;
  }

  List<Finding> findings() {
    return findings;
  }

  /** The text with each value replaced by its placeholder; the same instance if there is none. */
  String redact(String text) {
    return redact(text, "");
  }

  /**
   * As {@link #redact(String)}, for a value that stands under a key: {@code password} before a
   * value says as much in JSON as in prose.
   */
  String redact(String text, String key) {
    tally.requestBytes(text);
    List<Span> spans = spans(text, key);
    if (spans.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 32);
    int at = 0;
    for (Span span : spans) {
      out.append(text, at, span.start());
      out.append(placeholders.bracketed(span.type(), text.substring(span.start(), span.end())));
      at = span.end();
      note(span);
    }
    return out.append(text, at, text.length()).toString();
  }

  /** The identifier, or a placeholder without brackets for the whole of it if it holds a value. */
  String identifier(String text) {
    tally.requestBytes(text);
    List<Span> spans = spans(text, "");
    if (spans.isEmpty()) {
      return text;
    }
    spans.forEach(this::note);
    return placeholders.core(spans.get(0).type(), text);
  }

  /**
   * The id of a form that providers give out. Such ids are random and some look like credentials,
   * so only what has a right checksum counts as a value here.
   */
  String knownId(String text) {
    tally.requestBytes(text);
    for (Span span : spans(text, "")) {
      if (span.score() == 1 && !span.type().equals("SECRET")) {
        note(span);
        return placeholders.core(span.type(), text);
      }
    }
    return text;
  }

  /** A placeholder for the whole number if it holds a value; null if not. */
  @Nullable String number(String number, String key) {
    tally.requestBytes(number);
    List<Span> spans = spans(number, key);
    if (spans.isEmpty()) {
      return null;
    }
    spans.forEach(this::note);
    return placeholders.bracketed(spans.get(0).type(), number);
  }

  private void note(Span span) {
    tally.requestFinding(span.type());
    findings.add(new Finding(span.type(), span.start(), span.end(), span.score(), span.rule()));
  }

  /** What must be replaced in {@code text}, ordered and not overlapping. */
  private List<Span> spans(String text, String key) {
    String prefix = key.isEmpty() ? "" : key + ": ";
    ScanResult result = scans.scan(prefix.isEmpty() ? text : prefix + text);
    if (result instanceof ScanResult.Unscanned unscanned) {
      throw new WithheldException(RedactionSession.reason(unscanned.reason()));
    }
    List<Span> lookAlikes = LookAlikes.in(text);
    List<Span> spans = new ArrayList<>();
    int next = 0;
    for (Span found : ((ScanResult.Scanned) result).spans()) {
      if (typesKept.contains(found.type()) || found.end() <= prefix.length()) {
        continue;
      }
      Span span = within(found, prefix.length());
      for (; next < lookAlikes.size() && lookAlikes.get(next).start() < span.end(); next++) {
        if (lookAlikes.get(next).end() <= span.start()) {
          spans.add(lookAlikes.get(next));
        }
      }
      spans.add(span);
    }
    spans.addAll(lookAlikes.subList(next, lookAlikes.size()));
    return spans;
  }

  private static Span within(Span span, int prefix) {
    int start = Math.max(0, span.start() - prefix);
    return new Span(span.type(), start, span.end() - prefix, span.score(), span.rule());
  }
}
