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
  RedactionCase(WireCloud cloud) {
    super(cloud);
  }

  @Override
  Optional<Map.Entry<String, String>> broken() {
    return Optional.empty();
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

  @Override
  void timeOut(ChildRuntime child) {
    child.close();
    assertEquals(0, cloud.server.seen().size(), "it called something");
  }

  @Override
  void afterwards(ChildRuntime next) throws Exception {
    check("direct", next.invoke(event("redaction", "direct")));
  }
}
