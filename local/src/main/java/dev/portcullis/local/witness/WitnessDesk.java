package dev.portcullis.local.witness;

import dev.portcullis.audit.tlog.Cosignature;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.audit.witness.AddCheckpoint;
import dev.portcullis.audit.witness.Witness;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.local.store.FileRecordStore;
import dev.portcullis.local.store.FileSigner;
import dev.portcullis.local.store.OnceFile;
import dev.portcullis.ports.RecordStore.Versioned;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A witness's key, name and state in the folder {@code witness} of a data directory; made at the
 * first use and never changed, because those who trust it know it by key and name.
 */
final class WitnessDesk {
  private static final String EVIDENCE = "witness/evidence/";
  private static final int PAGE = 100;

  private final FileSigner signer;
  private final FileRecordStore records;
  private final VerifierKey key;
  private final InstantSource clock;

  /**
   * Opens the folder.
   *
   * @param data the data directory
   * @param name the name for a new witness; empty for one that follows from its key
   * @throws SetupException if the witness there has another name, or another key
   */
  WitnessDesk(Path data, String name, InstantSource clock) {
    Path folder = data.resolve("witness");
    this.signer = FileSigner.open(folder.resolve("key"));
    this.records = new FileRecordStore(folder.resolve("records"), clock, true);
    this.clock = clock;
    OnceFile file = new OnceFile(folder, "witness.vkey");
    String wanted = name.isEmpty() ? "portcullis/witness/" + signer.keyId() : name;
    // If we crash before this, the next start finds the key and writes the same line.
    file.write(Cosignature.key(wanted, signer).render() + "\n");
    this.key = VerifierKey.parse(file.read().orElseThrow());
    boolean same = key.equals(Cosignature.key(key.name(), signer));
    if (!same || !(name.isEmpty() || name.equals(key.name()))) {
      throw new SetupException(
          folder + ": the witness here has another " + (same ? "name" : "key"));
    }
  }

  /** What verifies this witness's cosignatures. */
  VerifierKey key() {
    return key;
  }

  /** The witness of these logs. */
  Witness witness(Map<String, KeyRing> logs) {
    return new Witness(key.name(), signer, logs, records, clock);
  }

  /** The heads that a log signed and must not have, as they were sent. */
  List<AddCheckpoint> evidence() {
    List<AddCheckpoint> found = new ArrayList<>();
    String after = "";
    while (true) {
      List<Versioned> page = records.list(EVIDENCE, after, PAGE);
      for (Versioned one : page) {
        found.add(AddCheckpoint.parse(one.body()));
        after = one.key();
      }
      if (page.size() < PAGE) {
        return found;
      }
    }
  }
}
