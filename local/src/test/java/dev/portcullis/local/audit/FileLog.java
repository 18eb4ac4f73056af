package dev.portcullis.local.audit;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.Cosigners;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.log.Sealer;
import dev.portcullis.audit.log.Sequencer;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.local.store.FilePublicationStore;
import dev.portcullis.local.store.FileSigner;
import dev.portcullis.local.store.FileWormStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A real log in a data directory, written by the real write path. */
final class FileLog {
  static final String ORIGIN = "portcullis.example/file-log";

  final Path data;
  final NoteSigner signer;
  private final FileWormStore worm;
  private final FilePublicationStore published;
  private final AuditTrail trail;
  private Instant now = Instant.parse("2026-11-24T14:13:00Z");
  private int events;

  FileLog(Path data) throws IOException {
    this.data = data;
    this.worm = new FileWormStore(data.resolve("worm"), () -> now, Duration.ofDays(184), false);
    this.published = new FilePublicationStore(data.resolve("public"), false);
    this.signer = new NoteSigner(ORIGIN, List.of(FileSigner.open(data.resolve("keys/log"))));
    this.trail =
        new AuditTrail(
            worm, () -> now, new Random(1), AuditTrail.LEAST_RETENTION, (what, object) -> {});
    vkeys(data.resolve("log.vkey"), signer.keys());
  }

  static Path vkeys(Path file, List<VerifierKey> keys) throws IOException {
    StringBuilder text = new StringBuilder();
    keys.forEach(key -> text.append(key.render()).append('\n'));
    return Files.writeString(file, text);
  }

  /** Goes on with other records than an equally long log has. */
  void skip(int count) {
    events += count;
  }

  /** Seals so many records in batches and puts them in order. */
  void grow(int count, int batch) {
    grow(count, batch, Cosigners.none());
  }

  void grow(int count, int batch, Cosigners cosigners) {
    for (int left = count; left > 0; left -= batch) {
      List<LogEntry> entries = new ArrayList<>();
      for (int i = 0; i < Math.min(batch, left); i++) {
        String id = "event-" + events++;
        String record = "{\"metadata\":{\"uid\":\"" + id + "\"}}";
        entries.add(new LogEntry(id, record.getBytes(StandardCharsets.UTF_8)));
      }
      trail.append(entries);
    }
    sequencer(cosigners).run();
    now = now.plusSeconds(5);
  }

  /** Seals the hours that are over. */
  void seal() {
    now = now.plus(Duration.ofHours(2));
    new Sealer(worm, sequencer(Cosigners.none()), signer, () -> now, AuditTrail.LEAST_RETENTION)
        .run();
  }

  private Sequencer sequencer(Cosigners cosigners) {
    return new Sequencer(
        new Sequencer.Stores(worm, published),
        signer,
        cosigners,
        () -> now,
        AuditTrail.LEAST_RETENTION,
        (what, object) -> {});
  }

  KeyRing keys() {
    return new KeyRing(ORIGIN, signer.keys());
  }

  /** Every file that an auditor is given: the log's objects, their notes, and the public key. */
  List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("worm", "public")) {
      try (var all = Files.walk(data.resolve(folder))) {
        all.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    files.add(data.resolve("log.vkey"));
    files.sort(null);
    return files;
  }

  /** The name that a report gives a file. */
  String name(Path file) {
    Path relative = data.relativize(file);
    return relative.getNameCount() == 1
        ? relative.toString()
        : relative.subpath(1, relative.getNameCount()).toString();
  }
}
