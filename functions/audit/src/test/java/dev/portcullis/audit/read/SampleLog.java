package dev.portcullis.audit.read;

import dev.portcullis.audit.record.AuditRecord;
import dev.portcullis.audit.record.CallFacts;
import dev.portcullis.audit.record.CallIntent;
import dev.portcullis.audit.record.CallOutcome;
import dev.portcullis.audit.record.CallRefusal;
import dev.portcullis.audit.record.Caller;
import dev.portcullis.audit.record.ContentDigest;
import dev.portcullis.audit.record.Examined;
import dev.portcullis.audit.record.ModelReply;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.audit.record.PolicyDecision;
import dev.portcullis.audit.record.Pseudonym;
import dev.portcullis.audit.record.RecordEncoder;
import dev.portcullis.audit.record.SampleRecords;
import dev.portcullis.audit.record.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/** A log of made-up calls: the same seed gives the same log. */
public final class SampleLog implements RecordSource {
  public static final Instant START = Instant.parse("2026-11-01T06:00:00Z");
  private static final String[] MODELS = {"gpt-4o-mini", "llama-3.1-8b", "mistral-small"};
  private static final String[] TYPES = {
    "EMAIL_ADDRESS", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE", "PERSON", "AWS_ACCESS_KEY"
  };

  private final List<byte[]> entries = new ArrayList<>();
  private final RecordEncoder encoder;
  private Instant now = START;
  public long bytesRead;

  public SampleLog() {
    this.encoder = SampleRecords.encoder(() -> now);
  }

  /** So many calls of several users over many days, some refused, some failed, some unfinished. */
  public static SampleLog of(long seed, int calls) {
    SampleLog log = new SampleLog();
    Random random = new Random(seed);
    for (int i = 0; i < calls; i++) {
      log.now = log.now.plusSeconds(random.nextInt(1_200));
      String user = "user-" + (int) Math.abs(random.nextGaussian() * 4);
      String model = MODELS[random.nextInt(MODELS.length)];
      int found = random.nextInt(4);
      String type = TYPES[Math.min(random.nextInt(6), random.nextInt(6))];
      int fate = random.nextInt(100);
      String id = "r-" + seed + "-" + i;
      if (fate < 8) {
        log.refuse(id, user, model, CallRefusal.Kind.values()[random.nextInt(5)]);
      } else {
        log.intend(id, user, model, Map.of(type, (long) found));
        CallOutcome.Ending ending =
            fate < 90
                ? CallOutcome.Ending.DELIVERED
                : CallOutcome.Ending.values()[random.nextInt(8)];
        if (fate < 99) {
          log.now = log.now.plusMillis(300 + random.nextInt(3_000));
          log.end(id, user, model, ending, random.nextInt(900), random.nextInt(400));
        }
      }
    }
    return log;
  }

  public void add(AuditRecord record) {
    entries.add(encoder.encode(record).bytes());
  }

  public void add(byte[] entry) {
    entries.add(entry);
  }

  public void at(Instant time) {
    now = time;
  }

  public void refuse(String id, String user, String model, CallRefusal.Kind kind) {
    boolean known = kind != CallRefusal.Kind.UNAUTHENTICATED;
    CallFacts call = facts(id, user, model, known);
    add(
        new CallRefusal(
            call,
            kind,
            known ? CallRefusal.Stage.AUTHORIZE : CallRefusal.Stage.AUTHENTICATE,
            "refused",
            OptionalInt.of(403),
            known ? Optional.of(decision(false)) : Optional.empty(),
            Optional.empty()));
  }

  public void intend(String id, String user, String model, Map<String, Long> found) {
    add(
        new CallIntent(
            facts(id, user, model, true), decision(true), examined(found), content("sent")));
  }

  public void end(
      String id, String user, String model, CallOutcome.Ending ending, long in, long out) {
    boolean delivered = ending == CallOutcome.Ending.DELIVERED;
    ModelReply.Tokens tokens =
        new ModelReply.Tokens(
            OptionalLong.of(in), OptionalLong.of(out), OptionalLong.empty(), OptionalLong.empty());
    add(
        new CallOutcome(
            facts(id, user, model, true),
            decision(true),
            ending,
            examined(Map.of()),
            examined(Map.of()),
            new ModelReply(
                Optional.of(model),
                Optional.empty(),
                OptionalInt.of(delivered ? 200 : 502),
                tokens,
                List.of("stop"),
                List.of(),
                0,
                Optional.of(Duration.ofMillis(400)),
                Optional.of(Duration.ofMillis(90)),
                Optional.empty(),
                Optional.empty()),
            Optional.of(content("delivered")),
            OptionalInt.of(delivered ? 200 : 502),
            false,
            Optional.of(in * 2 + out * 6),
            ""));
  }

  /** The pseudonym of a made-up user. */
  public static String pseudonym(String user) {
    return SampleRecords.DIGESTS.of("user", user).value().substring(0, 40);
  }

  private CallFacts facts(String id, String user, String model, boolean known) {
    Caller caller =
        new Caller(
            new Pseudonym("s-1", pseudonym(user)),
            "User",
            "acme",
            List.of("developer"),
            "api-key",
            Optional.empty());
    return new CallFacts(
        id,
        now,
        CallFacts.Operation.CHAT_COMPLETIONS,
        false,
        known ? Optional.of(caller) : Optional.empty(),
        NetworkOrigin.of("203.0.113.9", NetworkOrigin.Detail.TRUNCATED),
        TraceContext.none(),
        new CallFacts.Target(
            Optional.of(model),
            Optional.of("openai"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Optional.of(content("request")));
  }

  private static PolicyDecision decision(boolean permitted) {
    return new PolicyDecision(
        permitted, "policy", permitted ? List.of("may-chat") : List.of(), "1.0.0", "", 0);
  }

  private static Examined examined(Map<String, Long> found) {
    return new Examined("1.4.2", List.of("personal"), 100, 100, 0, found, 0, 0, 0, List.of());
  }

  private static ContentDigest content(String purpose) {
    return new ContentDigest(SampleRecords.DIGESTS.of(purpose, purpose), 10);
  }

  @Override
  public long size() {
    return entries.size();
  }

  @Override
  public void read(long from, long to, Visitor visitor) {
    for (long i = from; i < to; i++) {
      byte[] entry = entries.get((int) i);
      bytesRead += entry.length;
      if (!visitor.visit(i, entry)) {
        return;
      }
    }
  }

  public byte[] entry(int index) {
    return entries.get(index);
  }
}
