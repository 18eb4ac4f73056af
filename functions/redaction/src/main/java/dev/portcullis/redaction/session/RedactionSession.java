package dev.portcullis.redaction.session;

import dev.portcullis.redaction.Reason;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.json.JsonLimits;
import dev.portcullis.redaction.json.JsonResult;
import dev.portcullis.redaction.json.JsonRewriter;
import dev.portcullis.redaction.json.MessageShape;
import dev.portcullis.redaction.json.Unexaminable;
import dev.portcullis.redaction.operators.Operator;
import dev.portcullis.redaction.operators.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Redacts one governed call and restores its reply; whatever it returns as examined was examined
 * whole.
 *
 * <p>It holds the map from placeholders to values, which lives and dies with it: keep one session
 * for one call, on one thread, and let it go. The same value of the same type gets the same
 * placeholder throughout the call. The caller's own text that looks like a placeholder gets one
 * too, and so comes back exactly.
 */
public final class RedactionSession {
  private final Scans scans;
  private final Set<String> typesKept;
  private final Placeholders placeholders;
  private final Tally tally = new Tally();

  /**
   * A session for one call.
   *
   * @param scanner finds the values; shared between sessions
   * @param random where the placeholders' tags come from; a {@code SecureRandom} in production, so
   *     that no one outside the call can guess a placeholder
   * @param typesKept types that are left in clear, in the request and in the reply
   */
  public RedactionSession(Scanner scanner, RandomGenerator random, Set<String> typesKept) {
    this(Scans.of(scanner), random, typesKept);
  }

  RedactionSession(Scans scans, RandomGenerator random, Set<String> typesKept) {
    this.scans = scans;
    this.typesKept = Set.copyOf(typesKept);
    this.placeholders = new Placeholders(random);
  }

  /**
   * Text with every value replaced by its placeholder, or withheld whole. A text that is a JSON
   * object or array is examined as {@link #redactJson(String)} does.
   */
  public Examination redact(String text) {
    return guarded(
        () -> {
          RequestText texts = texts();
          return new Examination.Examined(redact(text, texts), texts.findings(), List.of());
        });
  }

  /**
   * Any JSON document with every value replaced, in strings, numbers and keys; the document is
   * otherwise the same, byte for byte. A number that is a value becomes a string that holds its
   * placeholder.
   *
   * <p>Withheld if it is not JSON by RFC 8259, has an object with the same key twice, or passes
   * {@link JsonLimits#DEFAULT}.
   */
  public Examination redactJson(String json) {
    return redactJson(json, MessageShape.ANY);
  }

  /**
   * As {@link #redactJson(String)} for a request body of a known protocol: the fields that hold the
   * protocol together stay, arguments that are JSON in a string are examined as JSON, and parts
   * that are no text are reported in {@link Examination.Examined#unexaminable()}.
   */
  public Examination redactJson(String json, MessageShape shape) {
    return guarded(() -> examineJson(json, shape));
  }

  /**
   * The parts of a request body that nothing can examine, found without examining the rest: for a
   * decision before the examination. The text of the result is the body itself.
   *
   * <p>Withheld as {@link #redactJson(String)} if the body is no acceptable JSON.
   */
  public static Examination survey(String json, MessageShape shape) {
    return new RedactionSession(Scans.nothing(), () -> 0, Set.of()).redactJson(json, shape);
  }

  /** A filter for one text of the reply; see {@link ReplyFilter}. */
  public ReplyFilter replyFilter(ReplyFilter.Form form) {
    return new ReplyFilter(form, scans, typesKept, placeholders, tally);
  }

  /**
   * The operator that replaces values by this session's placeholders, for a policy that mixes them
   * with other operators; restored by {@link #replyFilter}.
   */
  public Operator placeholderOperator() {
    return value -> new Outcome.Replaced(placeholders.bracketed(value.type(), value.text()));
  }

  /** What was examined and found so far. */
  public Coverage coverage() {
    return tally.coverage(scans.version());
  }

  private static String redact(String text, RequestText texts) {
    JsonExamination asJson = new JsonExamination(MessageShape.ANY.root(), texts, new ArrayList<>());
    String document = asJson.document(text);
    return document == null ? texts.redact(text) : document;
  }

  private RequestText texts() {
    return new RequestText(scans, typesKept, placeholders, tally);
  }

  private Examination examineJson(String json, MessageShape shape) {
    RequestText texts = texts();
    List<Unexaminable> unexaminable = new ArrayList<>();
    JsonExamination examination = new JsonExamination(shape.root(), texts, unexaminable);
    JsonResult result = JsonRewriter.rewrite(json, JsonLimits.DEFAULT, examination);
    if (result instanceof JsonResult.Refused refused) {
      throw new WithheldException(reason(refused.fault()));
    }
    unexaminable.forEach(part -> tally.unexaminable(part.kind().name()));
    String text = ((JsonResult.Rewritten) result).text();
    return new Examination.Examined(text, texts.findings(), unexaminable);
  }

  private Examination guarded(Supplier<Examination> step) {
    WithheldReason why;
    try {
      return step.get();
    } catch (WithheldException e) {
      why = e.reason();
    } catch (RuntimeException | StackOverflowError e) {
      // The cause may quote the text, so it is dropped; the reason is what the record gets.
      why = WithheldReason.INTERNAL_ERROR;
    }
    tally.withheld(why);
    return new Examination.Withheld(why);
  }

  static WithheldReason reason(Reason reason) {
    return switch (reason) {
      case OVER_BUDGET -> WithheldReason.OVER_BUDGET;
      case TOO_LARGE -> WithheldReason.TOO_LARGE;
      case TOO_DEEP -> WithheldReason.TOO_DEEP;
      case INTERNAL_ERROR -> WithheldReason.INTERNAL_ERROR;
    };
  }

  private static WithheldReason reason(JsonResult.Fault fault) {
    return switch (fault) {
      case NOT_JSON -> WithheldReason.NOT_JSON;
      case DUPLICATE_KEY -> WithheldReason.DUPLICATE_KEY;
      case TOO_DEEP -> WithheldReason.TOO_DEEP;
      case TOO_LARGE -> WithheldReason.TOO_LARGE;
    };
  }

  @Override
  public String toString() {
    return "RedactionSession[" + placeholders + "]";
  }
}
