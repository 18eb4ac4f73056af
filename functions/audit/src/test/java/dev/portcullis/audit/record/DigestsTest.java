package dev.portcullis.audit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.ports.SecretBytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class DigestsTest {
  private static final Digests DIGESTS =
      new Digests("k1", SecretBytes.of("key", "0123456789abcdef".getBytes(StandardCharsets.UTF_8)));

  @Test
  void anyCuttingGivesTheDigestOfTheWhole() {
    byte[] content = "the quick brown fox".getBytes(StandardCharsets.UTF_8);
    KeyedDigest whole = DIGESTS.of("p", content);
    for (int cut = 0; cut <= content.length; cut++) {
      Digests.Running running = DIGESTS.running("p");
      running.update(content, 0, cut);
      running.update(content, cut, content.length - cut);
      assertEquals(new ContentDigest(whole, content.length), running.finish());
    }
  }

  @Test
  void purposeAndKeyAreBothPartOfADigest() {
    Digests other =
        new Digests(
            "k1", SecretBytes.of("key", "0123456789abcdeX".getBytes(StandardCharsets.UTF_8)));
    assertNotEquals(DIGESTS.of("a", "bc"), DIGESTS.of("ab", "c"));
    assertNotEquals(DIGESTS.of("a", "bc"), other.of("a", "bc"));
  }

  @Test
  void theDigestIsHmacSha256OverTheFramedPurposeAndTheContent() {
    // printf '\0\1phello' | openssl dgst -sha256 -hmac 0123456789abcdef
    assertEquals(
        "ef4890de123f126efe5c1343eb8f5a7bbd95ebb59b2a4c058cec331d513ef297",
        DIGESTS.of("p", "hello").value());
  }

  @Test
  void aShortKeyIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Digests("k", SecretBytes.of("key", new byte[15])));
  }

  @Test
  void theKeyIsNotInItsText() {
    assertEquals("Digests[k1]", DIGESTS.toString());
    assertFalse(DIGESTS.of("p", "hello").toString().contains("hello"));
  }
}
