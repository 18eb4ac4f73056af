package dev.portcullis.redaction.session;

import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Span;
import java.util.Set;

/**
 * Examines a whole number of a reply: one that is personal data becomes a string with its label.
 */
final class ReplyNumbers {
  private final Scans scans;
  private final Set<String> typesKept;
  private final Tally tally;
  private final Delivery delivery;

  ReplyNumbers(Scans scans, Set<String> typesKept, Tally tally, Delivery delivery) {
    this.scans = scans;
    this.typesKept = typesKept;
    this.tally = tally;
    this.delivery = delivery;
  }

  /** Whether the number was replaced; if not, it may go out as it came. */
  boolean replaced(CharSequence number, int depth) {
    ScanResult result = scans.scan(number);
    if (result instanceof ScanResult.Unscanned unscanned) {
      throw new WithheldException(RedactionSession.reason(unscanned.reason()));
    }
    for (Span span : ((ScanResult.Scanned) result).spans()) {
      if (!typesKept.contains(span.type())) {
        tally.replyFinding(span.type());
        delivery.quotedLabel(span.type(), depth);
        return true;
      }
    }
    return false;
  }
}
