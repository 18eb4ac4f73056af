package dev.portcullis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ScanStreamTest {
  private static final Scanner SCANNER =
      new Scanner(DetectorSet.of(Profile.DEFAULT), Budget.DEFAULT);

  /** Pushes the pieces and joins what continues; checks the promises of every step. */
  private static List<Span> stream(String text, List<Integer> cuts, String hint) {
    ScanStream stream = SCANNER.stream();
    List<Span> spans = new ArrayList<>();
    int settled = 0;
    int from = 0;
    for (int i = 0; i <= cuts.size(); i++) {
      boolean last = i == cuts.size();
      int to = last ? text.length() : cuts.get(i);
      ScanStream.Step pushed = stream.push(text.substring(from, to));
      settled = take(pushed, spans, settled, to, hint);
      from = to;
    }
    settled = take(stream.finish(), spans, settled, text.length(), hint);
    assertEquals(text.length(), settled, hint);
    return spans;
  }

  private static int take(
      ScanStream.Step step, List<Span> spans, int before, int pushed, String hint) {
    ScanStream.Step.Advanced advanced =
        assertInstanceOf(ScanStream.Step.Advanced.class, step, hint);
    assertTrue(advanced.settledTo() >= before && advanced.settledTo() <= pushed, hint);
    assertTrue(
        pushed - advanced.settledTo() <= ScanStream.MAX_HELD,
        () -> hint + " held " + (pushed - advanced.settledTo()));
    for (int i = 0; i < advanced.spans().size(); i++) {
      Span span = advanced.spans().get(i);
      assertTrue(
          span.start() >= before && span.end() <= advanced.settledTo(),
          () -> hint + " " + span + " settled " + before + ".." + advanced.settledTo());
      if (i == 0 && advanced.continues()) {
        Span begun = spans.remove(spans.size() - 1);
        assertEquals(begun.end(), span.start(), hint);
        spans.add(new Span(begun.type(), begun.start(), span.end(), begun.score(), begun.rule()));
      } else {
        spans.add(span);
      }
    }
    return advanced.settledTo();
  }

  private static List<Span> whole(String text) {
    return assertInstanceOf(ScanResult.Scanned.class, SCANNER.scan(text)).spans();
  }

  @Test
  void anyCutIntoTwoGivesTheSpansOfTheWholeText() {
    Random random = new Random(5);
    String text = Texts.mixed(random, 40);
    List<Span> whole = whole(text);
    for (int cut = 0; cut <= text.length(); cut++) {
      assertEquals(whole, stream(text, List.of(cut), "cut " + cut), "cut " + cut);
    }
  }

  @Test
  void theNameBeforeAValueIsKeptHoweverTheTextIsCut() {
    String[] names = {"apiKey", "apiKeyId", "publicKey", "very_long_name_of_some_token", "author"};
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      lines.append("x ".repeat(i % 23)).append(names[i % names.length]).append(" ".repeat(i % 4));
      lines.append("= 'q7Zt4Lm9Xc2Vb8Nk1Rw").append(i).append("'\n");
    }
    String text = lines.toString();
    List<Span> whole = whole(text);
    assertEquals(160, whole.stream().filter(s -> s.type().equals("SECRET")).count());
    for (int size : new int[] {1, 7, 4099}) {
      List<Integer> cuts = new ArrayList<>();
      for (int cut = size; cut < text.length(); cut += size) {
        cuts.add(cut);
      }
      assertEquals(whole, stream(text, cuts, "size " + size), "size " + size);
    }
  }

  @Test
  void oneCharacterAtATimeGivesTheSpansOfTheWholeText() {
    for (long seed = 0; seed < 60; seed++) {
      String text = Texts.mixed(new Random(seed), 30);
      List<Integer> cuts = new ArrayList<>();
      for (int i = 1; i < text.length(); i++) {
        cuts.add(i);
      }
      assertEquals(whole(text), stream(text, cuts, "seed " + seed), "seed " + seed);
    }
  }

  @Test
  void randomCutsGiveTheSpansOfTheWholeText() {
    for (long seed = 100; seed < 300; seed++) {
      Random random = new Random(seed);
      String text = Texts.mixed(random, 30);
      List<Integer> cuts = new ArrayList<>();
      for (int at = random.nextInt(40); at < text.length(); at += 1 + random.nextInt(60)) {
        cuts.add(at);
      }
      assertEquals(whole(text), stream(text, cuts, "seed " + seed), "seed " + seed);
    }
  }

  @Test
  void aLongValueIsDeliveredInPiecesThatContinue() {
    String key =
        "-----BEGIN PRIVATE KEY-----\n"
            + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n".repeat(60)
            + "-----END PRIVATE KEY-----";
    String text = "before " + key + " after";
    List<Integer> cuts = new ArrayList<>();
    for (int at = 10; at < text.length(); at += 10) {
      cuts.add(at);
    }
    List<Span> spans = stream(text, cuts, "long key");
    assertEquals(whole(text), spans);
    assertEquals(1, spans.size());
    assertEquals(7, spans.get(0).start());
    assertEquals(7 + key.length(), spans.get(0).end());
  }

  @Test
  void aLongValueGoesOnOverCharactersThatVanish() {
    String hidden = "\u200b".repeat(40);
    String key =
        "-----BEGIN PRIVATE KEY-----\n" + ("MIIEvQIBADANBgkq" + hidden).repeat(12) + "\n" + hidden;
    List<Span> whole = whole(key);
    assertEquals(List.of(0, key.length()), List.of(whole.get(0).start(), whole.get(0).end()));
    for (int at = 1; at < key.length(); at++) {
      assertEquals(whole, stream(key, List.of(at), "cut " + at), "cut " + at);
    }
  }

  @Test
  void plainProseIsHeldByTheWordOnly() {
    String text =
        "The committee met again in the old town hall and talked about the weather for hours. "
            .repeat(40);
    ScanStream stream = SCANNER.stream();
    int most = 0;
    for (int i = 0; i < text.length(); i++) {
      ScanStream.Step.Advanced step =
          (ScanStream.Step.Advanced) stream.push(text.substring(i, i + 1));
      most = Math.max(most, i + 1 - step.settledTo());
    }
    int held = most;
    assertTrue(held <= 64, () -> "held " + held);
  }

  @Test
  void halfAPairAtTheEndOfAPieceThatFillsTheWindowIsTaken() {
    for (int before = 0; before < 80; before++) {
      String text = "x".repeat(before) + "\uD83D" + "y".repeat(before + 2);
      assertEquals(List.of(), stream(text, List.of(before + 1), "before " + before));
    }
  }

  @Test
  void aStreamThatFailedSaysNothingMore() {
    Scanner small = new Scanner(DetectorSet.of(Profile.DEFAULT), new Budget(10, 1000, 5));
    ScanStream stream = small.stream();
    assertEquals(new ScanStream.Step.Unscanned(Reason.TOO_LARGE), stream.push("more than ten"));
    assertEquals(new ScanStream.Step.Unscanned(Reason.TOO_LARGE), stream.push(""));
    assertEquals(new ScanStream.Step.Unscanned(Reason.TOO_LARGE), stream.finish());
  }
}
