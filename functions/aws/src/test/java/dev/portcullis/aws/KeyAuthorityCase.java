package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.authorization.keys.KeyText;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.Fault;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The key authority: a key that it was told to stop is stopped, whether or not it could say so. */
final class KeyAuthorityCase extends RuntimeCase {
  private String key = "";

  KeyAuthorityCase(RuntimeCloud cloud) {
    super(cloud);
  }

  @Override
  Optional<Map.Entry<String, String>> broken() {
    return Optional.of(Map.entry("PORTCULLIS_PEPPER_SECRET", "planted secret"));
  }

  /** A key for each event, since some stop theirs. */
  @Override
  Map<String, String> values(String sample) {
    key = cloud.deployment.newKey().id();
    return Map.of("KEY_ID", key, "MODEL", "stand-in");
  }

  @Override
  void check(String sample, ChildRuntime.Result result) throws IOException {
    switch (sample) {
      case "create", "rotate" -> {
        JsonNode answer = answer(result, "id", "key");
        assertTrue(answer.path("key").asText().length() > 40, "a secret");
        assertEquals("active", state(answer.path("id").asText()));
        recorded(answer.path("id").asText());
      }
      case "revoke" -> {
        assertEquals(key, answer(result, "id").path("id").asText());
        assertEquals("revoked", state(key));
        recorded(key);
      }
      case "show" -> assertEquals("active", json(result.body()).path("state").asText());
      case "reconcile" -> assertEquals("{\"given_up\":[]}", result.body());
      case "list" -> assertTrue(answer(result, "keys").path("keys").size() > 0, result.body());
      default -> throw new AssertionError(sample);
    }
  }

  private void recorded(String id) {
    assertTrue(cloud.intake().contains(id), "in the log before its answer");
  }

  private String state(String id) {
    return String.valueOf(
        KeyText.tree(cloud.deployment.keys().show(id).orElseThrow()).get("state"));
  }

  @Override
  void timeOut(ChildRuntime child) throws Exception {
    child.timeOut(
        event("key-authority", "revoke"),
        SHORT,
        stalls(cloud.running, writes("intake/"), new Fault.StallBefore()));
    assertEquals("revoked", state(key));
  }

  @Override
  void afterwards(ChildRuntime next) throws Exception {
    String again = "{\"operation\":\"revoke\",\"id\":\"" + key + "\",\"reason\":\"again\"}";
    assertEquals(key, answer(next.invoke(again), "id").path("id").asText());
    recorded(key);
    check("create", next.invoke(event("key-authority", "create")));
  }
}
