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
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Puts the log in order when a hint or the schedule says so; a hint is only a reason to look, and
 * what it says is not read.
 */
final class Sequencing {
  /** A commit reads and writes some dozen objects, most of them at once, and may have to wait. */
  static final long COMMIT_MILLIS = 20_000;

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

  /**
   * Does what the event says as far as there is time for it; what is left is the next run's.
   *
   * @param millisLeft how long the invocation may still last
   */
  byte[] answer(Fields event, LongSupplier millisLeft) {
    BooleanSupplier time = () -> millisLeft.getAsLong() >= COMMIT_MILLIS;
    if (QueueBatch.is(event)) {
      return hints(QueueBatch.read(event), time);
    }
    String task = event.only("task").text("task");
    return switch (task) {
      case "run" -> progress(sequencer.run(time));
      case "seal" -> seal(time);
      default -> throw new BadEventException("task is neither run nor seal");
    };
  }

  private byte[] hints(QueueBatch batch, BooleanSupplier time) {
    try {
      sequencer.run(time);
      return QueueBatch.failed(List.of());
    } catch (PortException failed) {
      // All come again; the schedule runs meanwhile, so nothing waits for them.
      lines.raise("a run of the sequencer failed: " + failed.getMessage(), "hints");
      return QueueBatch.failed(batch.ids());
    }
  }

  private byte[] seal(BooleanSupplier time) {
    int made = sealer.run(time);
    // If we crash here or have no time, the index is behind and a search reads more.
    long indexed = time.getAsBoolean() ? index.update(records) : 0;
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
