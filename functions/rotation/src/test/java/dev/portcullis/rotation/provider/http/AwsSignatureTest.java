package dev.portcullis.rotation.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.SecretText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AwsSignatureTest {
  private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
  private static final SecretText SECRET =
      SecretText.of("secret key", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

  /** The example of the IAM User Guide: ListUsers with a content type. */
  @Test
  void theDocumentedExampleGivesTheDocumentedSignature() {
    Map<String, String> headers = headers(Optional.empty());
    assertTrue(
        headers
            .get("authorization")
            .endsWith("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"),
        headers.get("authorization"));
    assertEquals("20150830T123600Z", headers.get("x-amz-date"));
  }

  @Test
  void aSessionTokenIsSentAndSigned() {
    Map<String, String> headers = headers(Optional.of(SecretText.of("token", "session")));
    assertEquals("session", headers.get("x-amz-security-token"));
    assertTrue(headers.get("authorization").contains("x-amz-security-token"));
  }

  @Test
  void theSecretIsInNoHeader() {
    assertFalse(headers(Optional.empty()).toString().contains("EXAMPLEKEY"));
  }

  private static Map<String, String> headers(Optional<SecretText> session) {
    return new AwsSignature("us-east-1", "iam")
        .headers(
            "GET",
            "/",
            "Action=ListUsers&Version=2010-05-08",
            Map.of(
                "content-type",
                "application/x-www-form-urlencoded; charset=utf-8",
                "host",
                "iam.amazonaws.com"),
            new byte[0],
            new AwsIdentity("AKIDEXAMPLE", SECRET, session),
            NOW);
  }
}
