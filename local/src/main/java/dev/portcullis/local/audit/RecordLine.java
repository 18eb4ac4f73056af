package dev.portcullis.local.audit;

import dev.portcullis.audit.read.LogRecord;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** A record on one line of a terminal, or as its stored JSON. */
final class RecordLine {
  private RecordLine() {}

  static void print(LogRecord record, boolean json, PrintWriter out) {
    if (json) {
      out.println(new String(record.bytes(), StandardCharsets.UTF_8));
      return;
    }
    String what = record.result().isEmpty() ? record.verdict() : record.result();
    String policy = record.tree().text("policy", "uid").orElse("");
    out.println(
        safe(
            String.format(
                Locale.ROOT,
                "%6d  %s  %-13s %-19s %-20s %-10s %s  %s",
                record.index(),
                Instant.ofEpochMilli(record.time()),
                record.kind().word(),
                what,
                policy,
                record.pseudonym().substring(0, Math.min(10, record.pseudonym().length())),
                record.eventId(),
                record.model())));
  }

  /** A log is not trusted to be ours: nothing in it may move a terminal's cursor. */
  static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean plain =
                  !Character.isISOControl(c)
                      && Character.getType(c) != Character.FORMAT
                      && Character.getType(c) != Character.SURROGATE;
              safe.appendCodePoint(plain ? c : '\uFFFD');
            });
    return safe.toString().stripTrailing();
  }
}
