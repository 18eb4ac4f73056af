package dev.portcullis.local.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RotationFileTest {
  private final Laboratory laboratory = new Laboratory();

  @Test
  void everyProviderOfTheGuideIsMadeFromItsMembers() {
    Map<String, Strategy> strategies = new TreeMap<>();
    for (Credential credential :
        read(
            """
            deployment: laptop
            credentials:
              - {id: a, secret: a, provider: openai, admin: x, project: p, service-account: s}
              - {id: b, secret: b, provider: anthropic, admin: x, workspace: w}
              - {id: c, secret: c, provider: openrouter, admin: x}
              - {id: d, secret: d, provider: azure, admin: x, subscription: s, resource-group: r,
                 account: a, endpoint: 'https://a.openai.azure.com'}
              - {id: e, secret: e, provider: google, admin: x, project: p}
              - {id: f, secret: f, provider: bedrock, admin: x, access-key-id: AKID, user: u,
                 region: eu-central-1}
              - {id: g, secret: g, provider: gateway-key, key: k}
              - {id: h, secret: h, provider: pepper}
              - {id: i, secret: i, provider: redaction-key, grace: 400d}
              - {id: j, secret: j, provider: signing-key}
            """)) {
      strategies.put(credential.id(), credential.strategy());
    }
    assertEquals(
        "{a=MINT_AND_RETIRE, b=DISABLE_ONLY, c=MINT_AND_RETIRE, d=TWO_SLOT, e=RE_READABLE,"
            + " f=MINT_AND_RETIRE, g=MINT_AND_RETIRE, h=OWN_KEY, i=OWN_KEY, j=OWN_KEY}",
        strategies.toString());
  }

  @Test
  void spansAreReadAndTheRestIsTheUsual() {
    Credential credential =
        read("""
                deployment: laptop
                credentials:
                  - {id: a, secret: a, provider: pepper, interval: 7d, cache-age: 90s, grace: 2h}
                """)
            .get(0);
    assertEquals(Duration.ofDays(7), credential.policy().interval());
    assertEquals(Duration.ofSeconds(90), credential.policy().cacheAge());
    assertEquals(Duration.ofHours(2), credential.policy().grace());
    assertEquals(Duration.ofMinutes(16), credential.policy().lease());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          provider: pepper, interval: soon        | credential a: interval must be a span
          provider: pepper, graze: 2h             | credential a: not known here: [graze]
          provider: pepper, grace: 1m             | grace must not be shorter than cacheAge
          provider: openai, admin: x              | credential a: project is missing
          provider: nothing                       | credential a: provider is not one of
          secret: a                               | credential a: provider is missing
          provider: openrouter, admin: x, base: 'http://example.org/v1' | must begin with https://
          """)
  void whatIsWrongIsNamed(String members, String message) {
    String secret = members.startsWith("secret") ? "" : "secret: a, ";
    String text = "deployment: d\ncredentials:\n  - {id: a, " + secret + members + "}\n";
    IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, () -> read(text));
    assertTrue(wrong.getMessage().contains(message), wrong.getMessage());
  }

  @Test
  void aMemberTwiceOrATextThatIsNoYamlIsRefusedWithoutAnyOfIt() {
    for (String text : List.of("deployment: d\ndeployment: canary\n", "{canary", "- canary")) {
      IllegalArgumentException wrong =
          assertThrows(IllegalArgumentException.class, () -> read(text));
      assertFalse(wrong.getMessage().contains("canary"), wrong.getMessage());
    }
  }

  private List<Credential> read(String text) {
    return RotationFile.read(text, laboratory.needs);
  }
}
