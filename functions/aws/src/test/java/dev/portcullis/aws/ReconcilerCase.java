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
  ReconcilerCase(RuntimeCloud cloud) {
    super(cloud);
  }

  @Override
  Optional<Map.Entry<String, String>> broken() {
    return Optional.of(Map.entry("PORTCULLIS_JOURNAL_TABLE", "planted table"));
  }

  @Override
  Map<String, String> values(String sample) {
    return Map.of("PROVIDER_KEY_ID", "key-9");
  }

  @Override
  void check(String sample, ChildRuntime.Result result) throws IOException {
    if (sample.equals("adopt")) {
      JsonNode error = answer(result, "error").path("error");
      assertEquals("not_found", error.path("code").asText());
      return;
    }
    JsonNode done = answer(result, "reconciled").path("reconciled");
    assertEquals("{\"pepper\":0,\"digest\":0}", done.toString());
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
