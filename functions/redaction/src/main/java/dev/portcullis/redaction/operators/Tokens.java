package dev.portcullis.redaction.operators;

import dev.portcullis.redaction.operators.Outcome.Refusal;
import dev.portcullis.redaction.operators.Outcome.Refused;
import dev.portcullis.redaction.operators.Outcome.Replaced;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The operators that write keyed tokens, and the way back for those that have one. */
final class Tokens {
  static final String HASH = "h";
  static final String GCM = "gcm";
  static final String SIV = "siv";
  static final String FF1 = "ff1";

  /** Longest value in bytes, so that no token is longer than {@link Token} reads. */
  private static final int LONGEST = 4_096;

  private static final int HASH_BYTES = 16;

  private Tokens() {}

  /** A keyed hash (HMAC-SHA-256, 128 bits): equal values join, and none can be guessed. */
  static Operator hash(OperatorKeys keys) {
    return value -> {
      OperatorKey key = keys.primary();
      byte[] mac =
          OperatorKey.hmac(
              key.derive("hash", 32), bytes(value.type()), new byte[1], bytes(value.text()));
      return token(value, HASH, key, text(java.util.Arrays.copyOf(mac, HASH_BYTES)));
    };
  }

  /** AES-GCM: the same value never gives the same token twice. */
  static Operator gcm(OperatorKeys keys, RandomGenerator random) {
    return value -> {
      OperatorKey key = keys.primary();
      Token bare = new Token(Labels.name(value.type()), GCM, key.id(), "");
      byte[] plaintext = bytes(value.text());
      return plaintext.length > LONGEST
          ? new Refused(Refusal.TOO_LONG)
          : token(value, GCM, key, text(AesGcm.seal(key, plaintext, bare.binding(), random)));
    };
  }

  /** AES-SIV: the same value of the same type gives the same token, so that tokens join. */
  static Operator siv(OperatorKeys keys) {
    return value -> {
      OperatorKey key = keys.primary();
      Token bare = new Token(Labels.name(value.type()), SIV, key.id(), "");
      byte[] plaintext = bytes(value.text());
      return plaintext.length > LONGEST
          ? new Refused(Refusal.TOO_LONG)
          : token(value, SIV, key, text(siv(key).seal(plaintext, bare.binding())));
    };
  }

  /** The value in a token; empty if its key is not enabled or it is not authentic. */
  static Optional<String> reveal(Token token, OperatorKeys keys) {
    Optional<OperatorKey> key = keys.find(token.keyId());
    if (key.isEmpty()) {
      return Optional.empty();
    }
    if (token.kind().equals(FF1)) {
      return Ff1Tokens.reveal(token, key.get());
    }
    Optional<byte[]> sealed = sealed(token.payload());
    return switch (token.kind()) {
      case GCM ->
          sealed.flatMap(s -> AesGcm.open(key.get(), s, token.binding())).flatMap(Tokens::utf8);
      case SIV ->
          sealed.flatMap(s -> siv(key.get()).open(s, token.binding())).flatMap(Tokens::utf8);
      default -> Optional.empty();
    };
  }

  static Replaced token(Value value, String kind, OperatorKey key, String payload) {
    return new Replaced(new Token(Labels.name(value.type()), kind, key.id(), payload).text());
  }

  private static AesSiv siv(OperatorKey key) {
    return new AesSiv(key.derive("siv", 64));
  }

  /**
   * UTF-16 as it is where UTF-8 cannot carry it: half a surrogate pair must come back too, so such
   * text is sealed as two bytes a unit behind a byte that UTF-8 never has.
   */
  private static byte[] bytes(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (text.equals(new String(utf8, StandardCharsets.UTF_8))) {
      return utf8;
    }
    ByteBuffer units = ByteBuffer.allocate(1 + 2 * text.length()).put((byte) 0xff);
    text.chars().forEach(c -> units.putChar((char) c));
    return units.array();
  }

  private static Optional<String> utf8(byte[] bytes) {
    if (bytes.length > 0 && bytes[0] == (byte) 0xff) {
      StringBuilder text = new StringBuilder();
      for (int i = 1; i + 1 < bytes.length; i += 2) {
        text.append((char) ((bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff)));
      }
      return Optional.of(text.toString());
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Optional<byte[]> sealed(String payload) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(payload));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
