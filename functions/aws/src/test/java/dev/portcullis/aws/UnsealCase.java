package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.Fault;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Unsealing: nobody is shown a record whose opening is not in the log. */
final class UnsealCase extends RuntimeCase {
  private static final String RECORD = "{\"a\":\"record that is long\"}";
  private static final String EVENT = "00112233445566778899aabbccddeeff";

  UnsealCase(RuntimeCloud cloud) {
    super(cloud);
  }

  @Override
  Optional<Map.Entry<String, String>> broken() {
    return Optional.of(Map.entry("PORTCULLIS_SUBJECT_KEY", "planted key"));
  }

  @Override
  void prepare() {
    String envelope =
        SealedRecord.envelope(
            cloud.log(),
            cloud
                .deployment
                .services()
                .wrapping(cloud.deployment.variables().get("PORTCULLIS_SUBJECT_KEY")),
            EVENT,
            RECORD.getBytes(UTF_8));
    assertEquals(
        "{\"written\":1}", cloud.run("audit-writer", SealedRecord.written(EVENT, envelope)));
    String run = cloud.run("sequencer", "{\"task\":\"run\"}");
    assertTrue(run.contains("\"proven\""), run);
  }

  @Override
  Map<String, String> values(String sample) {
    return Map.of("EVENT_ID", EVENT);
  }

  @Override
  void check(String sample, ChildRuntime.Result result) throws IOException {
    JsonNode answer = answer(result, "event_id", "record");
    assertEquals(RECORD, answer.path("record").asText());
    assertTrue(openings() > 0, "in the log before its answer");
  }

  private int openings() {
    return cloud.intake().split("record[.]unseal", -1).length - 1;
  }

  @Override
  void timeOut(ChildRuntime child) throws Exception {
    int before = openings();
    child.timeOut(
        event("unseal", "unseal"),
        SHORT,
        stalls(cloud.running, writes("intake/"), new Fault.StallBefore()));
    assertEquals(before, openings());
    assertFalse(child.lines().toString().contains("a record that is long"), "shown in a line");
  }

  @Override
  void afterwards(ChildRuntime next) throws Exception {
    int before = openings();
    check("unseal", next.invoke(event("unseal", "unseal")));
    assertEquals(before + 1, openings());
  }
}
