package dev.portcullis.redaction.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.session.ReplyFilter.Form;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactionSessionTest {
  private static final String MAIL = "jane.roe@example.com";
  private final RedactionSession session = Sessions.session();

  @Test
  void aValueBecomesAPlaceholderWithItsTypeANumberAndATag() {
    String redacted = Sessions.redact(session, "Write to " + MAIL + " today");
    assertTrue(redacted.matches("Write to \\[EMAIL_ADDRESS_1_[b-z2-9]{4}] today"), redacted);
  }

  @Test
  void theSameValueGetsTheSamePlaceholderInEveryText() {
    assertEquals(Sessions.redact(session, MAIL), Sessions.redact(session, MAIL));
  }

  @Test
  void anotherValueGetsAnotherPlaceholder() {
    assertNotEquals(
        Sessions.redact(session, MAIL), Sessions.redact(session, "john.doe@example.com"));
  }

  @Test
  void anotherSessionUsesOtherTags() {
    RedactionSession other = new RedactionSession(Sessions.SCANNER, new Random(8), Set.of());
    assertNotEquals(Sessions.redact(session, MAIL), Sessions.redact(other, MAIL));
  }

  @Test
  void aTypeThatIsKeptStaysInClearBothWays() {
    RedactionSession keeping =
        new RedactionSession(Sessions.SCANNER, new Random(7), Set.of("EMAIL_ADDRESS"));
    assertEquals(MAIL, Sessions.redact(keeping, MAIL));
    assertEquals("to x@example.org.", Sessions.reply(keeping, Form.TEXT, "to x@example.org."));
  }

  @Test
  void theCallersOwnTextThatLooksLikeAPlaceholderComesBackExactly() {
    String own = "keep [EMAIL_ADDRESS_1_k7qx] and phone_number_2_bcdf and \\[A\\_1\\_k7qx\\]";
    String redacted = Sessions.redact(session, own);
    assertFalse(redacted.contains("k7qx"), redacted);
    assertEquals(own, Sessions.reply(session, Form.TEXT, redacted));
  }

  @Test
  void anEarlierPlaceholderSentAgainByTheCallerIsTextAndNotTheValue() {
    String first = Sessions.redact(session, MAIL);
    String second = Sessions.redact(session, "what is " + first + "?");
    assertFalse(second.contains(first));
    assertEquals("what is " + first + "?", Sessions.reply(session, Form.TEXT, second));
  }

  @Test
  void coverageCountsWhatWasFoundAndWhatWasExamined() {
    String redacted = Sessions.redact(session, "é " + MAIL);
    Sessions.reply(session, Form.TEXT, redacted + " and \uD83D\uDE00 y@example.org");
    Coverage coverage = session.coverage();
    assertEquals(Map.of("EMAIL_ADDRESS", 1), coverage.requestFindings());
    assertEquals(Map.of("EMAIL_ADDRESS", 1), coverage.replyFindings());
    assertEquals(3 + MAIL.length(), coverage.requestBytes());
    assertEquals(redacted.length() + 1 + 5 + 4 + 1 + 13, coverage.replyBytes());
    assertEquals(1, coverage.restored());
    assertTrue(coverage.complete());
  }

  @Test
  void nothingPrintsAValue() {
    Examination examined = session.redact("to " + MAIL);
    ReplyFilter filter = session.replyFilter(Form.TEXT);
    filter.push("jane.roe@exam");
    String printed = session + " " + examined + " " + filter + " " + session.coverage();
    assertFalse(printed.contains("jane"), printed);
  }
}
