package dev.portcullis.redaction.limits;

import static dev.portcullis.redaction.limits.Passing.CARD;
import static dev.portcullis.redaction.limits.Passing.MAIL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.redaction.json.JsonEscapes;
import dev.portcullis.redaction.json.JsonLimits;
import dev.portcullis.redaction.json.JsonResult;
import dev.portcullis.redaction.json.JsonRewriter;
import dev.portcullis.redaction.session.WithheldReason;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** The limits of documents and of a session. */
final class JsonLimitCases {
  private static final String LIST = "{\"a\":\"" + MAIL + "\",\"b\":[";

  private JsonLimitCases() {}

  static Map<String, IntConsumer> all() {
    Map<String, IntConsumer> cases = new TreeMap<>();
    cases.put("json.JsonLimits.maxLength", JsonLimitCases::tooLong);
    cases.put("json.JsonLimits.maxDepth", JsonLimitCases::tooDeep);
    cases.put("json.JsonLimits.maxNumber", JsonLimitCases::longNumber);
    cases.put("session.JsonFragment.LONGEST_NUMBER", JsonLimitCases::longNumber);
    cases.put("session.TextContent.DEEPEST", JsonLimitCases::documentsInDocuments);
    cases.put("session.JsonExamination.DEEPEST", JsonLimitCases::documentsInDocuments);
    cases.put(
        "session.JsonExamination.LONGEST_CONTEXT_KEY",
        n -> new Passing().json("{\"" + "k".repeat(n + 1) + "\":\"" + MAIL + "\"}"));
    cases.put(
        "session.JsonExamination.LONGEST_PROTOCOL_NUMBER",
        n -> new Passing().json("{\"seed\":" + CARD + ",\"max_tokens\":" + CARD + "}"));
    cases.put("session.JsonExamination.CLEAN_KEYS_REMEMBERED", JsonLimitCases::manyKeys);
    cases.put("session.Placeholders.MOST", JsonLimitCases::manyValues);
    cases.put("session.Placeholders.LONGEST_TYPE", JsonLimitCases::longType);
    cases.put("session.ProtocolForms.LONGEST_MODEL", n -> longField("model", n));
    cases.put("session.ProtocolForms.LONGEST_IDENTIFIER", n -> longField("user", n));
    return cases;
  }

  private static void tooLong(int limit) {
    String small = "{\"a\":\"" + MAIL + "\"}";
    assertEquals(
        new JsonResult.Refused(JsonResult.Fault.TOO_LARGE, 5),
        JsonRewriter.rewrite(small, new JsonLimits(5, 9, 9), null));
    new Passing().json(small + " ".repeat(limit)).reasons.remove(WithheldReason.TOO_LARGE);
  }

  private static void tooDeep(int limit) {
    String document = LIST + "[".repeat(limit) + "]".repeat(limit) + "]}";
    new Passing().json(document).because(WithheldReason.TOO_DEEP);
  }

  private static void longNumber(int limit) {
    new Passing().json(LIST + "1".repeat(limit + 1) + "]}").json(LIST + CARD + "]}");
  }

  private static void documentsInDocuments(int limit) {
    String document = "{\"a\":\"" + MAIL + "\",\"n\":" + CARD + "}";
    for (int i = 0; i < limit + 2; i++) {
      new Passing().json(document);
      document = "{\"a\":\"" + JsonEscapes.escape(document) + "\"}";
    }
  }

  private static void manyKeys(int limit) {
    StringBuilder document = new StringBuilder("{");
    for (int i = 0; i <= limit; i++) {
      document.append("\"k").append(i).append("\":null,");
    }
    new Passing().json(document + "\"" + MAIL + "\":\"" + MAIL + "\"}");
  }

  private static void manyValues(int limit) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= limit; i++) {
      text.append('u').append(i).append("@example.com ");
    }
    new Passing().text(text.toString()).because(WithheldReason.TOO_MANY_VALUES);
  }

  private static void longType(int limit) {
    String type = "T".repeat(2 * limit + 40);
    new Passing("detector x\ntype " + type + "\npattern 0.9 " + MAIL + "\nvalidator email\n")
        .text("")
        .json(LIST + "]}");
  }

  private static void longField(String field, int limit) {
    String value = "m".repeat(limit + 1);
    new Passing()
        .json("{\"" + field + "\":\"" + value + " " + MAIL + "\",\"messages\":[]}")
        .json("{\"" + field + "\":\"" + value + "/" + CARD + " " + MAIL + "\",\"messages\":[]}");
  }
}
