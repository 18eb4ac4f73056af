package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.Fault;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The audit writer: what it acknowledged is durable, and what it did not is delivered again. */
final class AuditWriterCase extends RuntimeCase {
  private static final String LATE = "portcullis-late";

  AuditWriterCase(RuntimeCloud cloud) {
    super(cloud);
  }

  @Override
  Optional<Map.Entry<String, String>> broken() {
    return Optional.of(Map.entry("PORTCULLIS_LOCK_MODE", "planted mode"));
  }

  /** A direct call with one record. */
  static String direct(String eventId) {
    String record =
        "{\"metadata\":{\"uid\":\"" + eventId + "\"},\"unmapped\":{\"stage\":\"refusal\"}}";
    return "{\"records\":[{\"event_id\":\"%s\",\"record\":\"%s\"}]}"
        .formatted(eventId, Base64.getEncoder().encodeToString(record.getBytes(UTF_8)));
  }

  @Override
  void check(String sample, ChildRuntime.Result result) throws IOException {
    if (sample.equals("direct")) {
      assertEquals(2, answer(result, "written").path("written").asInt(), result.body());
      assertTrue(cloud.intake().contains("portcullis-0001"));
      return;
    }
    JsonNode failures = answer(result, "batchItemFailures").path("batchItemFailures");
    String unreadable = "059f36b4-87a3-44ab-83d2-661975470001";
    assertEquals(
        sample.equals("batch") ? "[]" : "[{\"itemIdentifier\":\"" + unreadable + "\"}]",
        failures.toString());
    String acknowledged = sample.equals("batch") ? "portcullis-0003" : "portcullis-0006";
    assertTrue(cloud.intake().contains(acknowledged), acknowledged);
  }

  @Override
  void timeOut(ChildRuntime child) throws Exception {
    child.timeOut(
        direct(LATE), SHORT, stalls(cloud.running, writes("intake/"), new Fault.StallBefore()));
    assertFalse(cloud.intake().contains(LATE));
  }

  @Override
  void afterwards(ChildRuntime next) throws Exception {
    assertEquals("{\"written\":1}", next.invoke(direct(LATE)).body());
    assertTrue(cloud.intake().contains(LATE));
  }
}
