package dev.portcullis.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.portcullis.audit.record.CallRefusal.Stage;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.redaction.json.Unexaminable;
import dev.portcullis.redaction.session.Examination;
import dev.portcullis.redaction.session.RedactionSession;
import dev.portcullis.redaction.session.WithheldReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a body so that no second reader can read it differently: UTF-8, one JSON object, no key
 * twice, one model.
 */
final class BodyReader {
  /** Other places in which clients and proxies name a model. */
  private static final List<String> MODEL_HEADERS =
      List.of("x-model", "openai-model", "x-portcullis-model");

  private static final JsonFactory FACTORY = new JsonFactory();

  private BodyReader() {}

  static RequestBody read(Inbound inbound, byte[] bytes, Route route, Settings settings)
      throws RefusedException {
    checkHead(inbound);
    if (bytes.length > settings.mostBodyBytes()) {
      throw refused(
          ErrorCode.BODY_TOO_LARGE, "The body is over " + settings.mostBodyBytes() + " bytes.");
    }
    String json = text(bytes);
    List<Unexaminable> unexaminable = survey(json, route);
    BodyFields fields = fields(json, route);
    String model = fields.model;
    if (model == null || model.isEmpty()) {
      throw Refusal.field(ErrorCode.INVALID_FIELD, "model", "is required").thrown();
    }
    BodyFields.require(
        fields.hasContent, route == Route.CHAT ? "messages" : "input", "is required, not empty");
    List<Unexaminable> opaque = new ArrayList<>(unexaminable);
    if (fields.audio) {
      // The answer would be sound, which nothing can examine either.
      opaque.add(new Unexaminable(Unexaminable.Kind.AUDIO, "/modalities"));
    }
    return new RequestBody(
        json,
        model,
        fields.stream,
        fields.streamOptions,
        fields.includeUsage,
        // Usual tokenizers need a token for three to four bytes of text in most languages.
        bytes.length / 3 + 1,
        route == Route.EMBEDDINGS ? 0 : output(fields, settings) * fields.choices,
        fields.tools,
        opaque);
  }

  private static long output(BodyFields fields, Settings settings) {
    return fields.outputTokens > 0 ? fields.outputTokens : settings.outputTokens();
  }

  private static void checkHead(Inbound inbound) throws RefusedException {
    RequestHead head = inbound.head();
    boolean inQuery =
        List.of(inbound.query().split("&", -1)).stream()
            .anyMatch(pair -> pair.equals("model") || pair.startsWith("model="));
    if (inQuery || MODEL_HEADERS.stream().anyMatch(name -> !head.values(name).isEmpty())) {
      throw Refusal.of(Stage.PARSE, ErrorCode.MODEL_NAMED_TWICE).thrown();
    }
    List<String> types = head.values("content-type");
    String type = types.isEmpty() ? "application/json" : types.get(0).toLowerCase(Locale.ROOT);
    boolean json = type.equals("application/json") || type.startsWith("application/json;");
    if (!json || types.size() > 1 || !head.values("content-encoding").isEmpty()) {
      throw Refusal.of(Stage.PARSE, ErrorCode.UNSUPPORTED_ENCODING).thrown();
    }
  }

  private static String text(byte[] bytes) throws RefusedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw refused(ErrorCode.INVALID_UTF8, ErrorCode.INVALID_UTF8.message());
    }
  }

  private static List<Unexaminable> survey(String json, Route route) throws RefusedException {
    Examination examination = RedactionSession.survey(json, route.request());
    if (examination instanceof Examination.Withheld withheld) {
      ErrorCode code = code(withheld.reason());
      throw refused(code, code.message());
    }
    return ((Examination.Examined) examination).unexaminable();
  }

  /** What a body that is withheld whole is refused with. */
  static ErrorCode code(WithheldReason reason) {
    return switch (reason) {
      case NOT_JSON -> ErrorCode.INVALID_JSON;
      case DUPLICATE_KEY -> ErrorCode.DUPLICATE_KEY;
      case TOO_DEEP -> ErrorCode.JSON_TOO_DEEP;
      case TOO_LARGE -> ErrorCode.BODY_TOO_LARGE;
      case OVER_BUDGET, TOO_MANY_VALUES, AFTER_END, INTERNAL_ERROR -> ErrorCode.REQUEST_WITHHELD;
    };
  }

  private static BodyFields fields(String json, Route route) throws RefusedException {
    BodyFields fields = new BodyFields();
    try (JsonParser in = FACTORY.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw refused(ErrorCode.INVALID_BODY, ErrorCode.INVALID_BODY.message());
      }
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String field = in.currentName();
        in.nextToken();
        fields.take(field, in, route);
      }
      checkForm(json, route);
    } catch (IOException notJson) {
      // Jackson quotes the body in its message, so nothing of the exception is kept.
      throw refused(ErrorCode.INVALID_JSON, ErrorCode.INVALID_JSON.message());
    }
    return fields;
  }

  private static void checkForm(String json, Route route) throws IOException, RefusedException {
    try (JsonParser in = FACTORY.createParser(json)) {
      BodyForm.check(in, route.request().root());
    }
  }

  private static RefusedException refused(ErrorCode code, String message) {
    return Refusal.of(Stage.PARSE, code, message).thrown();
  }
}
