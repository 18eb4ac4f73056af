package dev.portcullis.audit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WordsTest {
  private final Words words = new Words(Set.of("Kunden-Hilfe 2000"), SampleRecords.DIGESTS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4o-mini-2024-07-18",
        "claude-3-5-sonnet-20241022",
        "anthropic.claude-3-5-sonnet-20241022-v2:0",
        "meta-llama/Llama-3.1-70B-Instruct",
        "mistral-large-2407",
        "text-embedding-3-small",
        "gemini-1.5-pro-002",
        "o3-mini",
        "send_email",
        "getCurrentWeather",
        "customer-support",
        "EMAIL_ADDRESS",
        "US_SSN",
        "aws-access-token",
        "eu-central-1",
        "developers-may-chat",
        "policy0",
        "rate_limit_exceeded",
        "tool_calls"
      })
  void technicalNamesStay(String name) {
    assertEquals(name, words.shaped(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.4.2", "2026-11-24", "3f9a0c11d2e4b5a6", "sha256:3f9a0c11d2e4b5a6"})
  void versionsStay(String version) {
    assertEquals(version, words.version(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "4111111111111111", "123-45-6789", "a b", "x@y.example", "ä"})
  void whatIsNotANameBecomesItsDigest(String text) {
    assertTrue(words.shaped(text).matches("hmac:log-1:[0-9a-f]{32}"), words.shaped(text));
    assertTrue(words.version(text).matches("hmac:.*|none"), words.version(text));
  }

  @Test
  void aWordOfTheConfigurationStaysWhateverItLooksLike() {
    assertEquals("Kunden-Hilfe 2000", words.shaped("Kunden-Hilfe 2000"));
    assertEquals("Kunden-Hilfe 2000", words.known("Kunden-Hilfe 2000"));
  }

  @Test
  void aTechnicalNameThatTheConfigurationDoesNotKnowIsNotKnown() {
    assertNotEquals("gpt-4o", words.known("gpt-4o"));
  }

  @Test
  void equalTextsHaveEqualDigestsAndOthersHaveOthers() {
    assertEquals(words.shaped("a b"), words.shaped("a b"));
    assertNotEquals(words.shaped("a b"), words.shaped("a c"));
  }

  @Test
  void randomKeysDoNotPassForNames() {
    long seed = 42;
    Random random = new Random(seed);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder key = new StringBuilder("sk-");
      for (int n = 0; n < 24; n++) {
        key.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertTrue(words.shaped(key.toString()).startsWith("hmac:"), "seed " + seed + " #" + i);
    }
  }
}
