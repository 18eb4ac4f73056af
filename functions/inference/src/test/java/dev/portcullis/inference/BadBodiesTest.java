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
        "unsupported_field|{\"model\":\"stand-in\",\"messages\":[{}],\"prompt_logprobs\":2}",
        "unsupported_field|{\"model\":\"stand-in\",\"messages\":[{}],\"return_token_ids\":true}",
        "unsupported_field|{\"model\":\"stand-in\",\"messages\":[{}],\"background\":\"true\"}",
        "unsupported_field|{\"model\":\"stand-in\",\"messages\":[{}],\"background\":1}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{}],\"include\":\"logprobs\"}",
        "model_named_twice|{\"model\":\"stand-in\",\"messages\":[{}],\"models\":[\"gpt-4o\"]}",
        "model_named_twice|{\"model\":\"stand-in\",\"messages\":[{}],\"Model\":\"gpt-4o\"}",
        "model_named_twice|{\"model\":\"stand-in\",\"messages\":[{}],\"fallbacks\":[\"gpt-4o\"]}",
        "model_named_twice|{\"model\":\"stand-in\",\"messages\":[{}],\"api_base\":\"http://x\"}",
        "model_named_twice|{\"model\":\"stand-in\",\"messages\":[{}],\"tools\":[{\"model\":\"x\"}]}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{}],\"Messages\":[{}]}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{}],\"me\u017fsages\":[{}]}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{}],\"max_to\u212aens\":9}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{}],\"Stream\":true}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{\"Content\":\"x\"}]}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{\"content\":{\"image_url\":\"x\"}}]}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{\"content\":[[{\"image_url\":\"x\"}]]}]}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{\"content\":[{\"video_url\":\"x\"}]}]}",
        "invalid_field|{\"model\":\"stand-in\",\"messages\":[{\"content\":[{\"Type\":\"image_url\"}]}]}",
      })
  void aBadBodyIsRefusedWithItsCode(String code, String body) {
    refused(400, code, "/v1/chat/completions", body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "tools,[{\"type\":\"code_interpreter\"}]",
    "tools,[{\"type\":\"local_shell\"}]",
    "tools,[{\"type\":\"shell\"}]",
    "tools,[{\"type\":\"computer\"}]",
    "tools,[{\"type\":\"computer-use-preview\"}]",
    "tools,[{\"type\":\"function\";\"name\":\"f\"};{\"type\":\"computer_use_preview\"}]",
    "tools,[{\"type\":\"function\";\"name\":\"code_interpreter\"}]",
  })
  void aToolThatRunsCodeIsForbiddenByItsTypeAsByItsName(String field, String tools) {
    String body = "{\"model\":\"stand-in\",\"input\":\"x\",\"" + field + "\":" + tools + "}";
    refused(
        403, "forbidden", "/v1/responses", body.replace(';', ',').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void picturesBesideAContentAreNotExaminableEither() {
    refused(
        403,
        "unexaminable_content",
        "/v1/chat/completions",
        "{\"model\":\"stand-in\",\"messages\":[{\"role\":\"user\",\"content\":\"x\",\"images\":[\"iVBOR\"]}]}"
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void fieldsBelowWhatTheProtocolNamesKeepTheirLetters() {
    Caught answer =
        deployment.post(
            "/v1/responses",
            "{\"model\":\"stand-in\",\"input\":[{\"role\":\"user\",\"content\":\"x\"}],\"tools\":[{\"type\":"
                + "\"function\",\"name\":\"f\",\"parameters\":{\"Type\":{\"Model\":1}}}],\"topK\":4}");
    assertTrue(deployment.model.received.toString().contains("\"topK\":4"), answer.body());
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
