package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.audit.log.Commit;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.Fault;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The sequencer: a commit that was decided stays decided, and the next instance publishes it. */
final class SequencerCase extends RuntimeCase {
  private static final String RUN = "{\"task\":\"run\"}";

  SequencerCase(RuntimeCloud cloud) {
    super(cloud);
  }

  @Override
  Optional<Map.Entry<String, String>> broken() {
    return Optional.of(Map.entry("PORTCULLIS_CHECKPOINT_KEY", "planted key"));
  }

  @Override
  void prepare() throws IOException {
    write("portcullis-first");
  }

  private void write(String eventId) throws IOException {
    assertEquals(
        "{\"written\":1}", cloud.run("audit-writer", AuditWriterCase.direct(eventId)), eventId);
  }

  @Override
  void check(String sample, ChildRuntime.Result result) throws IOException {
    switch (sample) {
      case "run" -> {
        JsonNode done = answer(result, "commit", "size", "added", "publication");
        assertTrue(done.path("size").asLong() >= 1, result.body());
        assertEquals("proven", done.path("publication").asText(), result.body());
      }
      case "seal" ->
          assertEquals(
              0, answer(result, "sealed", "indexed").path("sealed").asInt(), result.body());
      default -> assertEquals("{\"batchItemFailures\":[]}", result.body());
    }
  }

  @Override
  void timeOut(ChildRuntime child) throws Exception {
    write("portcullis-second");
    int commits = commits();
    String late = error(child.invoke(RUN, LITTLE));
    assertTrue(late.contains("no time is left"), late);
    JsonNode again = answer(child.invoke(event("sequencer", "hints"), LITTLE), "batchItemFailures");
    assertTrue(again.path("batchItemFailures").size() > 1, "hints come again: " + again);
    assertEquals(commits, commits(), "nothing was begun");

    child.timeOut(RUN, stalls(cloud.running, writes(Commit.PREFIX), new Fault.StallAfter()));
    assertEquals(commits + 1, commits(), "the commit is decided");
  }

  private int commits() {
    return cloud.log().list(Commit.PREFIX, "", 100).size();
  }

  @Override
  void afterwards(ChildRuntime next) throws Exception {
    JsonNode done = answer(next.invoke(RUN), "commit", "size", "added", "publication");
    assertEquals(2, done.path("size").asInt(), "what was decided is published: " + done);
    assertEquals("proven", done.path("publication").asText());
  }
}
