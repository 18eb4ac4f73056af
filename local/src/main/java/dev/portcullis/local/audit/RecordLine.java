package dev.portcullis.local.audit;

import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.local.terminal.PlainText;
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
        PlainText.of(
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
}
