package dev.portcullis.redaction.operators;

import dev.portcullis.redaction.operators.Outcome.Refusal;
import dev.portcullis.redaction.operators.Outcome.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Format-preserving tokens: letters and digits are encrypted by FF1 in their alphabet, everything
 * else keeps its place, and the value reads like one of its kind: {@code [CREDIT_CARD:ff1:k1:d.9834
 * 2211 0043 1299]}.
 *
 * <p>FF1 has no tag: a changed token opens to another value instead of failing.
 */
final class Ff1Tokens {
  private static final String RESERVED = "%[]:";

  private Ff1Tokens() {}

  static Operator operator(OperatorKeys keys) {
    return value -> {
      OperatorKey key = keys.primary();
      Alphabet alphabet = Alphabet.smallestFor(value.text());
      int[] numerals = alphabet.numerals(value.text());
      if (numerals.length > Ff1.LONGEST || value.text().length() > 2 * Ff1.LONGEST) {
        return new Refused(Refusal.TOO_LONG);
      }
      if (!Ff1.allows(alphabet.radix(), numerals.length)) {
        return new Refused(Refusal.DOMAIN_TOO_SMALL);
      }
      int[] encrypted = cipher(key, alphabet).encrypt(numerals, tweak(Labels.name(value.type())));
      String payload = alphabet.letter() + "." + encode(alphabet.with(value.text(), encrypted));
      return Tokens.token(value, Tokens.FF1, key, payload);
    };
  }

  static Optional<String> reveal(Token token, OperatorKey key) {
    String payload = token.payload();
    if (payload.length() < 3 || payload.charAt(1) != '.') {
      return Optional.empty();
    }
    Optional<Alphabet> alphabet = Alphabet.of(payload.charAt(0));
    Optional<String> text = decode(payload.substring(2));
    if (alphabet.isEmpty() || text.isEmpty()) {
      return Optional.empty();
    }
    int[] numerals = alphabet.get().numerals(text.get());
    if (!Ff1.allows(alphabet.get().radix(), numerals.length)) {
      return Optional.empty();
    }
    int[] opened = cipher(key, alphabet.get()).decrypt(numerals, tweak(token.type()));
    return Optional.of(alphabet.get().with(text.get(), opened));
  }

  private static Ff1 cipher(OperatorKey key, Alphabet alphabet) {
    return new Ff1(key.derive("ff1-" + alphabet.letter(), 32), alphabet.radix());
  }

  private static byte[] tweak(String type) {
    return type.getBytes(StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (RESERVED.indexOf(c) < 0) {
        out.append(c);
      } else {
        out.append('%').append((char) ('0' + RESERVED.indexOf(c))).append('%');
      }
    }
    return out.toString();
  }

  private static Optional<String> decode(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%') {
        out.append(text.charAt(i));
        continue;
      }
      int reserved = i + 2 < text.length() ? text.charAt(i + 1) - '0' : -1;
      if (reserved < 0 || reserved >= RESERVED.length() || text.charAt(i + 2) != '%') {
        return Optional.empty();
      }
      out.append(RESERVED.charAt(reserved));
      i += 2;
    }
    return Optional.of(out.toString());
  }
}
