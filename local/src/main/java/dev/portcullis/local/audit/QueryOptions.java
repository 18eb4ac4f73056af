package dev.portcullis.local.audit;

import dev.portcullis.audit.read.LogRecord.Kind;
import dev.portcullis.audit.read.Query;
import dev.portcullis.audit.record.Pseudonym;
import dev.portcullis.local.terminal.BadUse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that choose records; they are the same wherever records are chosen. */
final class QueryOptions {
  @Spec(Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "not before: 2026-11-24 or 2026-11-24T12:00:00Z")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "before; a day means its end")
  private @Nullable String to;

  @Option(names = "--kind", paramLabel = "KIND", description = "one of ${COMPLETION-CANDIDATES}")
  private @Nullable Kind kind;

  @Option(names = "--pseudonym", description = "whom it is about")
  private @Nullable String pseudonym;

  @Option(names = "--user", description = "whom it is about, for who holds the key")
  private @Nullable String user;

  @Option(names = "--model", description = "the model asked for")
  private @Nullable String model;

  @Option(
      names = "--decision",
      description = "permit or deny, or a result such as delivered or limit")
  private @Nullable String decision;

  @Option(names = "--request", paramLabel = "ID", description = "the call")
  private @Nullable String request;

  @Option(names = "--event", paramLabel = "ID", description = "the event")
  private @Nullable String event;

  @Option(
      names = "--no-index",
      description = "read the whole log; an index can be wrong, the log is verified")
  boolean everything;

  /** The query; empty if it asks for a user whom the log does not know. */
  Optional<Query> query(AuditDesk desk) {
    Optional<String> who = Optional.ofNullable(pseudonym);
    if (user != null) {
      who = desk.pseudonyms().get().find(user).map(Pseudonym::value);
      if (who.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Query(
            time(from, false),
            time(to, true),
            Optional.ofNullable(kind),
            who,
            Optional.ofNullable(model),
            Optional.ofNullable(decision),
            Optional.ofNullable(request),
            Optional.ofNullable(event)));
  }

  private Optional<Instant> time(@Nullable String text, boolean endOfDay) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      if (text.indexOf('T') >= 0) {
        return Optional.of(Instant.parse(text));
      }
      LocalDate day = LocalDate.parse(text).plusDays(endOfDay ? 1 : 0);
      return Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      throw new BadUse(
          Objects.requireNonNull(spec).commandLine(),
          "a time is written 2026-11-24 or 2026-11-24T12:00:00Z",
          e);
    }
  }
}
