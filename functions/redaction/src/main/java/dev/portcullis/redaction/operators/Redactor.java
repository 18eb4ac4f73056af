package dev.portcullis.redaction.operators;

import dev.portcullis.redaction.Reason;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the values of a text and puts each operator's result in their place: whole, or not at all.
 * Safe for threads if its operators are.
 */
public final class Redactor {
  private final Scanner scanner;
  private final OperatorPolicy policy;

  /** A redactor with this scanner and this policy. */
  public Redactor(Scanner scanner, OperatorPolicy policy) {
    this.scanner = scanner;
    this.policy = policy;
  }

  /** What became of a text. */
  public sealed interface Redaction {
    /**
     * Every value was treated.
     *
     * @param text what may be shown
     * @param spans what was found, in the original text
     * @param counts how many values of each type were found
     * @param labelled how many values of each type the policy's operator refused; they became
     *     labels
     */
    record Redacted(
        String text,
        List<Span> spans,
        SortedMap<String, Integer> counts,
        SortedMap<String, Integer> labelled)
        implements Redaction {
      /** Copies the collections. */
      public Redacted {
        spans = List.copyOf(spans);
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        labelled = Collections.unmodifiableSortedMap(new TreeMap<>(labelled));
      }

      /** Shows counts only. */
      @Override
      public String toString() {
        return "Redacted" + counts;
      }
    }

    /** Nothing of the text may be shown. */
    record Unredacted(Reason reason) implements Redaction {}
  }

  /** Scans the text and applies the policy to what it finds. */
  public Redaction redact(String text) {
    try {
      ScanResult result = scanner.scan(text);
      return result instanceof ScanResult.Scanned scanned
          ? apply(text, scanned.spans(), policy)
          : new Redaction.Unredacted(((ScanResult.Unscanned) result).reason());
    } catch (RuntimeException | StackOverflowError e) {
      // The cause may quote the text, so it is dropped; no text comes out.
      return new Redaction.Unredacted(Reason.INTERNAL_ERROR);
    }
  }

  /**
   * Puts each operator's result in the place of its span; a refused value becomes a type label.
   *
   * @param spans ordered and not overlapping
   * @throws IllegalArgumentException if the spans are not so, or reach beyond the text
   */
  public static Redaction.Redacted apply(String text, List<Span> spans, OperatorPolicy policy) {
    StringBuilder out = new StringBuilder(text.length());
    SortedMap<String, Integer> counts = new TreeMap<>();
    SortedMap<String, Integer> labelled = new TreeMap<>();
    int at = 0;
    for (Span span : spans) {
      if (span.start() < at || span.end() > text.length()) {
        throw new IllegalArgumentException("spans overlap, or reach beyond the text");
      }
      out.append(text, at, span.start());
      counts.merge(span.type(), 1, Integer::sum);
      Value value = new Value(span.type(), text.substring(span.start(), span.end()));
      if (policy.operatorFor(span.type()).apply(value) instanceof Outcome.Replaced replaced) {
        out.append(replaced.text());
      } else {
        labelled.merge(span.type(), 1, Integer::sum);
        out.append(Labels.label(span.type()));
      }
      at = span.end();
    }
    out.append(text, at, text.length());
    return new Redaction.Redacted(out.toString(), spans, counts, labelled);
  }
}
