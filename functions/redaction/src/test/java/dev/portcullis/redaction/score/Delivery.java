package dev.portcullis.redaction.score;

import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.ScanStream;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import dev.portcullis.redaction.session.RedactionSession;
import dev.portcullis.redaction.session.ReplyFilter;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What a client gets of a text that arrives in pieces; no cuts means in one piece. */
interface Delivery {
  /** Everything delivered; {@code cuts} are places in the text, never decreasing. */
  String deliver(String text, int... cuts);

  /** What the text must come to: by default what it comes to in one piece. */
  default String expected(String text) {
    return deliver(text);
  }

  /** The scanner's own stream; what it must come to is said by the scan of the whole text. */
  static Delivery stream(Scanner scanner) {
    return new Delivery() {
      @Override
      public String deliver(String text, int... cuts) {
        ScanStream stream = scanner.stream();
        StringBuilder out = new StringBuilder();
        int settled = 0;
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
          int to = i == cuts.length ? text.length() : cuts[i];
          settled = take(stream.push(text.substring(from, to)), text, settled, to, out);
          from = to;
        }
        take(stream.finish(), text, settled, text.length(), out);
        return out.toString();
      }

      @Override
      public String expected(String text) {
        if (scanner.scan(text) instanceof ScanResult.Scanned scanned) {
          StringBuilder out = new StringBuilder();
          int at = 0;
          for (Span span : scanned.spans()) {
            out.append(text, at, span.start()).append(label(span));
            at = span.end();
          }
          return out.append(text, at, text.length()).toString();
        }
        throw new AssertionError("the whole text was withheld");
      }
    };
  }

  /** The reply filter, which is what stands between a model and a client. */
  static Delivery filter(Scanner scanner, ReplyFilter.Form form) {
    return (text, cuts) -> {
      ReplyFilter filter = new RedactionSession(scanner, new Random(1), Set.of()).replyFilter(form);
      StringBuilder out = new StringBuilder();
      int from = 0;
      for (int cut : cuts) {
        out.append(filter.push(text.substring(from, cut)));
        from = cut;
      }
      out.append(filter.push(text.substring(from))).append(filter.finish());
      if (!filter.withheld().equals(Optional.empty())) {
        throw new AssertionError("withheld: " + filter.withheld());
      }
      return out.toString();
    };
  }

  private static int take(
      ScanStream.Step step, String text, int settled, int pushed, StringBuilder out) {
    if (!(step instanceof ScanStream.Step.Advanced advanced)) {
      throw new AssertionError("withheld: " + step);
    }
    int to = advanced.settledTo();
    if (to < settled || to > pushed || pushed - to > ScanStream.MAX_HELD) {
      throw new AssertionError("settled to " + to + " after " + settled + " of " + pushed);
    }
    boolean continues = advanced.continues();
    int at = settled;
    for (Span span : advanced.spans()) {
      out.append(text, at, span.start());
      if (!continues) {
        out.append(label(span));
      }
      continues = false;
      at = span.end();
    }
    out.append(text, at, to);
    return to;
  }

  private static String label(Span span) {
    return "[" + span.type() + " " + span.rule() + " " + span.score() + "]";
  }
}
