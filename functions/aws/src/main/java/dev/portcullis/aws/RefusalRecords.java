package dev.portcullis.aws;

import dev.portcullis.audit.record.CallFacts;
import dev.portcullis.audit.record.CallFacts.Operation;
import dev.portcullis.audit.record.CallRefusal;
import dev.portcullis.audit.record.CallRefusal.Kind;
import dev.portcullis.audit.record.CallRefusal.Stage;
import dev.portcullis.audit.record.EncodedRecord;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.audit.record.PolicyDecision;
import dev.portcullis.audit.record.RecordEncoder;
import dev.portcullis.audit.record.TraceContext;
import dev.portcullis.authorization.Decision;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.aws.event.AuthorizerEvent;
import dev.portcullis.aws.event.RecordMessage;
import dev.portcullis.ports.PortException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Puts the record of a refused call into the audit queue; it is durable there when {@link #send}
 * returns.
 *
 * <p>The caller is not named: the authorizer has no key for pseudonyms. The network, the route and
 * the reason are in the record.
 */
final class RefusalRecords {
  private final RecordEncoder encoder;
  private final Consumer<RecordMessage> queue;
  private final LogLines lines;

  RefusalRecords(RecordEncoder encoder, Consumer<RecordMessage> queue, LogLines lines) {
    this.encoder = Objects.requireNonNull(encoder, "encoder");
    this.queue = Objects.requireNonNull(queue, "queue");
    this.lines = Objects.requireNonNull(lines, "lines");
  }

  void send(AuthorizerEvent event, Instant now, Kind kind, Stage stage, String code, int status) {
    send(event, now, kind, stage, code, status, Optional.empty());
  }

  /**
   * Records a refusal.
   *
   * @throws FailedInvocation if it is not in the queue: what is not recorded is not answered in its
   *     own words, and the caller tries again
   */
  void send(
      AuthorizerEvent event,
      Instant now,
      Kind kind,
      Stage stage,
      String code,
      int status,
      Optional<Decision> decision) {
    EncodedRecord record =
        encoder.encode(
            new CallRefusal(
                facts(event, now),
                kind,
                stage,
                code,
                OptionalInt.of(status),
                decision.map(RefusalRecords::recorded),
                Optional.empty()));
    try {
      queue.accept(new RecordMessage(record.eventId(), record.bytes()));
    } catch (PortException unrecorded) {
      lines.raise("a refusal could not be recorded: " + unrecorded.code(), event.requestId());
      throw new FailedInvocation("the refusal could not be recorded");
    }
  }

  private static CallFacts facts(AuthorizerEvent event, Instant now) {
    RequestHead head = event.head();
    NetworkOrigin.Detail detail = NetworkOrigin.Detail.TRUNCATED;
    return new CallFacts(
        event.requestId(),
        now,
        operation(head.path()),
        false,
        Optional.empty(),
        head.sourceIp()
            .map(address -> NetworkOrigin.of(address, detail))
            .orElseGet(NetworkOrigin::unknown)
            .through(List.of(), head.vpcEndpoint(), detail),
        head.single("traceparent").map(TraceContext::parse).orElse(TraceContext.none()),
        CallFacts.Target.unknown(),
        Optional.empty());
  }

  private static Operation operation(String path) {
    return switch (path) {
      case "/v1/chat/completions" -> Operation.CHAT_COMPLETIONS;
      case "/v1/responses" -> Operation.RESPONSES;
      case "/v1/embeddings" -> Operation.EMBEDDINGS;
      case "/v1/models" -> Operation.MODELS;
      default -> Operation.UNKNOWN;
    };
  }

  private static PolicyDecision recorded(Decision made) {
    return new PolicyDecision(
        made.permitted(),
        made.reason().code(),
        made.policies(),
        made.policyVersion(),
        made.inputDigest(),
        made.errors().size(),
        made.alarms());
  }
}
