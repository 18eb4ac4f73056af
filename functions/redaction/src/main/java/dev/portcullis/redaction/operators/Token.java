package dev.portcullis.redaction.operators;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A keyed token as it stands in text: {@code [EMAIL_ADDRESS:siv:k1:payload]}. The brackets delimit
 * it, and the key id says which key made it, so that rotation keeps it readable.
 *
 * @param type the value's type, upper-case words
 * @param kind which operator made it
 * @param keyId the id of the key that made it
 * @param payload what that operator wrote; no brackets and no colon
 */
record Token(String type, String kind, String keyId, String payload) {
  static final int LONGEST = 8_192;

  private static final Pattern FORM =
      Pattern.compile(
          "\\[([A-Z][A-Z0-9_]{0,63}):([a-z0-9]{1,8}):([A-Za-z0-9_-]{1,32}):([^\\[\\]:]{0,8000})]");

  static Optional<Token> parse(CharSequence text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Token(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)))
        : Optional.empty();
  }

  String text() {
    return "[" + type + ":" + kind + ":" + keyId + ":" + payload + "]";
  }

  /** What the token is bound to: moved to another type, kind or key it no longer opens. */
  byte[] binding() {
    return (type + ":" + kind + ":" + keyId).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Token[" + type + ":" + kind + ":" + keyId + "]";
  }
}
