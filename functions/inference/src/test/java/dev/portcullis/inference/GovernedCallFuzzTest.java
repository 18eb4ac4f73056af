package dev.portcullis.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Random bodies against random replies: every call is answered and recorded, no planted value of
 * the caller reaches the model, none of the model's reaches the caller, and none a record.
 *
 * <p>Runs two seconds, or as many as {@code portcullis.fuzz.seconds} says; {@code
 * portcullis.fuzz.seed} repeats a run.
 */
class GovernedCallFuzzTest {
  private static final String OWN = "carla.ruiz@example.org";
  private static final String FOREIGN = "eve.stone@example.net";
  private static final List<String> ROUTES =
      List.of("/v1/chat/completions", "/v1/responses", "/v1/embeddings", "/v1/models", "/v1/x");
  private static final List<String> NAMES =
      List.of(
          "model",
          "messages",
          "role",
          "content",
          "type",
          "text",
          "input",
          "tools",
          "function",
          "name",
          "arguments",
          "user",
          "metadata",
          "stop",
          "choices",
          "delta",
          "index",
          "message",
          "finish_reason",
          "id",
          "usage",
          "item_id",
          "output_index",
          "response",
          "error",
          "logprobs",
          "annotations",
          "n",
          "stream_options",
          "prediction",
          "tool_calls",
          "data",
          "embedding");

  private final Random random;
  private final long seed;

  GovernedCallFuzzTest() {
    seed = Long.getLong("portcullis.fuzz.seed", System.nanoTime());
    random = new Random(seed);
  }

  @Test
  void everyCallIsAnsweredAndRecordedAndLeaksNothing() {
    long end = System.nanoTime() + Long.getLong("portcullis.fuzz.seconds", 2) * 1_000_000_000L;
    long calls = 0;
    while (calls == 0 || System.nanoTime() < end) {
      one("seed " + seed + ", call " + calls++);
    }
  }

  private void one(String which) {
    Deployment deployment = new Deployment();
    deployment.model.status = random.nextInt(8) == 0 ? 400 + random.nextInt(200) : 200;
    deployment.model.contentType =
        random.nextInt(4) == 0 ? "application/json" : "text/event-stream";
    String reply = reply();
    deployment.model.answer = body -> reply;
    if (random.nextInt(12) == 0) {
      deployment.logFailsFrom = random.nextInt(3);
    }
    String path = ROUTES.get(Math.min(random.nextInt(9), ROUTES.size() - 1) % ROUTES.size());
    Caught answer = new Caught(random.nextBoolean(), random.nextInt(6) == 0 ? 1 : -1);
    byte[] body = body().getBytes(StandardCharsets.UTF_8);
    deployment.send(
        path.endsWith("models") ? "GET" : "POST",
        path,
        body,
        answer,
        Map.of("authorization", "Bearer developer", "traceparent", value(0, OWN)));
    assertTrue(answer.status >= 200, which + ": no answer");
    assertTrue(answer.headers.getOrDefault("x-request-id", "").startsWith("req_"), which);
    assertFalse(holds(deployment.model.received.toString(), OWN), which + ": sent to the model");
    assertFalse(holds(answer.body(), FOREIGN), which + ": delivered");
    String records = deployment.records().toString();
    assertFalse(holds(records, OWN) || holds(records, FOREIGN), which + ": in a record");
    if (deployment.logFailsFrom < 0) {
      List<String> stages = deployment.stages();
      boolean outcome = stages.contains("outcome");
      assertEquals(stages.contains("intent"), outcome, which + ": " + stages);
      assertEquals(!deployment.model.received.isEmpty(), outcome, which + ": " + stages);
      assertFalse(stages.isEmpty(), which + ": not recorded");
    }
  }

  /**
   * With a letter or a digit right behind it, as a changed character leaves it, it is no address.
   */
  private static boolean holds(String text, String planted) {
    return Pattern.compile(Pattern.quote(planted) + "(?![\\p{L}\\p{N}])").matcher(text).find();
  }

  private String body() {
    StringBuilder out = new StringBuilder("{\"model\":\"stand-in\"");
    if (random.nextInt(3) > 0) {
      out.append(",\"stream\":true");
    }
    out.append(",\"messages\":[{\"role\":\"user\",\"content\":").append(value(3, OWN));
    out.append("}],\"input\":").append(value(2, OWN));
    for (int i = random.nextInt(4); i > 0; i--) {
      out.append(",\"").append(random.nextBoolean() ? i + " " + OWN : "f" + i).append("\":");
      out.append(value(3, OWN));
    }
    return broken(out.append('}').toString());
  }

  private String reply() {
    if (random.nextInt(3) == 0) {
      return broken(object(4, FOREIGN));
    }
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      String delta = random.nextBoolean() ? object(3, FOREIGN) : "{\"content\":\"eve.stone@exa\"}";
      out.append("data: ");
      out.append(
          switch (random.nextInt(4)) {
            case 0 -> object(3, FOREIGN);
            case 1 ->
                "{\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":"
                    + value(0, FOREIGN)
                    + "}";
            default ->
                "{\"choices\":[{\"index\":" + random.nextInt(2) + ",\"delta\":" + delta + "}]}";
          });
      out.append(random.nextInt(5) == 0 ? "\r\n\r\n" : "\n\n");
    }
    out.append("data: {\"type\":\"response.completed\",\"response\":").append(object(2, FOREIGN));
    return broken(out.append("}\n\ndata: [DONE]\n\n").toString());
  }

  private String object(int depth, String planted) {
    StringBuilder out = new StringBuilder("{");
    for (int i = random.nextInt(4); i >= 0; i--) {
      String name = random.nextInt(8) == 0 ? planted : NAMES.get(random.nextInt(NAMES.size()));
      out.append(out.length() > 1 ? "," : "").append('"').append(name).append("\":");
      out.append(value(depth - 1, planted));
    }
    return out.append('}').toString();
  }

  private String value(int depth, String planted) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> Integer.toString(random.nextInt(200_000) - 100);
      case 1 -> random.nextBoolean() ? "null" : "true";
      case 2 -> "\"\\ud83d\\u0000 \\n" + planted + "\\ude00\"";
      case 3 -> "\"to " + planted + ", ok\"";
      case 4 -> "\"{\\\"to\\\":\\\"" + planted + "\\\"}\"";
      case 5 -> "\"plain\"";
      case 6 -> "\"" + NAMES.get(random.nextInt(NAMES.size())) + "\"";
      case 7 -> object(depth, planted);
      default -> "[" + value(depth - 1, planted) + "," + object(depth, planted) + "]";
    };
  }

  /** One text in six with a character changed, put in or cut off. */
  private String broken(String text) {
    int at = random.nextInt(text.length());
    return switch (random.nextInt(18)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
      case 2 -> text.substring(0, at) + "\"" + text.substring(at);
      default -> text;
    };
  }
}
