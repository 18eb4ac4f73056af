package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.Fault;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The reconciler: it says which credentials it did not get to, and the next run takes them up. */
final class ReconcilerCase extends RuntimeCase {
  /** No version of any secret. */
  private static final String NOBODYS = "0dd0ba11-0000-4000-8000-000000000000";

  ReconcilerCase(RuntimeCloud cloud) {
    super(cloud);
  }

  @Override
  Optional<Map.Entry<String, String>> broken() {
    return Optional.of(Map.entry("PORTCULLIS_JOURNAL_TABLE", "planted table"));
  }

  @Override
  Map<String, String> values(String sample) {
    return Map.of("PROVIDER_KEY_ID", "key-9", "HANDED_VERSION", NOBODYS, "ROTATION_TOKEN", NOBODYS);
  }

  @Override
  void check(String sample, ChildRuntime.Result result) throws IOException {
    switch (sample) {
      case "adopt", "hand-over" -> assertEquals("not_found", code(result));
      case "give-up", "roll-back" -> assertEquals("refused", code(result));
      case "pause" -> assertEquals("digest", answer(result, "paused").path("paused").asText());
      case "resume" -> assertEquals("digest", answer(result, "resumed").path("resumed").asText());
      case "run" -> assertEquals("digest", answer(result, "rotated").path("rotated").asText());
      case "status" -> assertEquals(2, answer(result, "credentials").path("credentials").size());
      case "history", "plan" ->
          assertEquals(1, answer(result, "credentials").path("credentials").size());
      default -> {
        JsonNode done = answer(result, "reconciled").path("reconciled");
        assertEquals("{\"pepper\":0,\"digest\":0}", done.toString());
      }
    }
  }

  private static String code(ChildRuntime.Result result) throws IOException {
    return answer(result, "error").path("error").path("code").asText();
  }

  @Override
  void timeOut(ChildRuntime child) throws Exception {
    String event = event("reconciler", "reconcile");
    assertEquals("not reconciled: pepper, digest", error(child.invoke(event, LITTLE)));
    child.timeOut(
        event,
        stalls(
            cloud.running, calls("secretsmanager.ListSecretVersionIds"), new Fault.StallBefore()));
  }

  @Override
  void afterwards(ChildRuntime next) throws Exception {
    check("reconcile", next.invoke(event("reconciler", "reconcile")));
  }
}
