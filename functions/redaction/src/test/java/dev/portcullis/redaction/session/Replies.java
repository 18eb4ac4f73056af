package dev.portcullis.redaction.session;

import dev.portcullis.redaction.json.JsonEscapes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The corpus of the split test: templates filled with the caller's values and with invented ones.
 */
final class Replies {
  /** One reply and what must and must not be in the answer. */
  record Reply(String text, List<String> own, List<String> foreign) {}

  static final List<String> OWN = own();
  static final List<String> FOREIGN =
      List.of(
          "eve@example.org",
          "mallory.k+x@mail.example.net",
          "4111111111111111",
          "5500 0000 0000 0004",
          "536-90-4399",
          "203.0.113.77",
          "DE89370400440532013000",
          "GB82 WEST 1234 5698 7654 32",
          "AKIA" + "QYLPMN5HHHFPZAM2",
          "ghp_0123456789abcdefghijABCDEFGHIJ012345",
          "trent@example.com");

  private final RedactionSession session;
  private final Random random;
  private final List<String> placeholders = new ArrayList<>();

  Replies(RedactionSession session, long seed) {
    this.session = session;
    this.random = new Random(seed);
    OWN.forEach(value -> placeholders.add(Sessions.redact(session, value)));
  }

  /** What the model received for the caller's values. */
  List<String> placeholders() {
    return placeholders;
  }

  RedactionSession session() {
    return session;
  }

  List<Reply> text(int variants) {
    return fill(variants, false);
  }

  /** The same texts as values and keys of JSON arguments, and once more as JSON inside a string. */
  List<Reply> json(int variants) {
    List<Reply> replies = new ArrayList<>();
    for (Reply reply : fill(variants, true)) {
      String inside = JsonEscapes.escape(reply.text());
      String json =
          random.nextInt(3) > 0
              ? "{\"to\": [\"" + unicode(inside) + "\", 1.5e3],\"" + inside + "\":null}"
              : "{\"s\":\"" + JsonEscapes.escape("{\"deep\":\"" + inside + "\"}") + "\",\"n\":-7}";
      replies.add(new Reply(json, reply.own(), reply.foreign()));
    }
    return replies;
  }

  private List<Reply> fill(int variants, boolean json) {
    List<Reply> replies = new ArrayList<>();
    for (String template : templates()) {
      for (int i = 0; i < variants; i++) {
        replies.add(fill(template));
      }
    }
    return replies;
  }

  private Reply fill(String template) {
    StringBuilder text = new StringBuilder();
    List<String> own = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    for (int i = 0; i < template.length(); i++) {
      String hole = template.substring(i, Math.min(template.length(), i + 3));
      int pick = random.nextInt(OWN.size());
      switch (hole) {
        case "{o}" -> text.append(placeholders.get(pick));
        case "{O}" -> text.append(spelled(placeholders.get(pick)));
        case "{f}" -> {
          foreign.add(FOREIGN.get(random.nextInt(FOREIGN.size())));
          text.append(foreign.get(foreign.size() - 1));
        }
        default -> text.append(template.charAt(i));
      }
      if (hole.equals("{o}") || hole.equals("{O}")) {
        own.add(OWN.get(pick));
      }
      i += hole.matches("\\{[oOf]}") ? 2 : 0;
    }
    return new Reply(text.toString(), own, foreign);
  }

  private String spelled(String placeholder) {
    String core = placeholder.substring(1, placeholder.length() - 1);
    return switch (random.nextInt(4)) {
      case 0 -> placeholder.toLowerCase(Locale.ROOT);
      case 1 -> "\\[" + core.replace("_", "\\_") + "\\]";
      case 2 -> "&#91;" + core + "&#93;";
      default -> placeholder.toUpperCase(Locale.ROOT);
    };
  }

  /** Some characters as \\u escapes, which a decoder must undo before anything is matched. */
  private String unicode(String inside) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      boolean plain = c > ' ' && c != '\\' && c != 'u' && (i == 0 || inside.charAt(i - 1) != '\\');
      out.append(plain && random.nextInt(9) == 0 ? String.format("\\u%04X", (int) c) : c);
    }
    return out.toString();
  }

  private static List<String> own() {
    List<String> own = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      own.add("user" + i + "@example.com");
    }
    own.addAll(
        List.of(
            "4012888888881881",
            "078-05-1121",
            "198.51.100.23",
            "FR1420041010050500013M02606",
            "EMAIL_ADDRESS_1_k7qx"));
    return own;
  }

  private static List<String> templates() {
    try (InputStream in = Replies.class.getResourceAsStream("replies.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.replace("\\n", "\n"))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
