package dev.portcullis.audit.record;

import dev.portcullis.audit.record.CallFacts.Operation;
import dev.portcullis.audit.record.CallFacts.Target;
import dev.portcullis.audit.record.Examined.NotExamined;
import dev.portcullis.audit.record.ModelReply.Tokens;
import dev.portcullis.ports.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Records of every type and variant, with every text taken through a function that can spoil it.
 */
public final class SampleRecords {
  /** Names of a configuration, which stand in records as they are, however long they are. */
  private static final List<String> LONG_NAMES =
      IntStream.range(0, 64).mapToObj(i -> "standard-" + i + "-".repeat(1_100)).toList();

  public static final Instant NOW = Instant.parse("2026-11-24T14:00:01.250Z");
  public static final Instant RECEIVED = Instant.parse("2026-11-24T14:00:00Z");
  public static final Digests DIGESTS =
      new Digests("log-1", SecretBytes.of("digest key", new byte[32]));

  private final UnaryOperator<String> text;

  private SampleRecords(UnaryOperator<String> text) {
    this.text = text;
  }

  /** An encoder of a process that starts now. */
  public static RecordEncoder encoder() {
    return encoder(InstantSource.fixed(NOW));
  }

  /** An encoder under a clock. */
  public static RecordEncoder encoder(InstantSource clock) {
    return encoder(clock, Quarantine.none());
  }

  /** The same with a place for what is too long. */
  static RecordEncoder encoder(InstantSource clock, Quarantine quarantine) {
    Emitter emitter =
        new Emitter("portcullis/test", "gateway", "0.1.0", "local", "laptop", "here", "e1");
    Set<String> known = new HashSet<>(LONG_NAMES);
    known.addAll(Set.of("gpt-4o-mini", "support"));
    return new RecordEncoder(emitter, known, DIGESTS, clock, quarantine);
  }

  /** Every type and variant with ordinary texts. */
  public static List<AuditRecord> all() {
    return all(UnaryOperator.identity());
  }

  /** Every type and variant, each text from outside replaced by what {@code text} makes of it. */
  public static List<AuditRecord> all(UnaryOperator<String> text) {
    return new SampleRecords(text).records();
  }

  private List<AuditRecord> records() {
    List<AuditRecord> all = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      all.add(intent("r-" + operation, operation));
    }
    for (CallOutcome.Ending ending : CallOutcome.Ending.values()) {
      all.add(outcome("r-" + ending, ending));
    }
    for (CallRefusal.Kind kind : CallRefusal.Kind.values()) {
      all.add(refusal("r-" + kind, kind));
    }
    all.add(
        new CallRefusal(
            new CallFacts(
                "r-bare",
                RECEIVED,
                Operation.UNKNOWN,
                false,
                Optional.empty(),
                NetworkOrigin.unknown(),
                TraceContext.none(),
                Target.unknown(),
                Optional.empty()),
            CallRefusal.Kind.UNAUTHENTICATED,
            CallRefusal.Stage.AUTHENTICATE,
            "invalid_api_key",
            OptionalInt.of(401),
            Optional.empty(),
            Optional.empty()));
    for (RedactionFinding.Direction direction : RedactionFinding.Direction.values()) {
      all.add(
          new RedactionFinding(
              facts("r-finding", Operation.CHAT_COMPLETIONS), NOW, direction, examined()));
    }
    for (ComplianceResult.Result result : ComplianceResult.Result.values()) {
      all.add(
          new ComplianceResult(
              "run-1",
              NOW,
              text.apply("log-retention-" + result),
              text.apply("AU-11"),
              List.of(text.apply("NIST-SP-800-53")),
              text.apply("bucket"),
              text.apply("audit-log"),
              result,
              Optional.of(DIGESTS.of("evidence", "x"))));
    }
    all.add(tooLong());
    all.add(
        new SessionAuthorized(
            "s-1",
            NOW,
            caller(),
            NetworkOrigin.of("2001:db8:1:2::3", NetworkOrigin.Detail.TRUNCATED),
            decision(true)));
    all.add(new SessionAuthorized("s-2", NOW, caller(), NetworkOrigin.unknown(), decision(false)));
    for (RotationStep.Step step : RotationStep.Step.values()) {
      all.add(new RotationStep("rot-1", NOW, text.apply("upstream-key"), step, true, ""));
      all.add(
          new RotationStep(
              "rot-2", NOW, text.apply("upstream-key"), step, false, text.apply("test_failed")));
    }
    for (KeyEvent.Change change : KeyEvent.Change.values()) {
      all.add(new KeyEvent("k-" + change, NOW, KeyEvent.Use.SUBJECT, "s-0011", change));
    }
    all.add(new RecordUnsealed("u-1", NOW, "00112233445566778899aabbccddeeff"));
    for (AlertRaised.Urgency urgency : AlertRaised.Urgency.values()) {
      all.add(
          new AlertRaised(
              "a-" + urgency,
              NOW,
              text.apply("repeated_refusals"),
              urgency,
              Optional.of(caller().pseudonym()),
              NetworkOrigin.of(text.apply("198.51.100.7"), NetworkOrigin.Detail.TRUNCATED),
              12,
              10,
              List.of("00112233445566778899aabbccddeeff")));
    }
    return all;
  }

  /** A record that no log entry can hold, so that its envelope is a sample too. */
  static ComplianceResult tooLong() {
    return new ComplianceResult(
        "run-long",
        NOW,
        "log-retention",
        "AU-11",
        LONG_NAMES,
        "bucket",
        "audit-log",
        ComplianceResult.Result.PASS,
        Optional.empty());
  }

  private CallIntent intent(String id, Operation operation) {
    return new CallIntent(facts(id, operation), decision(true), examined(), content("sent"));
  }

  private CallOutcome outcome(String id, CallOutcome.Ending ending) {
    boolean delivered = ending == CallOutcome.Ending.DELIVERED;
    return new CallOutcome(
        facts(id, Operation.CHAT_COMPLETIONS),
        decision(true),
        ending,
        examined(),
        delivered ? examined() : Examined.nothing("1.0.0"),
        delivered ? reply() : ModelReply.none(),
        delivered ? Optional.of(content("delivered")) : Optional.empty(),
        delivered ? OptionalInt.of(200) : OptionalInt.of(502),
        false,
        delivered ? Optional.of(1250L) : Optional.empty(),
        delivered ? "" : text.apply("upstream_failed"));
  }

  private CallRefusal refusal(String id, CallRefusal.Kind kind) {
    return new CallRefusal(
        facts(id, Operation.RESPONSES),
        kind,
        CallRefusal.Stage.AUTHORIZE,
        text.apply("model_not_allowed"),
        OptionalInt.of(403),
        Optional.of(decision(false)),
        Optional.of(examined()));
  }

  private CallFacts facts(String id, Operation operation) {
    return new CallFacts(
        id,
        RECEIVED,
        operation,
        true,
        Optional.of(caller()),
        NetworkOrigin.of(text.apply("203.0.113.77"), NetworkOrigin.Detail.TRUNCATED)
            .through(
                List.of(text.apply("198.51.100.9")),
                Optional.of(text.apply("vpce-0a1b2c3d")),
                NetworkOrigin.Detail.TRUNCATED),
        TraceContext.parse(text.apply("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")),
        new Target(
            Optional.of(text.apply("gpt-4o-mini")),
            Optional.of(text.apply("openai")),
            Optional.of(text.apply("support")),
            Optional.of(text.apply("eu-central-1")),
            Optional.of(text.apply("conv-7"))),
        Optional.of(content("request")));
  }

  private Caller caller() {
    return new Caller(
        new Pseudonym("s-0011223344556677", "ab".repeat(20)),
        text.apply("User"),
        text.apply("acme"),
        List.of(text.apply("developer")),
        text.apply("api-key"),
        Optional.of(text.apply("helpdesk")));
  }

  private PolicyDecision decision(boolean permitted) {
    return new PolicyDecision(
        permitted,
        text.apply(permitted ? "policy_permits" : "no_policy_permits"),
        permitted ? List.of(text.apply("developers-may-chat")) : List.of(),
        text.apply("3f9a0c11d2e4b5a6"),
        text.apply("sha256:00ff"),
        0,
        permitted ? List.of() : List.of(text.apply("export-attempt")));
  }

  private Examined examined() {
    return new Examined(
        text.apply("1.4.2"),
        List.of(text.apply("personal"), text.apply("secrets")),
        4096,
        4096,
        0,
        Map.of(text.apply("EMAIL_ADDRESS"), 2L),
        2,
        2,
        0,
        List.of(new NotExamined(Examined.Kind.IMAGE, 1, 10_000, true)));
  }

  private ModelReply reply() {
    return new ModelReply(
        Optional.of(text.apply("gpt-4o-mini-2024-07-18")),
        Optional.of(text.apply("chatcmpl-1")),
        OptionalInt.of(200),
        new Tokens(
            OptionalLong.of(120), OptionalLong.of(40), OptionalLong.of(64), OptionalLong.of(0)),
        List.of(text.apply("stop")),
        List.of(text.apply("send_email")),
        1,
        Optional.of(Duration.ofMillis(900)),
        Optional.of(Duration.ofMillis(150)),
        Optional.of(content("reply")),
        Optional.of(new ModelReply.Credential("5f1d0c9ab2e84d37a1b2c3d4e5f60718", true)));
  }

  private ContentDigest content(String purpose) {
    byte[] bytes = text.apply("the whole " + purpose).getBytes(StandardCharsets.UTF_8);
    return new ContentDigest(DIGESTS.of(purpose, bytes), bytes.length);
  }
}
