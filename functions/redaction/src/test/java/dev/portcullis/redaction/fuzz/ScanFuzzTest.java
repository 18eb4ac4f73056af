package dev.portcullis.redaction.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Reason;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.ScanStream;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the text, the scan ends well and a stream of it finds the same. */
final class ScanFuzzTest {
  private final List<Scanner> scanners =
      Stream.of(Profile.DEFAULT, Profile.STRICT, Profile.SECRETS, Profile.country("de"))
          .map(profile -> new Scanner(DetectorSet.of(profile), Budget.DEFAULT))
          .toList();

  @Test
  void aScanEndsWellAndAStreamFindsTheSame() {
    assertTrue(Fuzz.run("scan", this::scan) > 0);
  }

  private void scan(Random random) {
    Scanner scanner = scanners.get(random.nextInt(scanners.size()));
    String text = FuzzTexts.next(random);
    ScanResult result = scanner.scan(text);
    if (result instanceof ScanResult.Scanned scanned) {
      int at = 0;
      for (Span span : scanned.spans()) {
        assertTrue(at <= span.start() && span.start() < span.end(), "spans overlap");
        at = span.end();
      }
      assertTrue(at <= text.length(), "a span reaches beyond the text");
      assertEquals(scanned.spans(), stream(scanner, text, FuzzTexts.cuts(random, text.length())));
    } else {
      assertEquals(new ScanResult.Unscanned(Reason.TOO_DEEP), result);
    }
  }

  private static List<Span> stream(Scanner scanner, String text, int[] cuts) {
    ScanStream stream = scanner.stream();
    List<Span> spans = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= cuts.length; i++) {
      int to = i == cuts.length ? text.length() : cuts[i];
      take(stream.push(text.substring(from, to)), to, spans);
      from = to;
    }
    take(stream.finish(), text.length(), spans);
    return spans;
  }

  private static void take(ScanStream.Step step, int pushed, List<Span> into) {
    if (!(step instanceof ScanStream.Step.Advanced advanced)) {
      throw new AssertionError("the stream gave up: " + step);
    }
    assertTrue(pushed - advanced.settledTo() <= ScanStream.MAX_HELD, "too much is held");
    boolean continues = advanced.continues();
    for (Span span : advanced.spans()) {
      if (continues) {
        Span begun = into.remove(into.size() - 1);
        into.add(new Span(begun.type(), begun.start(), span.end(), begun.score(), begun.rule()));
      } else {
        into.add(span);
      }
      continues = false;
    }
  }
}
