package dev.portcullis.redaction;

import dev.portcullis.redaction.detect.Hit;
import dev.portcullis.redaction.detect.Scan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scans text that arrives in pieces; the spans are those of {@link Scanner#scan} on the whole text,
 * however it was cut (inside surrogate pairs and escapes too).
 *
 * <p>How to use it: keep what was pushed from {@code settledTo} on; after each push deliver the
 * text up to the new {@code settledTo}, each span in it replaced; after {@link #finish} everything
 * is settled. At most {@link #MAX_HELD} characters are ever unsettled, and none when no candidate
 * is open.
 *
 * <p>A value longer than the bound (a long key, a URL of a thousand characters) arrives in several
 * spans that touch. {@link Step.Advanced#continues} is true when the first span of a step carries
 * on the last span delivered before it: deliver its replacement once, for the first piece, and
 * nothing for the pieces that continue it. Nothing but the first span of a step can be such a
 * piece.
 *
 * <p>One thread only. After {@link Step.Unscanned} every later call returns the same: deliver
 * nothing more.
 */
public final class ScanStream {
  /** The most UTF-16 units that are ever held back. */
  public static final int MAX_HELD = 512;

  private final Scanner scanner;
  private final List<Hit> hits = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();
  private final Scan scan;
  private int openFrom;
  private long length;
  private @Nullable Reason failure;

  ScanStream(Scanner scanner) {
    this.scanner = scanner;
    this.scan = scanner.begin(0, false, hits);
  }

  /** What became certain. */
  public sealed interface Step {
    /**
     * Nothing that starts before {@code settledTo} can change any more.
     *
     * @param spans newly settled spans, ordered, not overlapping, each ending at or before {@code
     *     settledTo}; offsets count UTF-16 units from the start of the stream
     * @param settledTo UTF-16 units from the start of the stream; never decreases
     * @param continues whether the first span is a further piece of the last span before this step
     */
    record Advanced(List<Span> spans, int settledTo, boolean continues) implements Step {
      /** Copies the list. */
      public Advanced {
        spans = List.copyOf(spans);
      }
    }

    /**
     * A limit was passed; what is not settled yet, and all that follows, must not be delivered.
     *
     * @param reason what stopped the scan
     */
    record Unscanned(Reason reason) implements Step {}
  }

  /** Takes the next piece, which may be empty, and says what became certain. */
  public Step push(CharSequence piece) {
    length += piece.length();
    if (failure == null && length > scanner.budget().maxLength()) {
      failure = Reason.TOO_LARGE;
    }
    return advance(piece, false);
  }

  /** Says that nothing follows: everything is settled. No push may come after it. */
  public Step finish() {
    return advance("", true);
  }

  private Step advance(CharSequence piece, boolean last) {
    if (failure == null) {
      try {
        run(piece, last);
      } catch (RuntimeException e) {
        // Whatever broke, nothing is known about the text, and the exception may quote it.
        failure = Reason.INTERNAL_ERROR;
      }
    }
    return failure == null ? settle(scan.settled()) : new Step.Unscanned(failure);
  }

  private void run(CharSequence piece, boolean last) {
    scan.append(piece);
    if (!scanner.detectors().lists.allow().isEmpty()) {
      open.append(piece);
    }
    if (last) {
      scan.finish();
    }
    failure =
        switch (scan.advance()) {
          case WAITING -> last ? Reason.INTERNAL_ERROR : null;
          case DONE -> last ? null : Reason.INTERNAL_ERROR;
          case SPENT -> Reason.OVER_BUDGET;
          case TOO_DEEP -> Reason.TOO_DEEP;
        };
  }

  private Step settle(int settledTo) {
    List<Span> spans = new ArrayList<>(hits.size());
    boolean continues = !hits.isEmpty() && hits.get(0).continues();
    for (int i = 0; i < hits.size(); i++) {
      Hit hit = hits.get(i);
      int end = hit.end();
      while (i + 1 < hits.size() && hits.get(i + 1).continues()) {
        end = hits.get(++i).end();
      }
      Span span = scanner.span(hit, end);
      if (open.isEmpty() || !scanner.isAllowed(open, move(span, -openFrom))) {
        spans.add(span);
      }
    }
    hits.clear();
    if (!open.isEmpty()) {
      open.delete(0, Math.min(open.length(), settledTo - openFrom));
      openFrom = settledTo;
    }
    return new Step.Advanced(spans, settledTo, continues);
  }

  private static Span move(Span span, int by) {
    int start = Math.max(0, span.start() + by);
    return new Span(span.type(), start, span.end() + by, span.score(), span.rule());
  }
}
