package dev.portcullis.audit.record;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Turns records into OCSF 1.8.0 events in canonical JSON: the same facts always give the same event
 * id, and no text that came from outside enters the bytes except technical names.
 *
 * <p>One encoder per process: it counts the records it writes, and a reader finds a gap in that
 * count. Safe for concurrent use.
 */
public final class RecordEncoder {
  private final Emitter emitter;
  private final InstantSource clock;
  private final CallEncoding calls;
  private final FindingEncoding findings;
  private final ChangeEncoding changes;
  private final Envelope envelope;
  private final AtomicLong sequence = new AtomicLong();
  private final AtomicReference<String> firstRequest = new AtomicReference<>("");

  /**
   * An encoder for one process.
   *
   * @param emitter what the process is
   * @param knownWords names that the configuration itself uses (models, purposes, tools, roles);
   *     they appear as they are, whatever they look like
   * @param digests for names from outside that do not look like names
   * @param clock tells when a record is written
   */
  public RecordEncoder(
      Emitter emitter, Set<String> knownWords, Digests digests, InstantSource clock) {
    this(emitter, knownWords, digests, clock, Quarantine.none());
  }

  /**
   * The same with a place for what no log entry can hold.
   *
   * @param quarantine keeps the bytes of a record that is too long; the log gets an envelope
   */
  public RecordEncoder(
      Emitter emitter,
      Set<String> knownWords,
      Digests digests,
      InstantSource clock,
      Quarantine quarantine) {
    this.emitter = Objects.requireNonNull(emitter, "emitter");
    this.clock = Objects.requireNonNull(clock, "clock");
    Words words = new Words(knownWords, digests);
    Parts parts = new Parts(words, digests, emitter);
    this.calls = new CallEncoding(parts, words);
    this.findings = new FindingEncoding(parts, words);
    this.changes = new ChangeEncoding(words, parts);
    this.envelope = new Envelope(parts, digests, quarantine);
  }

  /**
   * The record's event id and bytes. Each call takes the next sequence number, so encode once and
   * keep the bytes for a retry. A record that is too long for the log comes as an envelope under
   * its own event id, and its bytes are in quarantine by then.
   *
   * @throws dev.portcullis.ports.PortException only for a record that is too long, if its bytes are
   *     not known to be in quarantine
   */
  public EncodedRecord encode(AuditRecord record) {
    Event event = event(record);
    long number = sequence.incrementAndGet();
    long now = clock.millis();
    event.metadata(emitter, now, number);
    byte[] bytes = event.toBytes();
    if (bytes.length > EncodedRecord.LONGEST) {
      Event around = envelope.around(event, bytes);
      around.metadata(emitter, now, number);
      bytes = around.toBytes();
    }
    return new EncodedRecord(event.id(), bytes);
  }

  private Event event(AuditRecord record) {
    if (record instanceof CallIntent intent) {
      return calls.intent(intent, start(intent.call(), "intent"));
    } else if (record instanceof CallOutcome outcome) {
      return calls.outcome(outcome, start(outcome.call(), "outcome"));
    } else if (record instanceof CallRefusal refusal) {
      return calls.refusal(refusal, start(refusal.call(), "refusal"));
    } else if (record instanceof RedactionFinding finding) {
      boolean request = finding.direction() == RedactionFinding.Direction.REQUEST;
      return findings.redaction(
          finding,
          start(
              finding.call().requestId(),
              request ? "finding-request" : "finding-reply",
              finding.at().toEpochMilli()));
    } else if (record instanceof ComplianceResult result) {
      // One run evaluates many checks of many resources: all three name the event.
      String stage = "compliance/" + result.check() + "/" + result.resource();
      return findings.compliance(
          result, start(result.runId(), stage, "compliance", result.at().toEpochMilli()));
    } else if (record instanceof AlertRaised alert) {
      return findings.alert(alert, start(alert.alertId(), "alert", alert.at().toEpochMilli()));
    } else if (record instanceof SessionAuthorized session) {
      return changes.session(
          session, start(session.sessionId(), "authorization", session.at().toEpochMilli()));
    } else if (record instanceof RotationStep step) {
      // One step can fail for several reasons and be noted for several: each is an event of its
      // own.
      String stage = "rotation/" + step.credential() + "/" + step.step() + "/" + step.succeeded();
      stage += step.code().isEmpty() ? "" : "/" + step.code();
      return changes.rotation(
          step, start(step.rotationId(), stage, "rotation", step.at().toEpochMilli()));
    } else if (record instanceof KeyEvent key) {
      String stage = "key/" + key.keyId() + "/" + key.change();
      return changes.key(key, start(key.eventId(), stage, "key", key.at().toEpochMilli()));
    } else if (record instanceof RecordUnsealed unsealed) {
      String stage = "unseal/" + unsealed.eventId();
      return changes.unsealed(
          unsealed, start(unsealed.unsealId(), stage, "unseal", unsealed.at().toEpochMilli()));
    }
    throw new AssertionError("the family is sealed");
  }

  private Event start(CallFacts call, String stage) {
    firstRequest.compareAndSet("", call.requestId());
    Event event = start(call.requestId(), stage, clock.millis());
    event.note("cold_start", call.requestId().equals(firstRequest.get()) ? "yes" : "no");
    return event;
  }

  private Event start(String correlation, String stage, long time) {
    return start(correlation, stage, stage, time);
  }

  private Event start(String correlation, String identity, String stage, long time) {
    String id = EventIds.of(emitter.source(), correlation, identity);
    return new Event(id, correlation, stage, time);
  }
}
