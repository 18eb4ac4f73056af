package dev.portcullis.audit.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which records are wanted; every part that is given must hold.
 *
 * @param from not before this
 * @param to before this
 * @param kind what they say
 * @param pseudonym whom they are about
 * @param model the model asked for
 * @param decision the verdict ({@code permit}, {@code deny}) or how it ended ({@code delivered},
 *     {@code limit} and so on)
 * @param requestId the call they belong to
 * @param eventId the one event
 */
public record Query(
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<LogRecord.Kind> kind,
    Optional<String> pseudonym,
    Optional<String> model,
    Optional<String> decision,
    Optional<String> requestId,
    Optional<String> eventId) {
  public Query {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(pseudonym, "pseudonym");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(eventId, "eventId");
  }

  /** Everything. */
  public static Query all() {
    return new Query(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The records of one call. */
  public static Query request(String requestId) {
    return new Query(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(requestId),
        Optional.empty());
  }

  /** One event. */
  public static Query event(String eventId) {
    return new Query(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(eventId));
  }

  /** Whether a record is wanted. */
  public boolean matches(LogRecord record) {
    return from.filter(time -> record.time() < time.toEpochMilli()).isEmpty()
        && to.filter(time -> record.time() >= time.toEpochMilli()).isEmpty()
        && kind.filter(wanted -> record.kind() != wanted).isEmpty()
        && pseudonym.filter(wanted -> !wanted.equals(record.pseudonym())).isEmpty()
        && model.filter(wanted -> !wanted.equals(record.model())).isEmpty()
        && decision
            .filter(wanted -> !wanted.equals(record.verdict()) && !wanted.equals(record.result()))
            .isEmpty()
        && requestId.filter(wanted -> !wanted.equals(record.requestId())).isEmpty()
        && eventId.filter(wanted -> !wanted.equals(record.eventId())).isEmpty();
  }

  /** The words that a block of records must all have to be worth reading. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    kind.ifPresent(value -> words.add("k" + value.word()));
    pseudonym.ifPresent(value -> words.add("p" + value));
    model.ifPresent(value -> words.add("m" + value));
    decision.ifPresent(value -> words.add("d" + value));
    requestId.ifPresent(value -> words.add("r" + value));
    eventId.ifPresent(value -> words.add("e" + value));
    return words;
  }

  /** The words by which a record can be found. */
  static List<String> words(LogRecord record) {
    return List.of(
        "k" + record.kind().word(),
        "p" + record.pseudonym(),
        "m" + record.model(),
        "d" + record.verdict(),
        "d" + record.result(),
        "r" + record.requestId(),
        "e" + record.eventId());
  }
}
