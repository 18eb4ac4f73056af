package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.contract.memory.MemoryPublicationStore;
import dev.portcullis.contract.memory.MemorySigner;
import dev.portcullis.contract.memory.MemoryWormStore;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A log in memory with a clock that stands until it is moved. */
public final class LogHarness {
  public static final String ORIGIN = "portcullis.example/log";

  public Instant now = Instant.parse("2026-11-24T14:13:00Z");
  public final InstantSource clock = () -> now;
  public final MemoryWormStore worm;
  public final MemoryPublicationStore published;
  public final NoteSigner signer;
  public final List<String> alarms = new ArrayList<>();
  private final AuditTrail trail;
  private int events;

  public LogHarness(Provider provider) {
    worm = new MemoryWormStore(provider, clock);
    published = new MemoryPublicationStore(provider, clock);
    signer =
        new NoteSigner(ORIGIN, List.of(MemorySigner.create(Signer.Algorithm.ED25519, "log-1")));
    trail = new AuditTrail(worm, clock, new Random(1), AuditTrail.LEAST_RETENTION, this::alarm);
  }

  public Sequencer sequencer() {
    return sequencer(Cosigners.none());
  }

  public Sequencer sequencer(Cosigners cosigners) {
    return new Sequencer(
        new Sequencer.Stores(worm, published),
        signer,
        cosigners,
        clock,
        AuditTrail.LEAST_RETENTION,
        this::alarm);
  }

  /** Seals so many new events, in batches of the given size. */
  public void seal(int count, int batch) {
    for (int left = count; left > 0; left -= batch) {
      List<LogEntry> entries = new ArrayList<>();
      for (int i = 0; i < Math.min(batch, left); i++) {
        String id = "event/" + events++;
        entries.add(new LogEntry(id, ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8)));
      }
      trail.append(entries);
    }
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  public KeyRing keys() {
    return new KeyRing(ORIGIN, signer.keys());
  }

  private void alarm(String what, String object) {
    alarms.add(object);
  }
}
