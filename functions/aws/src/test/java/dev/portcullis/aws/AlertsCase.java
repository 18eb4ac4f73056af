package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The alerts: how far they are moves only after people were told, so none is lost. */
final class AlertsCase extends RuntimeCase {
  private static final String WATCH = "{\"task\":\"watch\"}";

  /** More than the threshold within five minutes. */
  private static final int REFUSALS = 11;

  private int told;

  AlertsCase(RuntimeCloud cloud) {
    super(cloud);
  }

  @Override
  Optional<Map.Entry<String, String>> broken() {
    return Optional.of(Map.entry("PORTCULLIS_ALERT_BUS", "planted bus"));
  }

  @Override
  void prepare() throws IOException {
    refusals("203.0.113.7");
  }

  /** So many refusals of one network are in the log that people must be told. */
  private void refusals(String address) throws IOException {
    int before = cloud.deployment.queue.sent().size();
    String event = SampleEvents.read("authorizer", "no-credential", Map.of());
    for (int i = 0; i < REFUSALS; i++) {
      cloud.run("authorizer", event.replace("203.0.113.7", address));
    }
    List<String> records =
        cloud.deployment.queue.sent().subList(before, cloud.deployment.queue.sent().size());
    assertEquals(
        "{\"written\":" + REFUSALS + "}",
        cloud.run("audit-writer", "{\"records\":[" + String.join(",", records) + "]}"));
    String run = cloud.run("sequencer", "{\"task\":\"run\"}");
    assertTrue(run.contains("\"proven\""), run);
  }

  @Override
  void check(String sample, ChildRuntime.Result result) throws IOException {
    JsonNode answer = answer(result, "read", "alerts");
    boolean first = told == 0;
    assertEquals(first ? REFUSALS : 0, answer.path("read").asInt(), result.body());
    assertEquals(first ? 1 : 0, answer.path("alerts").asInt(), result.body());
    told = 1;
    assertEquals(told, cloud.deployment.events.details().size(), "events on the bus");
  }

  @Override
  void timeOut(ChildRuntime child) throws Exception {
    refusals("198.51.100.9");
    String before = position();
    String late = error(child.invoke(WATCH, LITTLE));
    assertTrue(late.contains("no time is left"), late);
    assertEquals(before, position());

    child.timeOut(
        WATCH, stalls(cloud.running, calls("AWSEvents.PutEvents"), new Fault.StallBefore()));
    assertEquals(before, position(), "moved before people were told");
    assertEquals(told, cloud.deployment.events.details().size());
  }

  private String position() {
    return cloud
        .deployment
        .services()
        .records("alerts")
        .read("alerts/position")
        .map(stored -> new String(stored.body(), UTF_8))
        .orElse("");
  }

  @Override
  void afterwards(ChildRuntime next) throws Exception {
    JsonNode answer = answer(next.invoke(WATCH), "read", "alerts");
    assertTrue(answer.path("alerts").asInt() >= 1, answer.toString());
    assertTrue(cloud.deployment.events.details().size() > told, "people were told");
  }
}
