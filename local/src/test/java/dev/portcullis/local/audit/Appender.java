package dev.portcullis.local.audit;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.Cosigners;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.log.Sequencer;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.local.store.FilePublicationStore;
import dev.portcullis.local.store.FileSigner;
import dev.portcullis.local.store.FileWormStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Writes to a log until it is killed, and prints each event once it is durable. */
final class Appender {
  private Appender() {}

  /** {@code Appender DATA-DIRECTORY PREFIX}. */
  public static void main(String[] args) {
    Path data = Path.of(args[0]);
    InstantSource clock = InstantSource.system();
    FileWormStore worm =
        new FileWormStore(data.resolve("worm"), clock, AuditTrail.LEAST_RETENTION, true);
    AuditTrail trail =
        new AuditTrail(
            worm, clock, new SecureRandom(), AuditTrail.LEAST_RETENTION, (what, object) -> {});
    Sequencer sequencer = sequencer(data);
    for (int i = 0; ; i++) {
      String id = args[1] + "-" + i;
      String record = "{\"metadata\":{\"uid\":\"" + id + "\"}}";
      trail.append(List.of(new LogEntry(id, record.getBytes(StandardCharsets.UTF_8))));
      System.out.println(id);
      System.out.flush();
      if (i % 3 == 2) {
        sequencer.run();
      }
    }
  }

  /** Puts in order what such processes have sealed. */
  static Sequencer sequencer(Path data) {
    InstantSource clock = InstantSource.system();
    return new Sequencer(
        new Sequencer.Stores(
            new FileWormStore(data.resolve("worm"), clock, AuditTrail.LEAST_RETENTION, true),
            new FilePublicationStore(data.resolve("public"), true)),
        new NoteSigner(FileLog.ORIGIN, List.of(FileSigner.open(data.resolve("keys/log")))),
        Cosigners.none(),
        clock,
        AuditTrail.LEAST_RETENTION,
        (what, object) -> {});
  }
}
