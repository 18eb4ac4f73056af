package dev.portcullis.local.keys;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.authorization.keys.KeySummary;
import dev.portcullis.authorization.keys.KeyText;
import dev.portcullis.local.terminal.PlainText;
import dev.portcullis.ports.SecretText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Keys as text for people and as JSON for programs. */
final class KeyLines {
  private KeyLines() {}

  static String heading() {
    return row("ID", "STATE", "OWNER", "TENANT", "ROLES", "EXPIRES", "LAST USED");
  }

  static String row(KeySummary key) {
    return row(
        key.id(),
        key.state(),
        key.spec().owner(),
        key.spec().tenant(),
        String.join(",", key.spec().roles()),
        time(key.spec().expiresAt()),
        time(key.lastUsed()));
  }

  private static String row(Object... cells) {
    return PlainText.of(
        String.format(Locale.ROOT, "%-12s  %-8s  %-20s  %-16s  %-24s  %-20s  %s", cells));
  }

  /** Every fact about a key, one a line. */
  static List<String> lines(KeySummary key) {
    List<String> lines = new ArrayList<>();
    KeyText.tree(key)
        .forEach(
            (name, value) -> {
              String text = value instanceof Collection<?> many ? joined(many) : value.toString();
              lines.add(PlainText.of(String.format(Locale.ROOT, "%-12s  %s", name, text)));
            });
    return lines;
  }

  private static String joined(Collection<?> many) {
    return String.join(", ", many.stream().map(Object::toString).toList());
  }

  static String json(KeySummary key) {
    return StrictJson.write(KeyText.tree(key));
  }

  /** The one place where a secret is written: its only showing. */
  static String json(String id, Optional<SecretText> secret) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", id);
    secret.ifPresent(key -> tree.put("key", key.reveal()));
    return StrictJson.write(tree);
  }

  private static String time(Optional<Instant> at) {
    return at.map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("-");
  }
}
