package dev.portcullis.redaction.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.Reason;
import dev.portcullis.redaction.Span;
import dev.portcullis.redaction.json.MessageShape;
import dev.portcullis.redaction.session.Examination.Withheld;
import dev.portcullis.redaction.session.ReplyFilter.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever fails inside, at whatever call, nothing unexamined comes out and the reason is told. */
class FailClosedTest {
  private static final String TEXT = "first second third";
  private static final String BODY = "{\"a\":\"first\",\"b\":[\"second\",12345]}";

  private static RedactionSession session(Scans scans) {
    return new RedactionSession(scans, new Random(1), Set.of());
  }

  private static Span span(int start, int end) {
    return new Span("EMAIL_ADDRESS", start, end, 1, "test");
  }

  @TestFactory
  Stream<DynamicTest> aRequestIsWithheldForEveryReasonOfTheScanner() {
    return Stream.of(Reason.values())
        .map(
            reason ->
                DynamicTest.dynamicTest(
                    reason.name(),
                    () -> {
                      Withheld expected = new Withheld(WithheldReason.valueOf(reason.name()));
                      assertEquals(
                          expected, session(FaultyScans.unscanned(1, reason)).redact(TEXT));
                      for (int call = 1; call <= 5; call++) {
                        RedactionSession each = session(FaultyScans.unscanned(call, reason));
                        assertEquals(expected, each.redactJson(BODY), "call " + call);
                        assertEquals(1, each.coverage().withheld().get(reason.name()));
                      }
                    }));
  }

  @Test
  void aRequestIsWithheldWhenTheScannerThrows() {
    Withheld expected = new Withheld(WithheldReason.INTERNAL_ERROR);
    for (int call = 1; call <= 5; call++) {
      FaultyScans scans = FaultyScans.throwing(call, () -> new IllegalStateException("first"));
      assertEquals(expected, session(scans).redactJson(BODY, MessageShape.OPENAI_CHAT));
    }
    assertEquals(expected, session(FaultyScans.throwing(1, StackOverflowError::new)).redact(TEXT));
  }

  @Test
  void aRequestIsWithheldWhenASpanCannotBe() {
    assertEquals(
        new Withheld(WithheldReason.INTERNAL_ERROR),
        session(FaultyScans.lying(1, 0, span(3, 90))).redact(TEXT));
    assertEquals(
        new Withheld(WithheldReason.INTERNAL_ERROR),
        session(FaultyScans.lying(1, 0, span(5, 9), span(2, 7))).redact(TEXT));
  }

  @Test
  void aRequestIsWithheldWhenRandomnessFails() {
    RandomGenerator broken =
        () -> {
          throw new IllegalStateException("no entropy");
        };
    RedactionSession each = new RedactionSession(Sessions.SCANNER, broken, Set.of());
    assertEquals(new Withheld(WithheldReason.INTERNAL_ERROR), each.redact("to eve@example.org"));
  }

  @Test
  void aRequestWithTooManyValuesIsWithheld() {
    RedactionSession each = session(new EveryWord());
    StringBuilder words = new StringBuilder();
    for (int i = 0; i <= Placeholders.MOST; i++) {
      words.append(i).append(' ');
    }
    assertEquals(new Withheld(WithheldReason.TOO_MANY_VALUES), each.redact(words.toString()));
  }

  @TestFactory
  Stream<DynamicTest> aReplyStopsForEveryFailureAtEveryCall() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int failAt = 1; failAt <= 12; failAt++) {
      int call = failAt;
      for (Form form : Form.values()) {
        for (Reason reason : Reason.values()) {
          tests.add(
              DynamicTest.dynamicTest(
                  form + " " + reason + " at call " + call,
                  () -> stops(form, FaultyScans.unscanned(call, reason), reason.name())));
        }
        tests.add(
            DynamicTest.dynamicTest(
                form + " exception at call " + call,
                () ->
                    stops(
                        form,
                        FaultyScans.throwing(call, () -> new IllegalStateException("second")),
                        "INTERNAL_ERROR")));
        tests.add(
            DynamicTest.dynamicTest(
                form + " stack overflow at call " + call,
                () ->
                    stops(
                        form,
                        FaultyScans.throwing(call, StackOverflowError::new),
                        "INTERNAL_ERROR")));
        tests.add(
            DynamicTest.dynamicTest(
                form + " settled beyond what was pushed at call " + call,
                () -> stops(form, FaultyScans.lying(call, 9_999), "INTERNAL_ERROR")));
        tests.add(
            DynamicTest.dynamicTest(
                form + " settled backwards at call " + call,
                () -> stops(form, FaultyScans.lying(call, -1), "INTERNAL_ERROR")));
      }
    }
    return tests.stream();
  }

  /** Pushes one character at a time; after the failing push nothing may follow. */
  private static void stops(Form form, FaultyScans scans, String reason) {
    RedactionSession each = session(scans);
    ReplyFilter filter = each.replyFilter(form);
    String reply = form == Form.TEXT ? TEXT : BODY;
    StringBuilder delivered = new StringBuilder();
    for (int i = 0; i < reply.length(); i++) {
      boolean open = filter.withheld().isEmpty();
      String piece = filter.push(reply.substring(i, i + 1));
      assertTrue(open || piece.isEmpty(), "text after the failure");
      delivered.append(piece);
    }
    delivered.append(filter.finish());
    assertEquals(Optional.of(WithheldReason.valueOf(reason)), filter.withheld());
    assertTrue(reply.startsWith(delivered.toString()), "what came out is no beginning");
    assertTrue(delivered.length() < reply.length(), "the failing piece came out");
    assertEquals(1, each.coverage().withheld().get(reason));
  }

  @Test
  void aReplyStopsWhenASpanCannotBe() {
    stops(Form.TEXT, FaultyScans.lying(2, 2, span(1, 3)), "INTERNAL_ERROR");
    stops(Form.TEXT, FaultyScans.lying(2, 2, span(0, 1)), "INTERNAL_ERROR");
    stops(Form.TEXT, FaultyScans.lying(9, 9, span(8, 9), span(8, 9)), "INTERNAL_ERROR");
  }

  @Test
  void anErrorThatIsNotCaughtLeavesTheFilterClosed() {
    ReplyFilter filter =
        session(FaultyScans.throwing(1, OutOfMemoryError::new)).replyFilter(Form.TEXT);
    assertThrows(OutOfMemoryError.class, () -> filter.push("first"));
    assertEquals("", filter.push("second") + filter.finish());
    assertEquals(Optional.of(WithheldReason.INTERNAL_ERROR), filter.withheld());
  }

  @Test
  void aNumberWithoutEndIsWithheld() {
    ReplyFilter filter = Sessions.session().replyFilter(Form.JSON_FRAGMENT);
    assertEquals("", filter.push("1".repeat(300)));
    assertEquals(Optional.of(WithheldReason.TOO_LARGE), filter.withheld());
  }

  @Test
  void noReasonAndNoExceptionQuotesTheText() {
    RedactionSession each =
        session(FaultyScans.throwing(1, () -> new IllegalStateException("first")));
    assertFalse((each.redact(TEXT) + " " + each + " " + each.coverage()).contains("first"));
  }

  /** Finds every word of digits. */
  private static final class EveryWord implements Scans {
    @Override
    public dev.portcullis.redaction.ScanResult scan(CharSequence text) {
      List<Span> spans = new ArrayList<>();
      int start = 0;
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) == ' ') {
          spans.add(span(start, i));
          start = i + 1;
        }
      }
      return new dev.portcullis.redaction.ScanResult.Scanned(spans);
    }

    @Override
    public Stream stream() {
      throw new IllegalStateException("not streamed");
    }

    @Override
    public String version() {
      return "words";
    }
  }
}
