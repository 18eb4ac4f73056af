package dev.portcullis.aws;

import dev.portcullis.audit.log.IntakeBatch;
import dev.portcullis.audit.log.IntakeKeys;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.WormStore;

/** The envelopes of records too long for the log, in the intake of a deployment. */
final class Envelopes {
  private Envelopes() {}

  /** The id of the first one's event. */
  static String first(WireCloud cloud) {
    WormStore log =
        cloud
            .services()
            .log(cloud.variables().get("PORTCULLIS_LOG_BUCKET"), Environment.LockMode.GOVERNANCE);
    for (WormStore.Entry entry : log.list(IntakeKeys.PREFIX, "", 1_000)) {
      IntakeBatch batch = IntakeBatch.parse(log.get(entry.key()).orElseThrow(), new TreeHash());
      for (int i = 0; i < batch.size(); i++) {
        LogRecord record = LogRecord.parse(i, batch.entry(i));
        if (record.tree().text("unmapped", "unparsed", "object").isPresent()) {
          return record.eventId();
        }
      }
    }
    throw new AssertionError("there is no envelope");
  }
}
