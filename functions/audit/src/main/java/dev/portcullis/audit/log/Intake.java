package dev.portcullis.audit.log;

import dev.portcullis.audit.log.Commit.Batch;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.util.ArrayList;
import java.util.List;

/** Intake objects as they are read back. */
final class Intake {
  private static final int PAGE = 1_000;

  private Intake() {}

  /** The object of a batch; CORRUPT if it is not what the commit says. */
  static IntakeBatch read(WormStore store, Batch batch, TreeHash hasher) {
    byte[] stored =
        store.get(batch.key()).orElseThrow(() -> new PortException(Code.MISSING, batch.key()));
    IntakeBatch intake = IntakeBatch.parse(stored, hasher);
    if (intake.size() != batch.count() || !intake.digest().equals(batch.digest())) {
      throw new PortException(Code.CORRUPT, batch.key() + " is not what was committed");
    }
    return intake;
  }

  /** Every intake object behind a key, with its size, in key order. */
  static List<WormStore.Entry> list(WormStore store, String after) {
    List<WormStore.Entry> all = new ArrayList<>();
    String from = after;
    while (true) {
      List<WormStore.Entry> page = store.list(IntakeKeys.PREFIX, from, PAGE);
      all.addAll(page);
      if (page.size() < PAGE) {
        return all;
      }
      from = page.get(PAGE - 1).key();
    }
  }
}
