package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.Fault;
import dev.portcullis.aws.wire.WireReply;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The gate: what is not permitted is refused, and every refusal is in the queue first. */
final class AuthorizerCase extends RuntimeCase {
  private final String key;
  private int refusals;

  AuthorizerCase(RuntimeCloud cloud) {
    super(cloud);
    key = cloud.deployment.newKey().key().reveal();
  }

  @Override
  Optional<Map.Entry<String, String>> broken() {
    return Optional.of(Map.entry("PORTCULLIS_AUDIT_QUEUE", "planted, no URL"));
  }

  @Override
  Map<String, String> values(String sample) {
    return Map.of("API_KEY", key);
  }

  @Override
  void check(String sample, ChildRuntime.Result result) throws IOException {
    switch (sample) {
      case "no-credential" -> {
        assertEquals("Unauthorized", error(result));
        refusals++;
      }
      case "doubled-header" -> {
        JsonNode context = policy(result, "Deny").path("context");
        assertEquals("duplicate_authorization", context.path("code").asText());
        assertTrue(context.path("message").asText().matches("[ -~&&[^\"\\\\]]+"));
        refusals++;
      }
      default ->
          assertEquals(
              "permitted", policy(result, "Allow").path("context").path("status").asText());
    }
    assertEquals(refusals, cloud.deployment.queue.sent().size(), "refusals in the queue");
  }

  private static JsonNode policy(ChildRuntime.Result result, String effect) throws IOException {
    JsonNode answer = answer(result, "principalId", "policyDocument", "context");
    JsonNode statement = answer.path("policyDocument").path("Statement");
    assertEquals(1, statement.size(), result.body());
    assertEquals(effect, statement.path(0).path("Effect").asText(), result.body());
    assertTrue(
        statement.path(0).path("Resource").asText().matches("arn:aws:execute-api:[^*?]+"),
        result.body());
    return answer;
  }

  @Override
  void timeOut(ChildRuntime child) throws Exception {
    Fault down = new Fault.Instead(WireReply.of(503));
    cloud.running.faults().next(calls("AmazonSQS.SendMessage"), down, down, down);
    assertEquals(
        "the refusal could not be recorded",
        error(child.invoke(event("authorizer", "no-credential"))));

    child.timeOut(
        event("authorizer", "bearer"),
        SHORT,
        stalls(cloud.running, calls("DynamoDB_20120810.GetItem"), new Fault.StallBefore()));
  }

  @Override
  void afterwards(ChildRuntime next) throws Exception {
    check("bearer", next.invoke(event("authorizer", "bearer")));
    check("no-credential", next.invoke(event("authorizer", "no-credential")));
  }
}
