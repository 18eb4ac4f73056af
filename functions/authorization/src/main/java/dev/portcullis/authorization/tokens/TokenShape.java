package dev.portcullis.authorization.tokens;

import dev.portcullis.authorization.RejectionCode;
import dev.portcullis.authorization.json.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A token taken apart and nothing more: what is in it is a claim, not a fact, until the signature
 * has been checked.
 *
 * <p>RFC 7515 compact form only. Size and depth are bounded before anything is decoded; base64 must
 * be canonical, so that one token has one spelling and the cache and the log agree on which it is.
 */
sealed interface TokenShape {
  int LONGEST = 8_192;
  int DEEPEST = 16;

  /** The only header parameters that are understood; all others could change what is verified. */
  Set<String> HEADERS = Set.of("alg", "kid", "typ", "x5t", "x5t#S256");

  /** Well formed, and not verified. */
  record Parts(Map<String, Object> header, Map<String, Object> claims) implements TokenShape {}

  /** Not a token that can be verified here. */
  record Refused(RejectionCode code) implements TokenShape {}

  static TokenShape of(String token) {
    if (token.length() > LONGEST) {
      return new Refused(RejectionCode.TOKEN_TOO_LARGE);
    }
    List<String> parts = List.of(token.split("\\.", -1));
    if (parts.size() == 5) {
      return new Refused(RejectionCode.TOKEN_ENCRYPTED);
    }
    if (parts.size() != 3 || parts.stream().anyMatch(String::isEmpty)) {
      return new Refused(RejectionCode.TOKEN_MALFORMED);
    }
    try {
      Map<String, Object> header = object(parts.get(0));
      Map<String, Object> claims = object(parts.get(1));
      canonical(parts.get(2));
      return HEADERS.containsAll(header.keySet())
          ? new Parts(header, claims)
          : new Refused(RejectionCode.TOKEN_HEADER);
    } catch (StrictJson.Malformed | CharacterCodingException | IllegalArgumentException bad) {
      return new Refused(RejectionCode.TOKEN_MALFORMED);
    }
  }

  private static Map<String, Object> object(String part)
      throws StrictJson.Malformed, CharacterCodingException {
    String text =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(canonical(part))).toString();
    return new StrictJson(DEEPEST).readObject(text);
  }

  /** The bytes of a part; IllegalArgumentException unless they encode to exactly this text. */
  private static byte[] canonical(String part) {
    byte[] bytes = Base64.getUrlDecoder().decode(part);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
      throw new IllegalArgumentException("not canonical base64url");
    }
    return bytes;
  }
}
