package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.Fault;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The witness: nothing is signed that is not remembered, and what is remembered is signed again.
 */
final class WitnessCase extends RuntimeCase {
  WitnessCase(RuntimeCloud cloud) {
    super(cloud);
  }

  @Override
  Optional<Map.Entry<String, String>> broken() {
    return Optional.of(Map.entry("PORTCULLIS_WITNESS_TABLE", "planted table"));
  }

  @Override
  Map<String, String> values(String sample) {
    return Map.of(
        "ADD_CHECKPOINT",
        EventsTest.addCheckpoint(cloud.deployment.services(), cloud.deployment.variables()));
  }

  @Override
  void check(String sample, ChildRuntime.Result result) throws IOException {
    JsonNode answer = answer(result, "status", "content_type", "body");
    assertEquals(200, answer.path("status").asInt(), result.body());
    assertTrue(
        answer.path("body").asText().startsWith("\u2014 portcullis.example/log/witness "),
        result.body());
    assertEquals(1, remembered());
  }

  private int remembered() {
    return cloud.deployment.services().records("witness").list("", "", 10).size();
  }

  @Override
  void timeOut(ChildRuntime child) throws Exception {
    child.timeOut(
        event("witness", "add-checkpoint"),
        SHORT,
        stalls(cloud.running, calls("TrentService.Sign"), new Fault.StallBefore()));
    assertEquals(1, remembered());
  }

  @Override
  void afterwards(ChildRuntime next) throws Exception {
    check("add-checkpoint", next.invoke(event("witness", "add-checkpoint")));
  }
}
