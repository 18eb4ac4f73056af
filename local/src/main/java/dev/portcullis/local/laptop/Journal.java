package dev.portcullis.local.laptop;

import dev.portcullis.alerts.LogHealth;
import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.Cosigners;
import dev.portcullis.audit.log.LogAlarm;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.log.Progress;
import dev.portcullis.audit.log.Sealer;
import dev.portcullis.audit.log.Sequencer;
import dev.portcullis.audit.record.AuditRecord;
import dev.portcullis.audit.record.Digests;
import dev.portcullis.audit.record.Emitter;
import dev.portcullis.audit.record.EncodedRecord;
import dev.portcullis.audit.record.Quarantine;
import dev.portcullis.audit.record.RecordEncoder;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.audit.witness.WitnessPolicy;
import dev.portcullis.local.config.Configuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * This process's hand on the audit log: seals records, and puts sealed ones in order. Safe for
 * concurrent use.
 */
final class Journal {
  private static final int MOST_FORKS = 100;

  private final RecordEncoder encoder;
  private final AuditTrail trail;
  private final Sequencer sequencer;
  private final Sealer sealer;
  private final Queue<LogHealth.Fault> forks = new ConcurrentLinkedQueue<>();

  /**
   * A journal with a writer epoch of its own.
   *
   * @param words the names that the policies use
   * @param quarantine keeps records that are too long for the log
   * @param witnesses whom the log asks to cosign
   * @param threads makes the store calls of a commit side by side; it may run them at once itself
   */
  Journal(
      Configuration configuration,
      Stores stores,
      NoteSigner signer,
      Digests digests,
      Set<String> words,
      Surroundings surroundings,
      Quarantine quarantine,
      Optional<WitnessPolicy> witnesses,
      Executor threads) {
    Duration retention = configuration.audit().retention();
    LogAlarm alarm = (what, object) -> surroundings.log().alarm(what + ": " + object);
    byte[] epoch = new byte[8];
    surroundings.random().nextBytes(epoch);
    Emitter emitter =
        new Emitter(
            configuration.deployment(),
            "gateway",
            Version.NUMBER,
            "local",
            "laptop",
            "local",
            HexFormat.of().formatHex(epoch));
    this.encoder = new RecordEncoder(emitter, words, digests, surroundings.clock(), quarantine);
    this.trail =
        new AuditTrail(
            stores.worm(), surroundings.clock(), surroundings.random(), retention, alarm);
    LogAlarm fork =
        (what, witness) -> {
          alarm.raise(what, witness);
          if (forks.size() < MOST_FORKS) {
            forks.add(new LogHealth.Fault(LogHealth.FaultKind.FORK, "witness/" + witness));
          }
        };
    // Two, because a client is for one sequencer.
    Cosigners mine = Witnessing.of(witnesses, stores, fork);
    Cosigners sealing = Witnessing.of(witnesses, stores, fork);
    this.sequencer = sequencer(stores, signer, mine, retention, surroundings, alarm, threads);
    this.sealer =
        new Sealer(
            stores.worm(),
            // A seal is in no hurry, and takes no threads that may be going away.
            sequencer(stores, signer, sealing, retention, surroundings, alarm, Runnable::run),
            signer,
            surroundings.clock(),
            retention);
  }

  private static Sequencer sequencer(
      Stores stores,
      NoteSigner signer,
      Cosigners cosigners,
      Duration retention,
      Surroundings surroundings,
      LogAlarm alarm,
      Executor threads) {
    return new Sequencer(
        new Sequencer.Stores(stores.worm(), stores.published()),
        signer,
        cosigners,
        surroundings.clock(),
        retention,
        alarm,
        Optional.of(threads));
  }

  RecordEncoder encoder() {
    return encoder;
  }

  AuditTrail trail() {
    return trail;
  }

  /** Durable when it returns. */
  void append(AuditRecord record) {
    EncodedRecord encoded = encoder.encode(record);
    trail.append(List.of(new LogEntry(encoded.eventId(), encoded.bytes())));
  }

  /** A sequencer is for one thread at a time. */
  Progress sequence() {
    synchronized (sequencer) {
      return sequencer.run();
    }
  }

  /** The forks that witnesses have shown since the last question. */
  List<LogHealth.Fault> forks() {
    List<LogHealth.Fault> shown = new ArrayList<>();
    for (LogHealth.Fault fork = forks.poll(); fork != null; fork = forks.poll()) {
      shown.add(fork);
    }
    return shown;
  }

  int seal() {
    synchronized (sealer) {
      return sealer.run();
    }
  }
}
