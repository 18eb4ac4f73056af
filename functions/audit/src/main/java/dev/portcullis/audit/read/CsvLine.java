package dev.portcullis.audit.read;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A record as a line of CSV (RFC 4180).
 *
 * <p>A spreadsheet runs a cell that begins with {@code = + - @}, a tab or a carriage return as a
 * formula, so such a cell gets an apostrophe in front (OWASP, CSV Injection).
 */
final class CsvLine {
  private static final List<String> HEADING =
      List.of(
          "index",
          "time",
          "kind",
          "event_id",
          "request_id",
          "pseudonym",
          "tenant",
          "model",
          "verdict",
          "result",
          "policy",
          "network",
          "values_found",
          "tokens_in",
          "tokens_out",
          "spend_micros");

  private CsvLine() {}

  static byte[] heading() {
    return line(HEADING);
  }

  static byte[] of(LogRecord record) {
    RecordTree tree = record.tree();
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(record.index()));
    cells.add(record.time() == 0 ? "" : Instant.ofEpochMilli(record.time()).toString());
    cells.add(record.kind().word());
    cells.add(record.eventId());
    cells.add(record.requestId());
    cells.add(record.pseudonym());
    cells.add(tree.text("metadata", "tenant_uid").orElse(""));
    cells.add(record.model());
    cells.add(record.verdict());
    cells.add(record.result());
    cells.add(tree.text("policy", "uid").orElse(""));
    cells.add(tree.text("src_endpoint", "subnet_uid").orElse(""));
    cells.add(number(tree, "unmapped", "request", "found"));
    cells.add(number(tree, "message_context", "prompt_tokens"));
    cells.add(number(tree, "message_context", "completion_tokens"));
    cells.add(number(tree, "unmapped", "spend_micros"));
    return line(cells);
  }

  private static String number(RecordTree tree, String... path) {
    return tree.number(path).isPresent() ? Long.toString(tree.count(path)) : "";
  }

  private static byte[] line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
    }
    return line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  static String cell(String text) {
    String safe =
        !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean quote = false;
    for (int i = 0; i < safe.length(); i++) {
      quote |= ",\"\r\n\t' ;".indexOf(safe.charAt(i)) >= 0;
    }
    return quote ? '"' + safe.replace("\"", "\"\"").replace("\u0000", "") + '"' : safe;
  }
}
