package dev.portcullis.audit.read;

import java.nio.charset.StandardCharsets;

/**
 * A record as a line of ArcSight's Common Event Format, revision 25: in the header {@code \} and
 * {@code |} are escaped, in the extension {@code \} and {@code =} and line ends.
 */
final class CefLine {
  private CefLine() {}

  static byte[] of(LogRecord record) {
    RecordTree tree = record.tree();
    StringBuilder line = new StringBuilder("CEF:0|Portcullis|Portcullis");
    header(line, tree.text("metadata", "product", "version").orElse("0"));
    header(line, tree.number("type_uid").isPresent() ? Long.toString(tree.count("type_uid")) : "0");
    header(line, record.kind().word());
    // OCSF counts severity from 1 to 6, CEF from 0 to 10.
    header(line, Long.toString(Math.min(10, Math.max(0, tree.count("severity_id") - 1) * 2)));
    line.append('|');
    int start = line.length();
    extension(line, "rt", record.time() == 0 ? "" : Long.toString(record.time()));
    extension(line, "externalId", record.eventId());
    extension(line, "suid", record.pseudonym());
    extension(line, "src", tree.text("src_endpoint", "ip").orElse(""));
    extension(line, "act", record.verdict());
    extension(line, "outcome", record.result());
    extension(line, "reason", tree.text("unmapped", "code").orElse(""));
    labelled(line, "cs1", "model", record.model());
    labelled(line, "cs2", "policy", tree.text("policy", "uid").orElse(""));
    labelled(line, "cs3", "requestId", record.requestId());
    labelled(line, "cs4", "tenant", tree.text("metadata", "tenant_uid").orElse(""));
    labelled(line, "cs5", "network", tree.text("src_endpoint", "subnet_uid").orElse(""));
    number(line, tree, "cn1", "valuesFound", "unmapped", "request", "found");
    number(line, tree, "cn2", "tokensIn", "message_context", "prompt_tokens");
    number(line, tree, "cn3", "tokensOut", "message_context", "completion_tokens");
    if (line.length() > start) {
      line.setLength(line.length() - 1);
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void header(StringBuilder line, String text) {
    line.append('|');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == '|') {
        line.append('\\');
      }
      line.append(c < 0x20 ? ' ' : c);
    }
  }

  private static void labelled(StringBuilder line, String field, String label, String text) {
    if (!text.isEmpty()) {
      extension(line, field + "Label", label);
      extension(line, field, text);
    }
  }

  private static void number(
      StringBuilder line, RecordTree tree, String field, String label, String... path) {
    if (tree.number(path).isPresent()) {
      labelled(line, field, label, Long.toString(tree.count(path)));
    }
  }

  private static void extension(StringBuilder line, String field, String text) {
    if (text.isEmpty()) {
      return;
    }
    line.append(field).append('=');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\', '=' -> line.append('\\').append(c);
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(c < 0x20 ? ' ' : c);
      }
    }
    line.append(' ');
  }
}
