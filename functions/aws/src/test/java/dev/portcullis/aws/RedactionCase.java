package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.aws.runtime.ChildRuntime;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Redaction: it calls nothing and waits for nothing, and needs no variable of ours. */
final class RedactionCase extends RuntimeCase {
  RedactionCase(RuntimeCloud cloud) {
    super(cloud);
  }

  @Override
  Optional<Map.Entry<String, String>> broken() {
    return Optional.empty();
  }

  @Override
  Map<String, String> values(String sample) {
    return Map.of("API_KEY", "not needed");
  }

  @Override
  void check(String sample, ChildRuntime.Result result) throws IOException {
    JsonNode answer;
    if (sample.equals("api")) {
      answer =
          json(
              answer(result, "statusCode", "multiValueHeaders", "body", "isBase64Encoded")
                  .path("body")
                  .asText());
    } else {
      answer = answer(result, sample.equals("direct") ? "text" : "json", "findings");
    }
    assertTrue(answer.path("findings").size() > 0, result.body());
    for (JsonNode finding : answer.path("findings")) {
      assertTrue(finding.path("end").asInt() > finding.path("start").asInt(), result.body());
    }
    assertFalse(result.body().contains("maria.weber"), result.body());
  }

  /** What came by the gateway is answered, with 400. */
  @Override
  String complaint(ChildRuntime.Result result) throws IOException {
    if (result.failed()) {
      return error(result);
    }
    JsonNode answer = json(result.body());
    assertEquals(400, answer.path("statusCode").asInt(), result.body());
    return json(answer.path("body").asText()).path("error").asText();
  }

  @Override
  void timeOut(ChildRuntime child) {
    child.close();
    assertEquals(0, cloud.running.seen().size(), "it called something");
  }

  @Override
  void afterwards(ChildRuntime next) throws Exception {
    check("direct", next.invoke(event("redaction", "direct")));
  }
}
