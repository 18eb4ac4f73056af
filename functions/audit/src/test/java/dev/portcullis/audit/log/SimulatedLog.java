package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.audit.verify.LogVerifier;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.audit.verify.Report;
import dev.portcullis.contract.memory.MemoryPublicationStore;
import dev.portcullis.contract.memory.MemorySigner;
import dev.portcullis.contract.memory.MemoryWormStore;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.Signer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The stores, the key and the witnesses' view of one simulated log, and what must hold of it. */
final class SimulatedLog {
  static final String ORIGIN = "portcullis.example/log";

  /** A day more than the verifier asks for, because clocks differ. */
  static final Duration RETENTION = AuditTrail.LEAST_RETENTION.plusDays(1);

  private static final MemorySigner KEY = MemorySigner.create(Signer.Algorithm.ED25519, "log-1");

  Instant now = Instant.parse("2026-11-24T14:13:00Z");
  final MemoryWormStore worm;
  final MemoryPublicationStore published;
  final Set<String> acknowledged = new TreeSet<>();
  final List<String> signed = new ArrayList<>();
  final List<String> alarms = new ArrayList<>();

  SimulatedLog(Provider provider) {
    worm = new MemoryWormStore(provider, () -> now);
    published = new MemoryPublicationStore(provider, () -> now);
  }

  InstantSource skewed(Duration skew) {
    return () -> now.plus(skew);
  }

  Sequencer sequencer(Duration skew, Supplier<FaultyStores.Fate> fate) {
    return sequencer(skew, new FaultyStores(worm, published, fate));
  }

  Sequencer sequencer(Duration skew, FaultyStores stores) {
    return new Sequencer(
        new Sequencer.Stores(stores, stores),
        new NoteSigner(ORIGIN, List.of(new Recording())),
        Cosigners.none(),
        skewed(skew),
        RETENTION,
        (what, object) -> alarms.add(what));
  }

  AuditTrail trail(Duration skew, long seed, Supplier<FaultyStores.Fate> fate) {
    return trail(skew, seed, new FaultyStores(worm, published, fate));
  }

  AuditTrail trail(Duration skew, long seed, FaultyStores stores) {
    return new AuditTrail(
        stores, skewed(skew), new Random(seed), RETENTION, (what, object) -> alarms.add(what));
  }

  static LogEntry entry(String event) {
    return new LogEntry(event, ("{\"" + event + "\":1}").getBytes(StandardCharsets.UTF_8));
  }

  /** Lets one healthy instance finish, and returns everything that is wrong then. */
  List<String> problems(long seed) {
    List<String> problems = new ArrayList<>();
    now = now.plusSeconds(2);
    sequencer(Duration.ZERO, () -> FaultyStores.Fate.WELL).run();
    now = now.plusSeconds(2);
    sequencer(Duration.ZERO, () -> FaultyStores.Fate.WELL).reconcile(Duration.ofHours(26));
    Report report =
        new LogVerifier(
                new KeyRing(ORIGIN, new NoteSigner(ORIGIN, List.of(KEY)).keys()),
                AuditTrail.LEAST_RETENTION,
                new Random(seed))
            .verify(LogView.of(worm, published), (commits, entries) -> {});
    report.faults().forEach(fault -> problems.add(fault.toString()));
    alarms.forEach(alarm -> problems.add("alarm: " + alarm));
    if (report.pending() != 0 || report.proven() != report.size()) {
      problems.add("not all is committed and proven");
    }
    events(report, problems);
    heads(problems);
    return problems;
  }

  private void events(Report report, List<String> problems) {
    Map<String, Integer> logged = new HashMap<>();
    eachCommit(commit -> commit.batches().forEach(batch -> count(batch, logged)));
    for (String event : acknowledged) {
      if (!logged.containsKey(event)) {
        problems.add("lost " + event);
      }
    }
    int repeated = logged.values().stream().mapToInt(times -> times - 1).sum();
    if (repeated != report.duplicates()) {
      problems.add(repeated + " repetitions, flagged " + report.duplicates());
    }
  }

  private void count(Commit.Batch batch, Map<String, Integer> logged) {
    IntakeBatch intake =
        IntakeBatch.parse(
            worm.get(batch.key()).orElseThrow(), new dev.portcullis.audit.tlog.TreeHash());
    for (int i = 0; i < intake.size(); i++) {
      boolean exact = Arrays.equals(intake.entry(i), entry(intake.eventId(i)).bytes());
      logged.merge(exact ? intake.eventId(i) : "changed", 1, Integer::sum);
    }
  }

  /** Every head that was ever signed is a head of the one chain, so no two can contradict. */
  private void heads(List<String> problems) {
    Set<String> chain = new TreeSet<>();
    eachCommit(c -> chain.add(new Checkpoint(ORIGIN, c.size(), c.root()).text()));
    for (String head : signed) {
      if (!chain.contains(head)) {
        problems.add("signed a head that is not in the chain: " + head.replace('\n', ' '));
      }
    }
  }

  private void eachCommit(java.util.function.Consumer<Commit> each) {
    for (long n = 0; worm.get(Commit.key(n)).isPresent(); n++) {
      each.accept(Commit.parse(worm.get(Commit.key(n)).orElseThrow()));
    }
  }

  private final class Recording implements Signer {
    @Override
    public Algorithm algorithm() {
      return KEY.algorithm();
    }

    @Override
    public String keyId() {
      return KEY.keyId();
    }

    @Override
    public PublicKey publicKey() {
      return KEY.publicKey();
    }

    @Override
    public byte[] sign(byte[] message) {
      signed.add(new String(message, StandardCharsets.UTF_8));
      return KEY.sign(message);
    }
  }
}
