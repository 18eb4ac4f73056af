package dev.portcullis.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadBodiesTest {
  private static final Map<String, String> DEVELOPER = Map.of("authorization", "Bearer developer");
  private final Deployment deployment = new Deployment();

  private void refused(int status, String code, String path, byte[] body) {
    Caught answer = deployment.send("POST", path, body, new Caught(), DEVELOPER);
    assertEquals(status, answer.status, answer.body());
    assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer.body());
    assertTrue(deployment.model.received.isEmpty());
    assertEquals(1, deployment.records().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invalid_json|{",
        "invalid_json|{\"model\":\"stand-in\",\"messages\":[],\"temperature\":NaN}",
        "invalid_json|{\"model\":\"stand-in\"} {}",
        "invalid_body|[1]",
        "invalid_body|\"text\"",
        "duplicate_key|{\"model\":\"stand-in\",\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\"}]}",
        "invalid_field|{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
        "invalid_field|{\"model\":7,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":\"x\"}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[]}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[\"x\"]}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{}],\"stream\":\"yes\"}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{}],\"n\":0}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{}],\"n\":1e3}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{}],\"max_tokens\":-1}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{}],\"tools\":{}}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{}],\"stream_options\":1}",
        "unsupported_field|{\"model\":\"stand-in\",\"messages\":[{}],\"logprobs\":true}",
        "unsupported_field|{\"model\":\"stand-in\",\"messages\":[{}],\"top_logprobs\":2}",
      })
  void aBadBodyIsRefusedWithItsCode(String code, String body) {
    refused(400, code, "/v1/chat/completions", body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aBodyOverTheLimitIsTooLarge() {
    refused(413, "body_too_large", "/v1/chat/completions", new byte[10 << 20]);
  }

  @Test
  void tenThousandLevelsAreTooDeep() {
    String body = "{\"model\":\"stand-in\",\"messages\":" + "[".repeat(10_000) + "]".repeat(10_000);
    refused(
        400,
        "json_too_deep",
        "/v1/chat/completions",
        (body + "}").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    refused(400, "invalid_utf8", "/v1/responses", new byte[] {'"', (byte) 0xc3, 0x28, '"'});
  }

  @Test
  void aModelInTheQueryTooIsNamedTwice() {
    refused(
        400,
        "model_named_twice",
        "/v1/responses?model=gpt-4o",
        "{\"model\":\"stand-in\",\"input\":\"x\"}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aRouteThatIsNoneIsRefusedAndRecorded() {
    refused(404, "unknown_route", "/v1/files", new byte[0]);
  }

  @Test
  void outsideTheApiThereAreProblemDocuments() {
    Caught answer = deployment.send("GET", "/admin", new byte[0], new Caught(), DEVELOPER);
    assertEquals(404, answer.status);
    assertEquals("application/problem+json", answer.headers.get("content-type"));
  }
}
