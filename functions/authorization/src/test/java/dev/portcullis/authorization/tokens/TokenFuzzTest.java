package dev.portcullis.authorization.tokens;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.ports.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenFuzzTest {
  private static final long SEED = Long.getLong("portcullis.fuzz.seed", 20261124L);
  private static final long MILLIS = Long.getLong("portcullis.fuzz.millis", 10_000L);
  private static final String ALPHABET =
      "{}[]\":,.0123456789eE+-ntrufalseABCabc \\u\u0000\u00e9\ud83d\ude00_=/";

  @Test
  void noChangedTokenIsAcceptedAndNoneCrashesTheParser() {
    Mint mint = new Mint();
    String keys = Mint.jwks(Mint.jwk("k1", mint.rsa));
    TokenVerifier verifier =
        new TokenVerifier(
            IssuerFile.parse(Mint.issuerJson("RS256"), "issuers.json"),
            location -> keys,
            Revocations.none(),
            () -> Mint.NOW,
            Runnable::run);
    RequestHead head = new RequestHead("GET", "/", Map.of(), Optional.empty(), Optional.empty());
    String good = mint.good();
    Random random = new Random(SEED);
    long end = System.nanoTime() + MILLIS * 1_000_000;
    long tried = 0;
    while (System.nanoTime() < end) {
      String token = random.nextBoolean() ? changed(good, random) : rebuilt(good, random);
      if (!token.equals(good) && !token.isEmpty()) {
        Authentication answer = verifier.verify(SecretText.of("token", token), head);
        tried++;
        assertTrue(
            answer instanceof Authentication.Rejected,
            "seed " + SEED + ", number " + tried + ": accepted " + token);
      }
    }
    System.out.println("token parser: " + tried + " hostile tokens, none accepted");
    assertTrue(tried > 1_000, "only " + tried);
  }

  /** The text with some characters changed, removed, doubled or put in. */
  private static String changed(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    for (int edits = 1 + random.nextInt(4); edits > 0 && out.length() > 0; edits--) {
      int at = random.nextInt(out.length());
      char any = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(4)) {
        case 0 -> out.setCharAt(at, any);
        case 1 -> out.deleteCharAt(at);
        case 2 -> out.insert(at, any);
        default ->
            out.insert(at, out.substring(at, Math.min(out.length(), at + random.nextInt(40))));
      }
    }
    return out.toString();
  }

  /** A token whose JSON was changed and encoded again, under the old signature. */
  private static String rebuilt(String good, Random random) {
    String[] parts = good.split("\\.");
    int part = random.nextInt(2);
    String json = new String(Base64.getUrlDecoder().decode(parts[part]), StandardCharsets.UTF_8);
    parts[part] = Mint.b64(changed(json, random));
    return String.join(".", parts);
  }
}
