package dev.portcullis.ports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SecretsStayHiddenTest {
  private static final String CANARY = "canary-7f3a9c";

  @Test
  void textShowsKindAndLengthOnly() {
    assertEquals("api key[13 characters]", SecretText.of("api key", CANARY).toString());
  }

  @Test
  void bytesShowKindAndLengthOnly() {
    byte[] bytes = CANARY.getBytes(StandardCharsets.UTF_8);
    assertEquals("pepper[13 bytes]", SecretBytes.of("pepper", bytes).toString());
  }

  @Test
  void aRecordThatHoldsASecretDoesNotPrintIt() {
    var secret = new SecretStore.Secret("model", "v1", SecretText.of("key", CANARY), Instant.EPOCH);
    assertFalse(secret.toString().contains(CANARY));
  }

  @Test
  void equalSecretsAreEqualAndDifferentOnesAreNot() {
    assertEquals(SecretText.of("a", CANARY), SecretText.of("b", CANARY));
    assertNotEquals(SecretText.of("a", CANARY), SecretText.of("a", CANARY + "x"));
  }

  @Test
  void revealedBytesAreACopy() {
    SecretBytes secret = SecretBytes.of("pepper", new byte[] {1, 2, 3});
    secret.reveal()[0] = 9;
    assertArrayEquals(new byte[] {1, 2, 3}, secret.reveal());
  }

  @Test
  void anEmptySecretIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> SecretText.of("key", ""));
    assertThrows(IllegalArgumentException.class, () -> SecretBytes.of("key", new byte[0]));
  }

  @Test
  void onlyTransientCodesAreRetryable() {
    assertTrue(new PortException(PortException.Code.THROTTLED, "put intake/1").retryable());
    assertFalse(new PortException(PortException.Code.DENIED, "put intake/1").retryable());
  }
}
