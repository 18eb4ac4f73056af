package dev.portcullis.redaction;

import java.util.List;

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
  private final StringBuilder held = new StringBuilder();

  ScanStream(Scanner scanner) {
    this.scanner = scanner;
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
    held.append(piece);
    return new Step.Advanced(List.of(), 0, false);
  }

  /** Says that nothing follows: everything is settled. No push may come after it. */
  public Step finish() {
    ScanResult result = scanner.scan(held);
    return result instanceof ScanResult.Scanned scanned
        ? new Step.Advanced(scanned.spans(), held.length(), false)
        : new Step.Unscanned(((ScanResult.Unscanned) result).reason());
  }
}
