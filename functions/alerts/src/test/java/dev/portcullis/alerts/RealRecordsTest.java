package dev.portcullis.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.record.CallFacts;
import dev.portcullis.audit.record.CallRefusal;
import dev.portcullis.audit.record.Caller;
import dev.portcullis.audit.record.Digests;
import dev.portcullis.audit.record.Emitter;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.audit.record.Pseudonym;
import dev.portcullis.audit.record.RecordEncoder;
import dev.portcullis.audit.record.TraceContext;
import dev.portcullis.ports.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The watch reads what the encoder writes, and its alerts can be written and read themselves. */
final class RealRecordsTest {
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private final RecordEncoder encoder =
      new RecordEncoder(
          new Emitter("test", "gateway", "0.1.0", "local", "laptop", "here", "e1"),
          Set.of(),
          new Digests("log-1", SecretBytes.of("digest key", new byte[32])),
          () -> now);
  private final AlertWatch watch =
      new AlertWatch(
          Thresholds.defaults(), () -> now, new Metrics("Portcullis", "alerts", line -> {}));

  @Test
  void refusalsAsTheyAreWrittenRaiseAnAlertAboutTheirPrincipal() {
    List<AlertRaised> alerts = refuse(10);
    assertEquals(List.of("repeated_refusals"), alerts.stream().map(AlertRaised::rule).toList());
    assertEquals("ab".repeat(20), alerts.get(0).about().orElseThrow().value());
    assertEquals(Optional.of("203.0.113.0/24"), alerts.get(0).origin().network());
  }

  @Test
  void anAlertIsARecordThatNamesTheSamePrincipal() {
    AlertRaised alert = refuse(10).get(0);
    LogRecord written = LogRecord.parse(0, encoder.encode(alert).bytes());
    assertEquals(LogRecord.Kind.ALERT, written.kind());
    assertEquals("ab".repeat(20), written.pseudonym());
  }

  @Test
  void anAlertInTheStreamRaisesNoAlert() {
    byte[] alert = encoder.encode(refuse(10).get(0)).bytes();
    for (int i = 0; i < 50; i++) {
      assertEquals(List.of(), watch.see(LogRecord.parse(100 + i, alert)));
    }
  }

  @Test
  void whatARotationRaisedElsewhereIsReadBackAsItWasWritten() {
    AlertWatch elsewhere =
        new AlertWatch(
            Thresholds.defaults(), () -> now, new Metrics("Portcullis", "rotation", line -> {}));
    AlertRaised raised =
        elsewhere.see(new RotationFinding(now, Rule.ROTATION_FAILED, "model", 3, 0)).get(0);
    LogRecord written = LogRecord.parse(0, encoder.encode(raised).bytes());
    assertEquals(Optional.of(raised), watch.raisedByRotation(written));
    assertEquals(Optional.empty(), elsewhere.raisedByRotation(written));
    LogRecord another = LogRecord.parse(0, encoder.encode(refuse(10).get(0)).bytes());
    assertEquals(Optional.empty(), watch.raisedByRotation(another));
  }

  private List<AlertRaised> refuse(int times) {
    List<AlertRaised> alerts = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      now = now.plusSeconds(1);
      byte[] bytes = encoder.encode(refusal("r-" + i)).bytes();
      assertEquals(bytes.length, new String(bytes, StandardCharsets.US_ASCII).length());
      alerts.addAll(watch.see(LogRecord.parse(i, bytes)));
    }
    return alerts;
  }

  private CallRefusal refusal(String id) {
    Caller caller =
        new Caller(
            new Pseudonym("s-1", "ab".repeat(20)),
            "User",
            "acme",
            List.of("developer"),
            "api-key",
            Optional.empty());
    return new CallRefusal(
        new CallFacts(
            id,
            now,
            CallFacts.Operation.CHAT_COMPLETIONS,
            false,
            Optional.of(caller),
            NetworkOrigin.of("203.0.113.9", NetworkOrigin.Detail.TRUNCATED),
            TraceContext.none(),
            CallFacts.Target.unknown(),
            Optional.empty()),
        CallRefusal.Kind.DENIED,
        CallRefusal.Stage.AUTHORIZE,
        "model_not_allowed",
        OptionalInt.of(403),
        Optional.empty(),
        Optional.empty());
  }
}
