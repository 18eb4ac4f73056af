package dev.portcullis.redaction.session;

import dev.portcullis.redaction.ScanStream.Step;
import dev.portcullis.redaction.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one pass over one text of a reply: issued placeholders become the caller's values, what the
 * scanner finds between them becomes a label.
 *
 * <p>A placeholder is a boundary. The text before it is scanned to its end without it, the text
 * after it afresh, and a restored value is never scanned, so that a value of the caller's can
 * neither be masked again nor make a detection with its neighbours, nor hide one.
 */
final class ReplyPass {
  private final Scans scans;
  private final Set<String> typesKept;
  private final Placeholders placeholders;
  private final PlaceholderMatcher matcher;
  private final Tally tally;
  private final Delivery delivery;
  private final HeldText held = new HeldText();

  /** The scan of the text since the last boundary; none until there is text to scan. */
  private Scans.@Nullable Stream stream;

  /** Where the first held character is in {@link #stream}'s text. */
  private int base;

  /** How many held characters the scan has seen. */
  private int fed;

  /** How many held characters the matcher has seen. */
  private int next;

  /** Where an open placeholder candidate begins in the held text, or -1. */
  private int candidate = -1;

  /** The last character that left {@link #held}, 0 at a boundary. */
  private char previous;

  /** Whether the last span was masked, for the pieces that continue it. */
  private boolean lastMasked;

  ReplyPass(
      Scans scans,
      Set<String> typesKept,
      Placeholders placeholders,
      Tally tally,
      Delivery delivery) {
    this.scans = scans;
    this.typesKept = typesKept;
    this.placeholders = placeholders;
    this.matcher = new PlaceholderMatcher(placeholders.trie());
    this.tally = tally;
    this.delivery = delivery;
  }

  int heldLength() {
    return held.rawLength();
  }

  /** Takes a character; {@code form} is how it arrived, null if as itself. */
  void add(char c, @Nullable CharSequence form) {
    held.add(c, form);
    match();
  }

  /** Shows the scan all that is certainly text, and delivers what it settles. */
  void advance() {
    int known = candidate < 0 ? held.length() : candidate;
    if (known > fed) {
      Scans.Stream open = stream();
      CharSequence piece = held.decoded(fed, known);
      fed = known;
      apply(open.push(piece));
    }
  }

  /** The text ends here: everything is settled and delivered. */
  void end() {
    while (candidate >= 0) {
      if (matcher.end() == PlaceholderMatcher.Outcome.MATCHED_BEFORE) {
        restore(held.length());
      } else {
        giveUpCandidate();
        match();
      }
    }
    settle();
    previous = 0;
  }

  private void match() {
    while (next < held.length()) {
      char c = held.charAt(next);
      if (candidate < 0) {
        if (matcher.begins(c, next == 0 ? previous : held.charAt(next - 1))) {
          candidate = next;
        }
        next++;
        continue;
      }
      switch (matcher.step(c)) {
        case OPEN -> next++;
        case FAILED -> giveUpCandidate();
        case MATCHED -> restore(next + 1);
        case MATCHED_BEFORE -> restore(next);
      }
    }
  }

  /** Looks for another candidate inside the one that failed. */
  private void giveUpCandidate() {
    next = candidate + 1;
    candidate = -1;
  }

  /** Replaces the candidate, which ends before {@code end}, by its value. */
  private void restore(int end) {
    String value = placeholders.value(matcher.id());
    int after = end - candidate;
    settle();
    delivery.value(value);
    tally.restored();
    held.drop(after);
    candidate = -1;
    next = 0;
    previous = 0;
  }

  /** Ends the scan of the text before the candidate, or of all there is, and delivers it. */
  private void settle() {
    advance();
    if (stream != null) {
      Scans.Stream ended = stream;
      apply(ended.finish());
      if (fed != 0) {
        throw new WithheldException(WithheldReason.INTERNAL_ERROR);
      }
    }
    stream = null;
    base = 0;
    lastMasked = false;
  }

  private Scans.Stream stream() {
    Scans.Stream open = stream;
    if (open == null) {
      open = scans.stream();
      stream = open;
    }
    return open;
  }

  private void apply(Step step) {
    if (step instanceof Step.Unscanned unscanned) {
      throw new WithheldException(RedactionSession.reason(unscanned.reason()));
    }
    Step.Advanced advanced = (Step.Advanced) step;
    int settled = advanced.settledTo() - base;
    if (settled < 0 || settled > fed) {
      throw new WithheldException(WithheldReason.INTERNAL_ERROR);
    }
    int at = 0;
    boolean continues = advanced.continues();
    for (Span span : advanced.spans()) {
      int start = span.start() - base;
      int end = span.end() - base;
      if (start < at || end > settled) {
        throw new WithheldException(WithheldReason.INTERNAL_ERROR);
      }
      held.appendRaw(delivery.raw(), at, start);
      replace(span, start, end, continues);
      continues = false;
      at = end;
    }
    held.appendRaw(delivery.raw(), at, settled);
    forget(settled);
  }

  private void replace(Span span, int start, int end, boolean continues) {
    if (!continues) {
      lastMasked = !typesKept.contains(span.type());
      if (lastMasked) {
        tally.replyFinding(span.type());
        delivery.label(span.type());
      }
    }
    if (!lastMasked) {
      held.appendRaw(delivery.raw(), start, end);
    }
  }

  private void forget(int settled) {
    if (settled > 0) {
      previous = held.charAt(settled - 1);
      held.drop(settled);
      base += settled;
      fed -= settled;
      next -= settled;
      candidate = candidate < 0 ? -1 : candidate - settled;
    }
  }
}
