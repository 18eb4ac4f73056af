package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A governed call: no model is called before the intent is durable, and no answer without a log.
 */
final class GovernedCallCase extends RuntimeCase {
  private final String key;

  GovernedCallCase(RuntimeCloud cloud) {
    super(cloud);
    key = cloud.deployment.newKey().key().reveal();
  }

  @Override
  Optional<Map.Entry<String, String>> broken() {
    return Optional.of(Map.entry("PORTCULLIS_MODEL_TIMEOUT_SECONDS", "planted seconds"));
  }

  @Override
  Map<String, String> values(String sample) {
    String model = sample.equals("embeddings") ? "stand-in-embedding" : "stand-in";
    return Map.of("API_KEY", key, "MODEL", model);
  }

  @Override
  void check(String sample, ChildRuntime.Result result) throws IOException {
    switch (sample) {
      case "health" -> assertEquals("ok", body(result, 200).path("status").asText());
      case "models" -> assertTrue(body(result, 200).path("data").size() > 0, result.body());
      case "unknown-route" -> assertEquals("unknown_route", code(result, 404));
      case "doubled-header" -> assertEquals("duplicate_authorization", code(result, 400));
      case "model-named-twice" -> assertEquals("model_named_twice", code(result, 400));
      case "embeddings" ->
          assertEquals(2, body(result, 200).path("data").path(0).path("embedding").size());
      case "responses" ->
          assertEquals("completed", body(result, 200).path("status").asText(), result.body());
      case "chat-stream" -> {
        JsonNode answer = proxy(result, 200);
        assertTrue(answer.path("body").asText().endsWith("data: [DONE]\n\n"), result.body());
        assertEquals(
            "buffered",
            answer.path("multiValueHeaders").path("x-portcullis-stream").path(0).asText());
      }
      default ->
          assertEquals(
              "Done.",
              body(result, 200).path("choices").path(0).path("message").path("content").asText(),
              result.body());
    }
  }

  private static JsonNode proxy(ChildRuntime.Result result, int status) throws IOException {
    JsonNode answer = answer(result, "statusCode", "multiValueHeaders", "body", "isBase64Encoded");
    assertEquals(status, answer.path("statusCode").asInt(), result.body());
    assertFalse(answer.path("isBase64Encoded").asBoolean(), result.body());
    return answer;
  }

  private static JsonNode body(ChildRuntime.Result result, int status) throws IOException {
    return json(proxy(result, status).path("body").asText());
  }

  private static String code(ChildRuntime.Result result, int status) throws IOException {
    return body(result, status).path("error").path("code").asText();
  }

  @Override
  void timeOut(ChildRuntime child) throws Exception {
    String chat = event("governed-call", "chat");
    cloud.running.forget();
    assertEquals("upstream_timeout", code(child.invoke(chat, LITTLE), 504));
    assertEquals(0, modelCalls(), "no time was left to record an outcome");

    cloud.running.faults().next(RuntimeCloud::asksModel, new Fault.StallBefore());
    // On a busy machine the call may come to the model too late; then it is not called at all.
    for (long wait = 1_000; modelCalls() == 0; wait *= 2) {
      int outcomes = outcomes();
      Duration left = Duration.ofMillis(GovernedCallHandler.RECORDING_MILLIS + wait);
      assertEquals("upstream_timeout", code(child.invoke(chat, left), 504));
      assertEquals(outcomes + 1, outcomes(), "how the call ended is in the log");
    }
    check("chat", child.invoke(chat));

    cloud.running.forget();
    child.timeOut(chat, SHORT, stalls(cloud.running, writes("intake/"), new Fault.StallBefore()));
    assertEquals(0, modelCalls(), "called before the intent was durable");
  }

  private long modelCalls() {
    return cloud.running.seen().stream().filter(RuntimeCloud::asksModel).count();
  }

  private int outcomes() {
    return cloud.intake().split("\"stage\":\"outcome\"", -1).length - 1;
  }

  @Override
  void afterwards(ChildRuntime next) throws Exception {
    check("chat", next.invoke(event("governed-call", "chat")));
  }
}
