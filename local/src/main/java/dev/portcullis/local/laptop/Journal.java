package dev.portcullis.local.laptop;

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
import dev.portcullis.audit.record.RecordEncoder;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.local.config.Configuration;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * This process's hand on the audit log: seals records, and puts sealed ones in order. Safe for
 * concurrent use.
 */
final class Journal {
  private final RecordEncoder encoder;
  private final AuditTrail trail;
  private final Sequencer sequencer;
  private final Sealer sealer;

  /**
   * A journal with a writer epoch of its own.
   *
   * @param words the names that the policies use
   * @param threads makes the store calls of a commit side by side; it may run them at once itself
   */
  Journal(
      Configuration configuration,
      Stores stores,
      NoteSigner signer,
      Digests digests,
      Set<String> words,
      Surroundings surroundings,
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
    this.encoder = new RecordEncoder(emitter, words, digests, surroundings.clock());
    this.trail =
        new AuditTrail(
            stores.worm(), surroundings.clock(), surroundings.random(), retention, alarm);
    this.sequencer = sequencer(stores, signer, retention, surroundings, alarm, threads);
    this.sealer =
        new Sealer(
            stores.worm(),
            // A seal is in no hurry, and takes no threads that may be going away.
            sequencer(stores, signer, retention, surroundings, alarm, Runnable::run),
            signer,
            surroundings.clock(),
            retention);
  }

  private static Sequencer sequencer(
      Stores stores,
      NoteSigner signer,
      Duration retention,
      Surroundings surroundings,
      LogAlarm alarm,
      Executor threads) {
    return new Sequencer(
        new Sequencer.Stores(stores.worm(), stores.published()),
        signer,
        Cosigners.none(),
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

  int seal() {
    synchronized (sealer) {
      return sealer.run();
    }
  }
}
