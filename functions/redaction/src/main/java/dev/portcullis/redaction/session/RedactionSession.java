package dev.portcullis.redaction.session;

import dev.portcullis.redaction.Reason;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
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

  /** Plain text with every value replaced by its placeholder, or withheld whole. */
  public Examination redact(String text) {
    return guarded(
        () -> {
          List<Finding> findings = new ArrayList<>();
          String redacted = redactText(text, findings);
          tally.requestBytes(text);
          return new Examination.Examined(redacted, findings, List.of());
        });
  }

  /** A filter for one text of the reply; see {@link ReplyFilter}. */
  public ReplyFilter replyFilter(ReplyFilter.Form form) {
    return new ReplyFilter(form, scans, typesKept, placeholders, tally);
  }

  /** What was examined and found so far. */
  public Coverage coverage() {
    return tally.coverage(scans.version());
  }

  private String redactText(String text, List<Finding> findings) {
    List<Span> spans = spans(text);
    if (spans.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 32);
    int at = 0;
    for (Span span : spans) {
      out.append(text, at, span.start());
      out.append(placeholders.bracketed(span.type(), text.substring(span.start(), span.end())));
      at = span.end();
      tally.requestFinding(span.type());
      findings.add(new Finding(span.type(), span.start(), span.end(), span.score(), span.rule()));
    }
    return out.append(text, at, text.length()).toString();
  }

  /** What must be replaced in {@code text}, ordered and not overlapping. */
  private List<Span> spans(String text) {
    ScanResult result = scans.scan(text);
    if (result instanceof ScanResult.Unscanned unscanned) {
      throw new WithheldException(reason(unscanned.reason()));
    }
    List<Span> spans = new ArrayList<>();
    List<Span> lookAlikes = LookAlikes.in(text);
    int next = 0;
    for (Span span : ((ScanResult.Scanned) result).spans()) {
      if (typesKept.contains(span.type())) {
        continue;
      }
      for (; next < lookAlikes.size() && lookAlikes.get(next).start() < span.end(); next++) {
        if (lookAlikes.get(next).end() <= span.start()) {
          spans.add(lookAlikes.get(next));
        }
      }
      spans.add(span);
    }
    spans.addAll(lookAlikes.subList(next, lookAlikes.size()));
    return spans;
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

  @Override
  public String toString() {
    return "RedactionSession[" + placeholders + "]";
  }
}
