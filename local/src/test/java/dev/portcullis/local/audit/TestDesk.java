package dev.portcullis.local.audit;

import dev.portcullis.audit.read.RecordSource;
import dev.portcullis.audit.record.AuditRecord;
import dev.portcullis.audit.record.CallFacts;
import dev.portcullis.audit.record.CallIntent;
import dev.portcullis.audit.record.CallRefusal;
import dev.portcullis.audit.record.Caller;
import dev.portcullis.audit.record.Digests;
import dev.portcullis.audit.record.Emitter;
import dev.portcullis.audit.record.Examined;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.audit.record.PolicyDecision;
import dev.portcullis.audit.record.Pseudonyms;
import dev.portcullis.audit.record.RecordEncoder;
import dev.portcullis.audit.record.Subject;
import dev.portcullis.audit.record.TraceContext;
import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A log of a few real records in memory, with the keys of the people in it. */
final class TestDesk implements RecordSource, RecordStore, KeyWrapping {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private static final Digests DIGESTS =
      new Digests("log-1", SecretBytes.of("digest key", new byte[32]));

  final List<byte[]> entries = new ArrayList<>();
  private final TreeMap<String, Versioned> records = new TreeMap<>();
  private final RecordEncoder encoder =
      new RecordEncoder(
          new Emitter("test", "gateway", "0.1.0", "local", "laptop", "here", "e1"),
          Set.of(),
          DIGESTS,
          () -> NOW);
  private final Pseudonyms pseudonyms =
      new Pseudonyms(this, this, DIGESTS, new Random(1), () -> NOW, Duration.ZERO, 10);

  AuditDesk desk() {
    return new AuditDesk("test", this, Optional.empty(), () -> pseudonyms, this::log, () -> NOW);
  }

  void log(AuditRecord record) {
    entries.add(encoder.encode(record).bytes());
  }

  void call(String id, String user, boolean permitted) {
    Subject subject = pseudonyms.subject(user);
    Caller caller =
        new Caller(
            subject.pseudonym(), "User", "acme", List.of("developer"), "api-key", Optional.empty());
    CallFacts call =
        new CallFacts(
            id,
            NOW,
            CallFacts.Operation.CHAT_COMPLETIONS,
            false,
            Optional.of(caller),
            NetworkOrigin.unknown(),
            TraceContext.none(),
            CallFacts.Target.unknown(),
            Optional.empty());
    PolicyDecision decision =
        new PolicyDecision(permitted, "policy", List.of("may-chat"), "1.0.0", "", 0);
    Examined examined =
        new Examined("1.0.0", List.of(), 9, 9, 0, Map.of("IBAN", 1L), 1, 0, 0, List.of());
    if (permitted) {
      byte[] sent = {1};
      Digests.Running running = subject.digests().running("sent");
      running.update(sent, 0, 1);
      log(new CallIntent(call, decision, examined, running.finish()));
    } else {
      log(
          new CallRefusal(
              call,
              CallRefusal.Kind.DENIED,
              CallRefusal.Stage.AUTHORIZE,
              "model_not_allowed",
              OptionalInt.of(403),
              Optional.of(decision),
              Optional.empty()));
    }
  }

  @Override
  public long size() {
    return entries.size();
  }

  @Override
  public void read(long from, long to, Visitor visitor) {
    for (long i = from; i < to; i++) {
      if (!visitor.visit(i, entries.get((int) i))) {
        return;
      }
    }
  }

  @Override
  public Optional<Versioned> read(String key) {
    return Optional.ofNullable(records.get(key));
  }

  @Override
  public Optional<String> write(String key, byte[] body, String expected) {
    records.put(key, new Versioned(key, "v1", body));
    return Optional.of("v1");
  }

  @Override
  public boolean remove(String key, String expected) {
    return records.remove(key) != null;
  }

  @Override
  public List<Versioned> list(String prefix, String after, int limit) {
    return List.copyOf(records.values());
  }

  @Override
  public Wrapped wrap(SecretBytes key, String context) {
    return new Wrapped("w", key.reveal());
  }

  @Override
  public SecretBytes unwrap(Wrapped wrapped, String context) {
    return SecretBytes.of("key", wrapped.bytes());
  }
}
