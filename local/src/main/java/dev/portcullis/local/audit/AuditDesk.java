package dev.portcullis.local.audit;

import dev.portcullis.audit.read.LogSearch;
import dev.portcullis.audit.read.RecordIndex;
import dev.portcullis.audit.read.RecordSource;
import dev.portcullis.audit.record.AuditRecord;
import dev.portcullis.audit.record.Pseudonyms;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the audit commands work on.
 *
 * @param deployment the deployment's name, for the report's heading
 * @param source the log's entries
 * @param index for searches, where there is one
 * @param pseudonyms opened for whoever holds the key, and only when a command asks for a person
 * @param log makes a record durable before it returns, or throws
 * @param clock the time
 */
public record AuditDesk(
    String deployment,
    RecordSource source,
    Optional<RecordIndex> index,
    Supplier<Pseudonyms> pseudonyms,
    Consumer<AuditRecord> log,
    InstantSource clock) {
  public AuditDesk {
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(pseudonyms, "pseudonyms");
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(clock, "clock");
  }

  LogSearch search(boolean everything) {
    return new LogSearch(source, everything ? Optional.empty() : index);
  }
}
