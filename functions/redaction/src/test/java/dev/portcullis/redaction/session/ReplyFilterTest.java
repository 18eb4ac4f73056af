package dev.portcullis.redaction.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.session.ReplyFilter.Form;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyFilterTest {
  private static final String MAIL = "jane.roe@example.com";
  private final RedactionSession session = Sessions.session();
  private final String placeholder = Sessions.redact(session, MAIL);
  private final String core = placeholder.substring(1, placeholder.length() - 1);

  private String text(String reply) {
    return Sessions.reply(session, Form.TEXT, reply);
  }

  private String json(String reply) {
    return Sessions.reply(session, Form.JSON_FRAGMENT, reply);
  }

  @Test
  void aPlaceholderComesBackAndAForeignValueDoesNot() {
    assertEquals(
        "Sent to " + MAIL + ", copy to [EMAIL_ADDRESS].",
        text("Sent to " + placeholder + ", copy to eve@example.org."));
  }

  @Test
  void theCallersOwnValueInClearIsForeign() {
    assertEquals("It is [EMAIL_ADDRESS].", text("It is " + MAIL + "."));
  }

  @Test
  void everySpellingOfAPlaceholderComesBack() {
    for (String spelling :
        new String[] {
          placeholder.toLowerCase(Locale.ROOT),
          placeholder.toUpperCase(Locale.ROOT),
          "\\[" + core + "\\]",
          "\\[" + core.replace("_", "\\_") + "]",
          "&#91;" + core + "&#93;",
          "&lbrack;" + core + "&rbrack;",
          core
        }) {
      assertEquals("<" + MAIL + ">", text("<" + spelling + ">"), spelling);
    }
  }

  @Test
  void aCoreInsideALongerWordIsText() {
    assertEquals("x" + core + " " + core + "y", text("x" + core + " " + core + "y"));
  }

  @Test
  void aPlaceholderThatWasNeverIssuedIsText() {
    assertEquals("[EMAIL_ADDRESS_9_zzzz]", text("[EMAIL_ADDRESS_9_zzzz]"));
  }

  @Test
  void anUnissuedPlaceholderAroundAForeignValueHidesNothing() {
    assertEquals("[EMAIL_ADDRESS_1 [EMAIL_ADDRESS]]", text("[EMAIL_ADDRESS_1 eve@example.org]"));
  }

  @Test
  void numbersThatBeginAlikeAreNotConfused() {
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      sent.append(" user").append(i).append("@example.com");
    }
    RedactionSession many = Sessions.session();
    String redacted = Sessions.redact(many, sent.toString());
    assertEquals(sent.toString(), Sessions.reply(many, Form.TEXT, redacted));
  }

  @Test
  void textThatTouchesAPlaceholderMakesNoDetectionWithIt() {
    assertEquals("a" + MAIL + "@example.org", text("a" + placeholder + "@example.org"));
  }

  @Test
  void textThatTouchesAPlaceholderHidesNoDetection() {
    assertEquals(
        "[EMAIL_ADDRESS]" + MAIL + "[EMAIL_ADDRESS]",
        text("eve@example.org" + placeholder + "bob@example.org"));
  }

  @Test
  void inJsonTheRestoredValueIsEscaped() {
    RedactionSession quoting = Sessions.session();
    String own = "EMAIL_1_bcdf\\";
    String redacted = Sessions.redact(quoting, "\\" + own);
    assertEquals(
        "{\"a\":\"\\\\" + own.replace("\\", "\\\\") + "\"}",
        Sessions.reply(
            quoting, Form.JSON_FRAGMENT, "{\"a\":\"" + redacted.replace("\\", "\\\\") + "\"}"));
  }

  @Test
  void inJsonEscapesAreDecodedBeforeMatching() {
    assertEquals("{\"a\":\"[EMAIL_ADDRESS]\"}", json("{\"a\":\"\\u0065ve\\u0040example.org\"}"));
  }

  @Test
  void inJsonTextThatIsNotReplacedKeepsItsEscapes() {
    String same = "{\"a\\u0062\":\"x\\/\\n\\ud83d\\ude00 \\q\",\"n\":[1.5e3,true,null]}";
    assertEquals(same, json(same));
  }

  @Test
  void inJsonAPlaceholderMayBeEscaped() {
    assertEquals("[\"" + MAIL + "\"]", json("[\"" + placeholder.replace("[", "\\u005B") + "\"]"));
  }

  @Test
  void aNumberThatIsPersonalBecomesAStringWithItsLabel() {
    assertEquals("{\"c\":\"[CREDIT_CARD]\"}", json("{\"c\":4111111111111111}"));
  }

  @Test
  void jsonThatStopsTooEarlyIsDeliveredAsFarAsItCame() {
    for (String part : new String[] {"{\"a", "{\"a\":tr", "{\"a\":12", "[\"x\\", "[\"x\\u00"}) {
      assertEquals(part, json(part));
    }
  }

  @Test
  void textBetweenStringsEndsTheStream() {
    ReplyFilter filter = session.replyFilter(Form.JSON_FRAGMENT);
    assertEquals("{\"a\":", filter.push("{\"a\":"));
    assertEquals("", filter.push("eve@example.org}"));
    assertEquals("", filter.push("{}") + filter.finish());
    assertEquals(Optional.of(WithheldReason.NOT_JSON), filter.withheld());
  }

  @Test
  void noPieceEndsInsideASurrogatePair() {
    ReplyFilter filter = session.replyFilter(Form.TEXT);
    assertTrue(!filter.push("hi \uD83D").endsWith("\uD83D"));
    assertTrue((filter.push("\uDE00 ") + filter.finish()).endsWith("\uD83D\uDE00 "));
  }

  @Test
  void afterTheEndNothingComesOut() {
    ReplyFilter filter = session.replyFilter(Form.TEXT);
    filter.finish();
    assertEquals("", filter.push("more"));
    assertEquals(Optional.of(WithheldReason.AFTER_END), filter.withheld());
  }

  @Test
  void inJsonInsideAStringEscapesAreDecodedTwice() {
    String nested = "{\"a\":\"{\\\"n\\\":\\\"\\\\teve\\\\u0040example.org\\\"}\"}";
    assertEquals("{\"a\":\"{\\\"n\\\":\\\"\\\\t[EMAIL_ADDRESS]\\\"}\"}", json(nested));
  }

  @Test
  void textThatIsJsonIsReadAsJson() {
    assertEquals(
        "{\"a\": \"\\t[EMAIL_ADDRESS]\", \"b\": \"[CREDIT_CARD]\"} Done, [EMAIL_ADDRESS].",
        text("{\"a\": \"\\teve@example.org\", \"b\": 4111111111111111} Done, x@example.org."));
  }

  @Test
  void textThatOnlyLooksLikeJsonIsText() {
    assertEquals("{\"a\" 41 [EMAIL_ADDRESS]!", text("{\"a\" 41 eve@example.org!"));
    assertEquals("[{x} [EMAIL_ADDRESS]", text("[{x} eve@example.org"));
  }

  @Test
  void aNumberCutByAnotherIsExaminedWithIt() {
    assertEquals("[\"a\", [CREDIT_CARD]", text("[\"a\", 4111 1111 1111 1111"));
    ReplyFilter filter = session.replyFilter(Form.JSON_FRAGMENT);
    assertEquals("[", filter.push("[4111 "));
    assertEquals("", filter.push("1111"));
    assertEquals(Optional.of(WithheldReason.NOT_JSON), filter.withheld());
  }
}
