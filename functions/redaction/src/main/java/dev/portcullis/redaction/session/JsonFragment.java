package dev.portcullis.redaction.session;

import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Span;
import java.util.Set;

/**
 * Reads JSON that streams, such as a tool call's arguments, and hands the inside of each string,
 * escapes decoded, to a {@link ReplyPass}; structure goes out as it came in.
 *
 * <p>Numbers are scanned whole: one that is personal data becomes a string with its label. Strings
 * are read leniently, since models write {@code \'} and raw line ends in them; between strings only
 * JSON's own characters, numbers and names may stand, since anything else would be text that no one
 * examined: it ends the stream as {@link WithheldReason#NOT_JSON}. JSON that ends too early is
 * delivered as far as it came: models are cut off by token limits.
 */
final class JsonFragment {
  private static final int LONGEST_NUMBER = 256;

  private enum State {
    BETWEEN,
    STRING,
    ESCAPE,
    NUMBER,
    NAME
  }

  private final ReplyPass strings;
  private final Scans scans;
  private final Set<String> typesKept;
  private final Tally tally;
  private final Delivery delivery;
  private final NestedJson nested = new NestedJson();
  private final StringBuilder token = new StringBuilder();
  private State state = State.BETWEEN;

  JsonFragment(
      ReplyPass strings, Scans scans, Set<String> typesKept, Tally tally, Delivery delivery) {
    this.strings = strings;
    this.scans = scans;
    this.typesKept = typesKept;
    this.tally = tally;
    this.delivery = delivery;
  }

  /** Characters of an unfinished escape, number or name. */
  int heldLength() {
    return token.length();
  }

  void add(char c) {
    switch (state) {
      case BETWEEN -> between(c);
      case STRING -> inString(c);
      case ESCAPE -> inEscape(c);
      case NUMBER -> inNumber(c);
      case NAME -> inName(c);
    }
  }

  void end() {
    switch (state) {
      case STRING -> strings.end();
      case ESCAPE -> {
        strings.end();
        delivery.raw().append(token);
      }
      case NUMBER -> number();
      case NAME -> delivery.raw().append(token);
      case BETWEEN -> {}
    }
    token.setLength(0);
  }

  private void between(char c) {
    if (c == '"') {
      delivery.raw().append(c);
      nested.start();
      delivery.jsonDepth(1);
      state = State.STRING;
    } else if (c == '-' || isDigit(c)) {
      token.append(c);
      state = State.NUMBER;
    } else if (c == 't' || c == 'f' || c == 'n') {
      token.append(c);
      state = State.NAME;
    } else if ("{}[]:, \t\r\n".indexOf(c) >= 0) {
      delivery.raw().append(c);
    } else {
      throw new WithheldException(WithheldReason.NOT_JSON);
    }
  }

  private void inString(char c) {
    if (c == '"') {
      strings.end();
      delivery.raw().append(c);
      state = State.BETWEEN;
    } else if (c == '\\') {
      token.append(c);
      state = State.ESCAPE;
    } else {
      see(c);
      strings.add(c);
    }
  }

  private void inEscape(char c) {
    if (token.length() == 1) {
      token.append(c);
      if (c != 'u') {
        decoded(simple(c));
      }
      return;
    }
    if (Character.digit(c, 16) < 0 || c > 'f') {
      brokenUnicode();
      inString(c);
      return;
    }
    token.append(c);
    if (token.length() == 6) {
      decoded((char) Integer.parseInt(token, 2, 6, 16));
    }
  }

  /** An escape that is none: its characters are text as they stand. */
  private void brokenUnicode() {
    String digits = token.substring(2);
    token.setLength(2);
    decoded('u');
    for (int i = 0; i < digits.length(); i++) {
      inString(digits.charAt(i));
    }
  }

  private void decoded(char c) {
    see(c);
    strings.add(c, token);
    token.setLength(0);
    state = State.STRING;
  }

  private void see(char c) {
    nested.see(c);
    delivery.jsonDepth(nested.isJson() ? 2 : 1);
  }

  private void inNumber(char c) {
    if (isDigit(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E') {
      if (token.length() == LONGEST_NUMBER) {
        throw new WithheldException(WithheldReason.TOO_LARGE);
      }
      token.append(c);
      return;
    }
    number();
    state = State.BETWEEN;
    between(c);
  }

  private void number() {
    ScanResult result = scans.scan(token.toString());
    if (result instanceof ScanResult.Unscanned unscanned) {
      throw new WithheldException(RedactionSession.reason(unscanned.reason()));
    }
    String masked = null;
    for (Span span : ((ScanResult.Scanned) result).spans()) {
      if (masked == null && !typesKept.contains(span.type())) {
        masked = span.type();
      }
    }
    if (masked == null) {
      delivery.raw().append(token);
    } else {
      tally.replyFinding(masked);
      delivery.raw().append('"');
      delivery.label(masked);
      delivery.raw().append('"');
    }
    token.setLength(0);
  }

  private void inName(char c) {
    if (c >= 'a' && c <= 'z') {
      token.append(c);
      String name = token.toString();
      if (!"true".startsWith(name) && !"false".startsWith(name) && !"null".startsWith(name)) {
        throw new WithheldException(WithheldReason.NOT_JSON);
      }
      return;
    }
    String name = token.toString();
    if (!name.equals("true") && !name.equals("false") && !name.equals("null")) {
      throw new WithheldException(WithheldReason.NOT_JSON);
    }
    delivery.raw().append(token);
    token.setLength(0);
    state = State.BETWEEN;
    between(c);
  }

  private static char simple(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> c;
    };
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
