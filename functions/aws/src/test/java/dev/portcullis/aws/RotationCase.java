package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.Fault;
import dev.portcullis.ports.SecretStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rotation: what is current stays current until its successor was made, set and tested. */
final class RotationCase extends RuntimeCase {
  /** The version that each secret begins with, which is the samples' token too. */
  private static final String FIRST = "4b7f0a9e-3c1d-4c52-9f0e-6d2a1b8c7e5f";

  private static final String TOKEN = "11111111-2222-4333-8444-555555555555";

  RotationCase(RuntimeCloud cloud) {
    super(cloud);
  }

  @Override
  Optional<Map.Entry<String, String>> broken() {
    return Optional.of(Map.entry("PORTCULLIS_OWN_KEY_DAYS", "planted days"));
  }

  @Override
  Map<String, String> values(String sample) {
    return Map.of("ROTATION_TOKEN", "c0ffee00-0000-4000-8000-000000000000");
  }

  /** The samples' token is the current version's, so whatever is asked is done. */
  @Override
  void check(String sample, ChildRuntime.Result result) throws IOException {
    JsonNode answer = answer(result, "credential", "step", "done");
    assertEquals("pepper", answer.path("credential").asText(), result.body());
    assertTrue(answer.path("done").asBoolean(), result.body());
  }

  private static String step(String step, String secret) {
    return """
        {"Step": "%s", "SecretId": "%s", "ClientRequestToken": "%s", "RotationToken": "r"}
        """
        .formatted(step, Deployment.ARN + secret, TOKEN);
  }

  private String current(String name) {
    return cloud
        .deployment
        .services()
        .secrets()
        .read(name)
        .map(SecretStore.Secret::version)
        .orElse("");
  }

  @Override
  void timeOut(ChildRuntime child) throws Exception {
    child.timeOut(
        step("createSecret", "PepperSecret-AbCdEf"),
        SHORT,
        stalls(cloud.running, calls("secretsmanager.PutSecretValue"), new Fault.StallAfter()));
    assertEquals(FIRST, current("pepper"));
  }

  @Override
  void afterwards(ChildRuntime next) throws Exception {
    // The one that was ended holds the lease, so for some minutes the step is not done again.
    String waits = error(next.invoke(step("createSecret", "PepperSecret-AbCdEf")));
    assertTrue(waits.startsWith("createSecret of pepper is not done: waits for"), waits);
    assertEquals(FIRST, current("pepper"));
    for (String step : List.of("createSecret", "setSecret", "testSecret", "finishSecret")) {
      assertEquals(FIRST, current("digest"), step);
      JsonNode done = answer(next.invoke(step(step, "digest")), "credential", "step", "done");
      assertEquals(step, done.path("step").asText());
    }
    assertEquals(TOKEN, current("digest"));
  }
}
