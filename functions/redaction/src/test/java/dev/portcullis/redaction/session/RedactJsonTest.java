package dev.portcullis.redaction.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.json.MessageShape;
import dev.portcullis.redaction.json.PlainJson;
import dev.portcullis.redaction.json.RandomJson;
import dev.portcullis.redaction.json.Unexaminable;
import dev.portcullis.redaction.json.Unexaminable.Kind;
import dev.portcullis.redaction.session.Examination.Examined;
import dev.portcullis.redaction.session.Examination.Withheld;
import dev.portcullis.redaction.session.ReplyFilter.Form;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactJsonTest {
  private static final String MAIL = "jane.roe@example.com";
  private final RedactionSession session = Sessions.session();

  private Examined examined(String json, MessageShape shape) {
    return assertInstanceOf(Examined.class, session.redactJson(json, shape));
  }

  private String chat(String json) {
    return examined(json, MessageShape.OPENAI_CHAT).text();
  }

  private static String mask(String text) {
    return text.replaceAll("_[b-z2-9]{4}(?![A-Za-z0-9_])", "");
  }

  @Test
  void everyStringOfADocumentIsExaminedKeysIncluded() {
    assertEquals(
        "{\"[EMAIL_ADDRESS_1]\":[\"[EMAIL_ADDRESS_1]\",{\"b\":\"x [EMAIL_ADDRESS_2]\"}]}",
        mask(
            examined(
                    "{\"" + MAIL + "\":[\"" + MAIL + "\",{\"b\":\"x \\u0065ve@example.org\"}]}",
                    MessageShape.ANY)
                .text()));
  }

  @Test
  void aCardAsANumberBecomesAStringAndASmallNumberStays() {
    assertEquals(
        "{\"card\":\"[CREDIT_CARD_1]\",\"n\":2.50}",
        mask(examined("{\"card\":4111111111111111,\"n\":2.50}", MessageShape.ANY).text()));
  }

  @Test
  void theFieldsThatHoldTheProtocolTogetherStay() {
    String json =
        "{\"model\":\"org/model-2024-10-22:v1\",\"temperature\":0.5,\"seed\":12345678901,"
            + "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"get_weather\"}},"
            + "\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":"
            + "\"call_AKIAQYLPMN5HHHFPZAM2\",\"type\":\"function\",\"function\":{\"name\":\"f\","
            + "\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":"
            + "\"call_AKIAQYLPMN5HHHFPZAM2\",\"content\":\"ok\"}]}";
    assertSame(json, chat(json));
  }

  @Test
  void aValueHiddenInAProtocolFieldIsReplaced() {
    String json =
        "{\"model\":\""
            + MAIL
            + "\",\"messages\":[{\"role\":\""
            + MAIL
            + "\",\"tool_call_id\":"
            + "\""
            + MAIL
            + "\",\"name\":\"192.168.17.4\"}],\"user\":\""
            + MAIL
            + "\"}";
    String redacted = chat(json);
    assertFalse(redacted.contains("jane"), redacted);
    assertFalse(redacted.contains("192"), redacted);
  }

  @Test
  void aNameGetsAPlaceholderWithoutBracketsAndComesBack() {
    String redacted = chat("{\"messages\":[{\"name\":\"192.168.17.4\"}]}");
    assertTrue(redacted.matches(".*\"name\":\"IP_ADDRESS_1_[b-z2-9]{4}\".*"), redacted);
    assertEquals(
        "{\"messages\":[{\"name\":\"192.168.17.4\"}]}",
        Sessions.reply(session, Form.JSON_FRAGMENT, redacted));
  }

  @Test
  void anIdIsReplacedAlikeWhereverItStands() {
    String redacted =
        chat(
            "{\"messages\":[{\"tool_calls\":[{\"id\":\"10.11.12.13\"}]},"
                + "{\"tool_call_id\":\"10.11.12.13\"}]}");
    String id = redacted.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
    assertTrue(redacted.contains("\"tool_call_id\":\"" + id + "\""), redacted);
  }

  @Test
  void argumentsAreExaminedAsJsonInsideJson() {
    String redacted =
        chat(
            "{\"messages\":[{\"tool_calls\":[{\"function\":{\"arguments\":"
                + "\"{\\\"to\\\":\\\"\\\\u006aane.roe@example.com\\\",\\\"n\\\":4111111111111111}\"}}]}]}");
    assertTrue(
        mask(redacted)
            .contains("{\\\"to\\\":\\\"[EMAIL_ADDRESS_1]\\\",\\\"n\\\":\\\"[CREDIT_CARD_1]\\\"}"),
        redacted);
  }

  @Test
  void argumentsThatAreNotJsonAreText() {
    assertEquals(
        "{\"messages\":[{\"function_call\":{\"arguments\":\"{to: [EMAIL_ADDRESS_1]\"}}]}",
        mask(chat("{\"messages\":[{\"function_call\":{\"arguments\":\"{to: " + MAIL + "\"}}]}")));
  }

  @Test
  void partsThatAreNoTextAreReportedAndLeftAsTheyWere() {
    String json =
        "{\"messages\":[{\"content\":[{\"type\":\"text\",\"text\":\"see\"},{\"image_url\":"
            + "{\"url\":\"data:image/png;base64,AAAA\"},\"type\":\"image_url\"},{\"type\":"
            + "\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"}},{\"type\":"
            + "\"file\",\"file\":{\"file_id\":\"file-1\"}},{\"type\":\"hologram\",\"x\":1}]}]}";
    Examined examined = examined(json, MessageShape.OPENAI_CHAT);
    assertSame(json, examined.text());
    assertEquals(
        List.of(
            new Unexaminable(Kind.IMAGE, "/messages/0/content/1/image_url"),
            new Unexaminable(Kind.AUDIO, "/messages/0/content/2/input_audio"),
            new Unexaminable(Kind.FILE, "/messages/0/content/3/file"),
            new Unexaminable(Kind.UNKNOWN_PART, "/messages/0/content/4")),
        examined.unexaminable());
    assertFalse(session.coverage().complete());
  }

  @Test
  void textInAnUnknownPartIsExaminedAllTheSame() {
    assertFalse(
        chat("{\"messages\":[{\"content\":[{\"type\":\"new\",\"t\":\"" + MAIL + "\"}]}]}")
            .contains("jane"));
  }

  @Test
  void tokenNumbersAreReportedOnce() {
    Examined examined =
        examined("{\"model\":\"m\",\"input\":[[1,2,3],[4]]}", MessageShape.OPENAI_EMBEDDINGS);
    assertEquals(
        List.of(
            new Unexaminable(Kind.TOKENS, "/input/0"), new Unexaminable(Kind.TOKENS, "/input/1")),
        examined.unexaminable());
  }

  @Test
  void embeddingTextsAreExamined() {
    assertEquals(
        "{\"input\":[\"[EMAIL_ADDRESS_1]\"],\"dimensions\":256}",
        mask(
            examined(
                    "{\"input\":[\"" + MAIL + "\"],\"dimensions\":256}",
                    MessageShape.OPENAI_EMBEDDINGS)
                .text()));
  }

  @Test
  void responsesItemsAreWalked() {
    String json =
        "{\"model\":\"m\",\"previous_response_id\":\"resp_0123456789abcdef\",\"input\":[{\"type\":"
            + "\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\""
            + MAIL
            + "\"},{\"type\":\"input_image\",\"detail\":\"auto\",\"image_url\":\"data:x\"}]},"
            + "{\"type\":\"function_call\",\"call_id\":\"call_1\",\"name\":\"f\",\"arguments\":"
            + "\"{\\\"to\\\":\\\""
            + MAIL
            + "\\\"}\"}]}";
    Examined examined = examined(json, MessageShape.OPENAI_RESPONSES);
    assertFalse(examined.text().contains("jane"));
    assertTrue(examined.text().contains("\"previous_response_id\":\"resp_0123456789abcdef\""));
    assertEquals(
        List.of(
            new Unexaminable(Kind.STORED, "/previous_response_id"),
            new Unexaminable(Kind.IMAGE, "/input/0/content/1/image_url")),
        examined.unexaminable());
  }

  @Test
  void whateverNamesWhatIsStoredIsReportedAndStillExamined() {
    String json =
        "{\"model\":\"m\",\"previous_response_id\":[7],\"conversation\":{\"id\":\"conv_1\"},\"prompt\":"
            + "{\"id\":\"pmpt_1\",\"variables\":{\"to\":\""
            + MAIL
            + "\"}},\"input\":[{\"type\":\"item_reference\",\"id\":\"msg_1\"}],\"tools\":[{\"type\":"
            + "\"file_search\",\"vector_store_ids\":[\"vs_1\"]}]}";
    Examined examined = examined(json, MessageShape.OPENAI_RESPONSES);
    assertFalse(examined.text().contains("jane"));
    assertEquals(
        List.of(
            new Unexaminable(Kind.STORED, "/previous_response_id"),
            new Unexaminable(Kind.STORED, "/conversation"),
            new Unexaminable(Kind.STORED, "/prompt"),
            new Unexaminable(Kind.STORED, "/input/0"),
            new Unexaminable(Kind.STORED, "/tools/0/vector_store_ids")),
        examined.unexaminable());
  }

  @Test
  void anthropicMessagesAreWalked() {
    String json =
        "{\"model\":\"m\",\"system\":\""
            + MAIL
            + "\",\"max_tokens\":100,\"messages\":[{\"role\":"
            + "\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_1\","
            + "\"content\":\""
            + MAIL
            + "\"},{\"type\":\"tool_use\",\"id\":\"toolu_2\",\"name\":"
            + "\"f\",\"input\":{\"to\":\""
            + MAIL
            + "\"}},{\"type\":\"image\",\"source\":{\"type\":"
            + "\"base64\",\"data\":\"AAAA\"}}]}]}";
    Examined examined = examined(json, MessageShape.ANTHROPIC_MESSAGES);
    assertFalse(examined.text().contains("jane"));
    assertEquals(3, session.coverage().requestFindings().get("EMAIL_ADDRESS"));
    assertEquals(
        List.of(new Unexaminable(Kind.FILE, "/messages/0/content/2/source")),
        examined.unexaminable());
  }

  @Test
  void aDocumentThatIsNotSoundIsWithheld() {
    assertEquals(new Withheld(WithheldReason.NOT_JSON), session.redactJson("{\"a\":NaN}"));
    assertEquals(
        new Withheld(WithheldReason.DUPLICATE_KEY), session.redactJson("{\"a\":1,\"a\":2}"));
    assertEquals(new Withheld(WithheldReason.TOO_DEEP), session.redactJson("[".repeat(200)));
    assertEquals(3, session.coverage().withheld().values().stream().mapToInt(i -> i).sum());
  }

  @Test
  void whatWasReplacedComesBackInAnyDocument() {
    for (long seed = 0; seed < 500; seed++) {
      RedactionSession each = Sessions.session();
      String json = new RandomJson(seed).document().replace("4111111111111111", "7");
      String redacted = assertInstanceOf(Examined.class, each.redactJson(json)).text();
      assertFalse(redacted.contains("jane.roe@"), "seed " + seed);
      assertEquals(
          PlainJson.parse(json),
          PlainJson.parse(Sessions.reply(each, Form.JSON_FRAGMENT, redacted)),
          "seed " + seed);
    }
  }

  @Test
  void textThatIsADocumentIsExaminedAsOne() {
    assertEquals(
        "{\"n\":\"\\t[US_SSN_1]\",\"c\":\"[CREDIT_CARD_1]\"}",
        mask(Sessions.redact(session, "{\"n\":\"\\t536-90-4399\",\"c\":4111111111111111}")));
  }
}
