package dev.portcullis.audit.verify;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.Cosigners;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.log.Sequencer;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.contract.memory.MemoryPublicationStore;
import dev.portcullis.contract.memory.MemorySigner;
import dev.portcullis.contract.memory.MemoryWormStore;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.Signer;
import dev.portcullis.ports.WormStore.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes a log of a given size to a directory by the real write path, with its keys and some
 * proofs, for verifiers of other hands: {@code SampleLogWriter DIRECTORY SIZE}.
 */
public final class SampleLogWriter {
  private static final String ORIGIN = "portcullis.example/log";

  private SampleLogWriter() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    int size = Integer.parseInt(args[1]);
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-24T14:13:00Z"));
    MemoryWormStore worm = new MemoryWormStore(Provider.S3, clock);
    MemoryPublicationStore published = new MemoryPublicationStore(Provider.S3, clock);
    NoteSigner signer =
        new NoteSigner(
            ORIGIN,
            List.of(
                MemorySigner.create(Signer.Algorithm.ED25519, "one"),
                MemorySigner.create(Signer.Algorithm.ES256, "two")));
    AuditTrail trail =
        new AuditTrail(worm, clock, new Random(1), AuditTrail.LEAST_RETENTION, (w, o) -> {});
    for (int at = 0; at < size; at += 5_000) {
      List<LogEntry> entries = new ArrayList<>();
      for (int i = at; i < Math.min(size, at + 5_000); i++) {
        entries.add(
            new LogEntry("event/" + i, ("{\"event\":" + i + "}").getBytes(StandardCharsets.UTF_8)));
      }
      trail.append(entries);
    }
    Sequencer.Stores stores = new Sequencer.Stores(worm, published);
    new Sequencer(stores, signer, Cosigners.none(), clock, AuditTrail.LEAST_RETENTION, (w, o) -> {})
        .run();
    for (String after = ""; ; ) {
      List<Entry> page = worm.list("", after, 1_000);
      for (Entry entry : page) {
        write(directory.resolve("log/" + entry.key()), worm.get(entry.key()).orElseThrow());
        after = entry.key();
      }
      if (page.isEmpty()) {
        break;
      }
    }
    for (String key : published.keys()) {
      write(directory.resolve("log/" + key), published.get(key).orElseThrow());
    }
    for (int i = 0; i < signer.keys().size(); i++) {
      String vkey = signer.keys().get(i).render() + "\n";
      write(directory.resolve("vkey" + i), vkey.getBytes(StandardCharsets.UTF_8));
    }
    Prover prover =
        new Prover(
            LogView.of(worm, published),
            new dev.portcullis.audit.tlog.KeyRing(ORIGIN, signer.keys()));
    for (long index : new long[] {0, size / 2, size - 1}) {
      Prover.Proven proven = prover.prove(index).orElseThrow();
      write(directory.resolve(index + ".tlog-proof"), proven.proof().render());
      write(directory.resolve(index + ".entry"), proven.entry());
      System.out.printf(
          "%,d entries: the proof of %,d is %,d bytes%n",
          size, index, proven.proof().render().length);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
