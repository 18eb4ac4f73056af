package dev.portcullis.authorization.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.RejectionCode;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.ports.SecretText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
  private static final Mint MINT = new Mint();
  private static final RequestHead HEAD =
      new RequestHead("GET", "/", Map.of(), Optional.empty(), Optional.empty());
  private Instant now = Mint.NOW;
  private final List<Instant> fetches = new ArrayList<>();
  private final Deque<Runnable> background = new ArrayDeque<>();
  private boolean down;
  private long epoch;
  private boolean revoked;
  private String published = Mint.jwks(Mint.jwk("k1", MINT.rsa));

  private final TokenVerifier verifier =
      new TokenVerifier(
          IssuerFile.parse(Mint.issuerJson("RS256"), "issuers.json"),
          location -> {
            fetches.add(now);
            if (down) {
              throw new IOException("down");
            }
            return published;
          },
          new Revocations() {
            @Override
            public long epoch() {
              return epoch;
            }

            @Override
            public boolean revoked(String issuer, String sub, Optional<String> id, Instant iat) {
              return revoked;
            }
          },
          () -> now,
          background::add);

  private String token(String kid, String subject) {
    Map<String, Object> claims = Mint.with(Mint.claims(), "sub", subject);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + 7_200);
    return MINT.rs256(Mint.with(Mint.header("RS256"), "kid", kid), claims);
  }

  private Authentication verify(String token) {
    return verifier.verify(SecretText.of("token", token), HEAD);
  }

  private void accepted(String token) {
    assertInstanceOf(Authentication.Authenticated.class, verify(token));
  }

  private void refused(RejectionCode code, String token) {
    Authentication expected =
        code == RejectionCode.AUTHENTICATION_UNAVAILABLE
            ? Authentication.Rejected.unavailable("the keys of the issuer corp")
            : Authentication.Rejected.of(code);
    assertEquals(expected, verify(token));
  }

  @Test
  void anIssuerThatIsDownForAnHourRejectsNoValidToken() {
    accepted(token("k1", "before"));
    down = true;
    for (int minute = 1; minute <= 60; minute++) {
      now = now.plus(Duration.ofMinutes(1));
      accepted(token("k1", "user" + minute));
      while (!background.isEmpty()) {
        background.remove().run();
      }
    }
    down = false;
    now = now.plus(Duration.ofMinutes(1));
    accepted(token("k1", "after"));
  }

  @Test
  void keysAreNotTrustedForEverWithoutTheirIssuer() {
    accepted(token("k1", "before"));
    down = true;
    now = now.plus(IssuerKeys.TOLERANCE);
    refused(RejectionCode.AUTHENTICATION_UNAVAILABLE, token("k1", "late"));
  }

  @Test
  void anIssuerThatWasNeverReachedIsUnavailable() {
    down = true;
    refused(RejectionCode.AUTHENTICATION_UNAVAILABLE, token("k1", "ann"));
  }

  @Test
  void tenThousandUnknownKeyIdsCostOneFetchInThirtySeconds() {
    accepted(token("k1", "ann"));
    fetches.clear();
    // Signing is the slow part and the key id is looked up first, so one signature serves all.
    String signature = MINT.good().split("\\.")[2];
    for (int i = 0; i < 10_000; i++) {
      now = now.plusMillis(30);
      Map<String, Object> header = Mint.with(Mint.header("RS256"), "kid", "unknown" + i);
      String head = dev.portcullis.authorization.json.StrictJson.write(header);
      Map<String, Object> claims = Mint.with(Mint.claims(), "exp", now.getEpochSecond() + 600);
      String body = dev.portcullis.authorization.json.StrictJson.write(claims);
      refused(
          RejectionCode.TOKEN_KEY_UNKNOWN, Mint.b64(head) + "." + Mint.b64(body) + "." + signature);
    }
    assertTrue(fetches.size() <= 11, fetches.size() + " fetches in 300 seconds");
    for (int i = 1; i < fetches.size(); i++) {
      Duration pause = Duration.between(fetches.get(i - 1), fetches.get(i));
      assertTrue(pause.compareTo(IssuerKeys.PAUSE) >= 0, pause.toString());
    }
  }

  @Test
  void aNewKeyIsFoundWithoutWaitingForTheOldSetToAge() {
    accepted(token("k1", "ann"));
    published = Mint.jwks(Mint.jwk("k1", MINT.rsa), Mint.jwk("k2", MINT.rsa));
    now = now.plus(IssuerKeys.PAUSE);
    accepted(token("k2", "ann"));
  }

  @Test
  void aWithdrawnKeyIsRefusedOnceTheSetIsOld() {
    accepted(token("k1", "ann"));
    published = Mint.jwks(Mint.jwk("k2", MINT.rsa));
    now = now.plus(IssuerKeys.OLD);
    refused(RejectionCode.TOKEN_KEY_UNKNOWN, token("k1", "bob"));
  }

  @Test
  void keysAreRefreshedInTheBackgroundBeforeTheyAreOld() {
    accepted(token("k1", "ann"));
    now = now.plus(IssuerKeys.REFRESH_AHEAD);
    accepted(token("k1", "bob"));
    assertEquals(1, fetches.size());
    background.remove().run();
    assertEquals(2, fetches.size());
  }

  @Test
  void whereNothingRunsInTheBackgroundTheAgeIsCheckedInline() {
    accepted(token("k1", "ann"));
    now = now.plus(IssuerKeys.OLD);
    accepted(token("k1", "bob"));
    assertEquals(2, fetches.size());
  }

  @Test
  void anAnswerThatHoldsNoUsableKeyDoesNotReplaceGoodOnes() {
    accepted(token("k1", "ann"));
    for (String bad : List.of("{}", "{\"keys\":[]}", "<html>", "", "x".repeat(200_000))) {
      published = bad;
      now = now.plus(IssuerKeys.OLD);
      accepted(token("k1", "bob"));
    }
  }

  @Test
  void aVerifiedTokenIsRememberedUntilItEnds() {
    String token = MINT.good();
    accepted(token);
    published = "{}";
    now = Mint.NOW.plus(VerifiedTokens.LONGEST).minusMillis(1);
    accepted(token);
    now = Mint.NOW.plusSeconds(3_600);
    refused(RejectionCode.TOKEN_EXPIRED, token);
  }

  @Test
  void aTokenThatEndsWithinTheMinuteIsRememberedNoLonger() {
    Map<String, Object> claims = Mint.with(Mint.claims(), "exp", Mint.NOW.getEpochSecond() + 10);
    String token = MINT.rs256(Mint.header("RS256"), claims);
    accepted(token);
    now = Mint.NOW.plusSeconds(10);
    refused(RejectionCode.TOKEN_EXPIRED, token);
  }

  @Test
  void aRevocationEndsWhatIsRemembered() {
    String token = MINT.good();
    accepted(token);
    revoked = true;
    accepted(token);
    epoch++;
    refused(RejectionCode.TOKEN_REVOKED, token);
  }
}
