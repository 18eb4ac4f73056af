package dev.portcullis.aws.eventbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.aws.wire.FakeEventBridge;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** The bus has accepted every alert, or the sender knows that it has not. */
class EventBridgeAlertsTest {
  private final FakeEventBridge bus = new FakeEventBridge();
  private final WireServer server = new WireServer(bus);
  private final EventBridgeClient client =
      WireIdentity.clients(server.uri()).build(EventBridgeClient.builder(), WireIdentity.SHORT);
  private final EventBridgeAlerts alerts = new EventBridgeAlerts(client, FakeEventBridge.BUS);

  EventBridgeAlertsTest() throws IOException {}

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void anAlertTellsWhatAPersonNeedsAndNobodysPseudonym() {
    alerts.accept(alerts(1));
    JsonNode detail = bus.details().get(0);
    assertEquals("alert-0", detail.get("alert_id").textValue());
    assertEquals("brute_force", detail.get("rule").textValue());
    assertEquals("high", detail.get("urgency").textValue());
    assertEquals(7, detail.get("observed").intValue());
    assertEquals(5, detail.get("threshold").intValue());
    assertEquals("[\"event-1\"]", detail.get("events").toString());
    assertEquals(6, detail.size());
  }

  @Test
  void manyAlertsGoInTensAndInOrder() {
    alerts.accept(alerts(23));
    assertEquals(3, server.seen().size());
    assertEquals(
        alerts(23).stream().map(AlertRaised::alertId).toList(),
        bus.details().stream().map(one -> one.get("alert_id").textValue()).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "ThrottlingException,THROTTLED",
    "InternalFailure,UNAVAILABLE",
    "AccessDeniedException,DENIED",
    "MalformedDetail,INVALID",
    "NotToBeKnown,UNAVAILABLE"
  })
  void oneRefusedEntryInAnAnswerOf200IsAFailure(String refusal, Code expected) {
    bus.refuse("");
    bus.refuse(refusal);
    PortException failed = assertThrows(PortException.class, () -> alerts.accept(alerts(3)));
    assertEquals(expected, failed.code());
    assertEquals(2, bus.details().size());
    assertFalse(failed.getMessage().contains("alert-1"), "the entry is quoted");
  }

  private static List<AlertRaised> alerts(int count) {
    return IntStream.range(0, count).mapToObj(EventBridgeAlertsTest::alert).toList();
  }

  private static AlertRaised alert(int number) {
    return new AlertRaised(
        "alert-" + number,
        Instant.parse("2026-01-02T03:04:05Z"),
        "brute_force",
        AlertRaised.Urgency.HIGH,
        Optional.empty(),
        NetworkOrigin.unknown(),
        7,
        5,
        List.of("event-1"));
  }
}
