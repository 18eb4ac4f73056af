package dev.portcullis.redaction.validate;

import java.util.Map;

/** The parts of credentials that can be recognised by their content. */
final class Tokens {
  private Tokens() {}

  static void register(Map<String, Validator> all) {
    all.put("jwt", Tokens::jwt);
    all.put("url", Tokens::url);
  }

  /** RFC 7515: the header is a JSON object, so its base64url starts with eyJ. */
  private static Verdict jwt(char[] text, int start, int end) {
    boolean header =
        end - start >= 6 && text[start + 3] != '.' && "IJKLhi0".indexOf(text[start + 3]) >= 0;
    return header ? Verdict.UNKNOWN : Verdict.INVALID;
  }

  private static Verdict url(char[] text, int start, int end) {
    return text[end - 1] == '.' || text[end - 1] == '-' ? Verdict.INVALID : Verdict.UNKNOWN;
  }
}
