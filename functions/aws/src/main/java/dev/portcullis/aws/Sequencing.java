package dev.portcullis.aws;

import dev.portcullis.audit.log.Progress;
import dev.portcullis.audit.log.Sealer;
import dev.portcullis.audit.log.Sequencer;
import dev.portcullis.audit.read.RecordIndex;
import dev.portcullis.audit.read.RecordSource;
import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.aws.event.QueueBatch;
import dev.portcullis.ports.PortException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Puts the log in order when a hint or the schedule says so; a hint is only a reason to look, and
 * what it says is not read.
 */
final class Sequencing {
  private final Sequencer sequencer;
  private final Sealer sealer;
  private final RecordIndex index;
  private final RecordSource records;
  private final LogLines lines;

  Sequencing(
      Sequencer sequencer, Sealer sealer, RecordIndex index, RecordSource records, LogLines lines) {
    this.sequencer = Objects.requireNonNull(sequencer, "sequencer");
    this.sealer = Objects.requireNonNull(sealer, "sealer");
    this.index = Objects.requireNonNull(index, "index");
    this.records = Objects.requireNonNull(records, "records");
    this.lines = Objects.requireNonNull(lines, "lines");
  }

  byte[] answer(Fields event) {
    if (QueueBatch.is(event)) {
      return hints(QueueBatch.read(event));
    }
    String task = event.only("task").text("task");
    return switch (task) {
      case "run" -> progress(sequencer.run());
      case "seal" -> seal();
      default -> throw new BadEventException("task is neither run nor seal");
    };
  }

  private byte[] hints(QueueBatch batch) {
    try {
      sequencer.run();
      return QueueBatch.failed(List.of());
    } catch (PortException failed) {
      // All come again; the schedule runs meanwhile, so nothing waits for them.
      lines.raise("a run of the sequencer failed: " + failed.getMessage(), "hints");
      return QueueBatch.failed(batch.ids());
    }
  }

  private byte[] seal() {
    int made = sealer.run();
    // If we crash here, the index is behind and a search reads more.
    long indexed = index.update(records);
    return text("{\"sealed\":" + made + ",\"indexed\":" + indexed + "}");
  }

  private static byte[] progress(Progress progress) {
    return text(
        "{\"commit\":"
            + progress.commit()
            + ",\"size\":"
            + progress.size()
            + ",\"added\":"
            + progress.added()
            + ",\"publication\":\""
            + progress.publication().name().toLowerCase(Locale.ROOT)
            + "\"}");
  }

  private static byte[] text(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
