package dev.portcullis.audit.read;

import dev.portcullis.audit.record.Quarantine;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One entry of the log with what searches and reports ask for; a field a record does not have is an
 * empty string.
 *
 * @param index its position in the log
 * @param kind what it says; UNKNOWN for an entry of another schema or none
 * @param time when it happened, milliseconds since 1970, 0 if unknown
 * @param eventId the event's id
 * @param requestId the id of the call, run or rotation it belongs to
 * @param pseudonym whom it is about
 * @param model the model asked for
 * @param verdict {@code permit}, {@code deny} or empty
 * @param result how it ended: {@code delivered}, {@code denied}, {@code pass} and so on
 * @param tree everything
 * @param bytes exactly as stored
 */
public record LogRecord(
    long index,
    Kind kind,
    long time,
    String eventId,
    String requestId,
    String pseudonym,
    String model,
    String verdict,
    String result,
    RecordTree tree,
    byte[] bytes) {

  /** What a record says. */
  public enum Kind {
    INTENT,
    OUTCOME,
    REFUSAL,
    AUTHORIZATION,
    FINDING,
    COMPLIANCE,
    ROTATION,
    KEY,
    UNSEAL,
    ALERT,
    UNKNOWN;

    static Kind of(String stage) {
      for (Kind kind : values()) {
        if (kind.word().equals(stage)) {
          return kind;
        }
      }
      return stage.startsWith("finding-") ? FINDING : UNKNOWN;
    }

    /** The lower-case word for it, as a search takes it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public LogRecord {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(tree, "tree");
    Objects.requireNonNull(bytes, "bytes");
  }

  /** The record that an entry holds. Any bytes give a record; what it does not have is empty. */
  public static LogRecord parse(long index, byte[] bytes) {
    RecordTree tree = RecordTree.parse(bytes).orElse(RecordTree.EMPTY);
    return new LogRecord(
        index,
        Kind.of(tree.text("unmapped", "stage").orElse("")),
        tree.count("time"),
        tree.text("metadata", "uid").orElse(""),
        tree.text("metadata", "correlation_uid").orElse(""),
        pseudonym(tree).orElse(""),
        tree.text("ai_model", "name").orElse(""),
        tree.text("unmapped", "decision", "verdict").orElse(""),
        tree.text("status_code").orElse(""),
        tree,
        bytes);
  }

  /** Where the record is, if it was too long for the log and this is its envelope. */
  public Optional<Quarantine.Kept> sealed() {
    Optional<String> digest = tree.text("unmapped", "unparsed", "sha256");
    return tree.text("unmapped", "unparsed", "object")
        .flatMap(object -> digest.map(sha256 -> new Quarantine.Kept(object, sha256)));
  }

  private static Optional<String> pseudonym(RecordTree tree) {
    return tree.text("actor", "user", "uid")
        .or(() -> tree.text("user", "uid"))
        .or(() -> tree.text("unmapped", "about", "uid"));
  }
}
