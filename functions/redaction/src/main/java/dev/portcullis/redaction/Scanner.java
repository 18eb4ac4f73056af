package dev.portcullis.redaction;

import dev.portcullis.redaction.detect.Hit;
import dev.portcullis.redaction.detect.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Finds personal data and credentials in one linear pass; a text is examined whole or not at all.
 *
 * <p>Immutable and safe for any number of threads. Time is linear in the text whatever the text is.
 * Whether a word of context stands near a value is decided by the text before the value only (see
 * the README of the detectors), so that a stream decides the same.
 */
public final class Scanner {
  private final DetectorSet set;
  private final Budget budget;

  /** A scanner over these detectors within these limits. */
  public Scanner(DetectorSet set, Budget budget) {
    this.set = Objects.requireNonNull(set, "set");
    this.budget = Objects.requireNonNull(budget, "budget");
  }

  /** The detectors it runs. */
  public DetectorSet detectors() {
    return set;
  }

  /** The limits it keeps. */
  public Budget budget() {
    return budget;
  }

  /** The spans of this text, ordered and not overlapping, or the reason why it was not examined. */
  public ScanResult scan(CharSequence text) {
    return run(text, false);
  }

  /**
   * Every type that a range of this text may be, ordered by start: spans of different types may
   * overlap. For scoring and explaining; redact with {@link #scan}.
   */
  public ScanResult scanEvery(CharSequence text) {
    return run(text, true);
  }

  /** A scan of text that arrives in pieces; one stream is for one thread. */
  public ScanStream stream() {
    return new ScanStream(this);
  }

  /** What decided about each span of {@link #scan}; empty when the text was not examined. */
  public List<Explanation> explain(CharSequence text) {
    List<Hit> hits = new ArrayList<>();
    if (text.length() > budget.maxLength() || examine(text, false, hits) != Scan.Outcome.DONE) {
      return List.of();
    }
    List<Explanation> explanations = new ArrayList<>();
    List<Span> spans = spans(text, hits);
    for (Span span : spans) {
      for (Hit hit : hits) {
        if (hit.start() == span.start() && !hit.continues()) {
          String word = hit.contextWord() < 0 ? "" : set.program.contextWord(hit.contextWord());
          String validators = String.join(",", set.program.spec(hit.detector()).validators());
          explanations.add(new Explanation(span, validators, hit.verified(), word));
        }
      }
    }
    return explanations;
  }

  private ScanResult run(CharSequence text, boolean every) {
    if (text.length() > budget.maxLength()) {
      return new ScanResult.Unscanned(Reason.TOO_LARGE);
    }
    List<Hit> hits = new ArrayList<>();
    try {
      return switch (examine(text, every, hits)) {
        case DONE -> new ScanResult.Scanned(spans(text, hits));
        case SPENT -> new ScanResult.Unscanned(Reason.OVER_BUDGET);
        case TOO_DEEP -> new ScanResult.Unscanned(Reason.TOO_DEEP);
        case WAITING -> new ScanResult.Unscanned(Reason.INTERNAL_ERROR);
      };
    } catch (RuntimeException e) {
      // Whatever broke, nothing is known about the text, and the exception may quote it.
      return new ScanResult.Unscanned(Reason.INTERNAL_ERROR);
    }
  }

  private Scan.Outcome examine(CharSequence text, boolean every, List<Hit> hits) {
    Scan scan = begin(text.length(), every, hits);
    scan.append(text);
    scan.finish();
    return scan.advance();
  }

  Scan begin(int length, boolean every, List<Hit> hits) {
    return new Scan(
        set.program,
        budget.maxDepth(),
        length,
        Budget.FIXED_WORK,
        budget.workPerCharacter(),
        every,
        hits::add);
  }

  private List<Span> spans(CharSequence text, List<Hit> hits) {
    List<Span> spans = new ArrayList<>(hits.size());
    int last = hits.size();
    for (int i = 0; i < last; i++) {
      Hit hit = hits.get(i);
      int end = hit.end();
      while (i + 1 < last && hits.get(i + 1).continues()) {
        end = hits.get(++i).end();
      }
      Span span = span(hit, end);
      if (!isAllowed(text, span)) {
        spans.add(span);
      }
    }
    return spans;
  }

  Span span(Hit hit, int end) {
    var spec = set.program.spec(hit.detector());
    return new Span(spec.type(), hit.start(), end, hit.score(), spec.rule());
  }

  boolean isAllowed(CharSequence text, Span span) {
    return !set.lists.allow().isEmpty()
        && set.lists
            .allow()
            .contains(
                text.subSequence(span.start(), span.end()).toString().toLowerCase(Locale.ROOT));
  }
}
