package dev.portcullis.redaction.session;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that streams, such as a tool call's arguments, and hands the inside of each string,
 * escapes decoded, on as a {@link TextContent}; structure goes out as it came in.
 *
 * <p>Numbers are scanned whole: one that is personal data becomes a string with its label. Strings
 * are read leniently, since models write {@code \'} and raw line ends in them. Between strings only
 * JSON's own characters, numbers and names may stand; anything else is no JSON: it ends the stream,
 * or, where a text only looked like JSON, the rest of it is text. JSON that ends too early is
 * delivered as far as it came: models are cut off by token limits.
 */
final class JsonFragment {
  private static final int LONGEST_NUMBER = 256;

  private enum State {
    BETWEEN,
    STRING,
    ESCAPE,
    NUMBER,
    NAME,
    /** Not JSON after all, inside a string: the rest is text. */
    TEXT
  }

  private final int depth;
  private final boolean strict;
  private final TextContent strings;
  private final ReplyPass pass;
  private final ReplyNumbers numbers;
  private final Delivery delivery;

  /** An unfinished escape or name, or a number and the white space after it. */
  private final HeldText token = new HeldText();

  private int numberLength;
  private State state = State.BETWEEN;

  /** Whether a value has just ended, so that no other may begin. */
  private boolean afterValue;

  JsonFragment(
      int depth,
      boolean strict,
      TextContent strings,
      ReplyPass pass,
      ReplyNumbers numbers,
      Delivery delivery) {
    this.depth = depth;
    this.strict = strict;
    this.strings = strings;
    this.pass = pass;
    this.numbers = numbers;
    this.delivery = delivery;
  }

  /** Characters of an unfinished escape, number or name, in the form in which they arrived. */
  int heldLength() {
    return token.rawLength() + strings.heldLength();
  }

  /** Takes a character; {@code form} is how it arrived, null if as itself. */
  void add(char c, @Nullable CharSequence form) {
    switch (state) {
      case BETWEEN -> between(c, form);
      case STRING -> inString(c, form);
      case ESCAPE -> inEscape(c, form);
      case NUMBER -> inNumber(c, form);
      case NAME -> inName(c, form);
      case TEXT -> pass.add(c, form);
    }
  }

  void end() {
    switch (state) {
      case STRING, ESCAPE -> {
        strings.end();
        token.appendRaw(delivery.raw(), 0, token.length());
      }
      case NUMBER -> number();
      case NAME -> token.appendRaw(delivery.raw(), 0, token.length());
      case TEXT -> pass.end();
      case BETWEEN -> {}
    }
    token.drop(token.length());
  }

  private void between(char c, @Nullable CharSequence form) {
    switch (c) {
      case ' ', '\n', '\r', '\t' -> emit(c, form);
      case ',', ':' -> structure(c, form, false);
      case '}', ']' -> structure(c, form, true);
      default -> {
        if (afterValue) {
          notJson(c, form);
        } else {
          value(c, form);
        }
      }
    }
  }

  private void value(char c, @Nullable CharSequence form) {
    if (c == '{' || c == '[') {
      structure(c, form, false);
    } else if (c == '"') {
      emit(c, form);
      strings.start();
      state = State.STRING;
    } else if (c == '-' || isDigit(c)) {
      token.add(c, form);
      numberLength = 1;
      state = State.NUMBER;
    } else if (c == 't' || c == 'f' || c == 'n') {
      token.add(c, form);
      state = State.NAME;
    } else {
      notJson(c, form);
    }
  }

  private void structure(char c, @Nullable CharSequence form, boolean endsValue) {
    emit(c, form);
    afterValue = endsValue;
  }

  private void emit(char c, @Nullable CharSequence form) {
    if (form == null) {
      delivery.raw().append(c);
    } else {
      delivery.raw().append(form);
    }
  }

  /** What is held was not delivered yet, so that it is examined together with what follows. */
  private void notJson(char c, @Nullable CharSequence form) {
    if (strict) {
      throw new WithheldException(WithheldReason.NOT_JSON);
    }
    state = State.TEXT;
    delivery.jsonDepth(depth);
    for (int i = 0; i < token.length(); i++) {
      pass.add(token.charAt(i), token.form(i));
    }
    token.drop(token.length());
    pass.add(c, form);
  }

  private void inString(char c, @Nullable CharSequence form) {
    if (c == '"') {
      strings.end();
      emit(c, form);
      afterValue = true;
      state = State.BETWEEN;
    } else if (c == '\\') {
      token.add(c, form);
      state = State.ESCAPE;
    } else {
      strings.add(c, form);
    }
  }

  private void inEscape(char c, @Nullable CharSequence form) {
    if (token.length() == 1) {
      token.add(c, form);
      if (c != 'u') {
        decoded(simple(c), token.length());
      }
    } else if (c > 'f' || Character.digit(c, 16) < 0) {
      brokenUnicode();
      inString(c, form);
    } else {
      token.add(c, form);
      if (token.length() == 6) {
        decoded((char) Integer.parseInt(token.decoded(2, 6), 0, 4, 16), 6);
      }
    }
  }

  /** An escape that is none: its characters are text as they stand. */
  private void brokenUnicode() {
    decoded('u', 2);
    while (token.length() > 0) {
      decoded(token.charAt(0), 1);
    }
  }

  private void decoded(char c, int length) {
    StringBuilder form = new StringBuilder();
    token.appendRaw(form, 0, length);
    token.drop(length);
    state = State.STRING;
    strings.add(c, form);
  }

  private void inNumber(char c, @Nullable CharSequence form) {
    boolean space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (space && token.length() < 2 * LONGEST_NUMBER) {
      token.add(c, form);
    } else if (isOfNumber(c) && numberLength == token.length()) {
      if (numberLength == LONGEST_NUMBER) {
        throw new WithheldException(WithheldReason.TOO_LARGE);
      }
      token.add(c, form);
      numberLength++;
    } else if (space || c == ',' || c == ']' || c == '}') {
      number();
      between(c, form);
    } else {
      notJson(c, form);
    }
  }

  private void number() {
    if (!numbers.replaced(token.decoded(0, numberLength), depth)) {
      token.appendRaw(delivery.raw(), 0, numberLength);
    }
    token.appendRaw(delivery.raw(), numberLength, token.length());
    token.drop(token.length());
    afterValue = true;
    state = State.BETWEEN;
  }

  private void inName(char c, @Nullable CharSequence form) {
    String name = token.decoded(0, token.length()).toString();
    if (c >= 'a' && c <= 'z' && isName(name + c, false)) {
      token.add(c, form);
    } else if (!isName(name, true) || (c >= 'a' && c <= 'z')) {
      notJson(c, form);
    } else {
      token.appendRaw(delivery.raw(), 0, token.length());
      token.drop(token.length());
      afterValue = true;
      state = State.BETWEEN;
      between(c, form);
    }
  }

  private static boolean isName(String text, boolean whole) {
    for (String name : new String[] {"true", "false", "null"}) {
      if (whole ? name.equals(text) : name.startsWith(text)) {
        return true;
      }
    }
    return false;
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

  private static boolean isOfNumber(char c) {
    return isDigit(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
