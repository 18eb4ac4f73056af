package dev.portcullis.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.aws.model.HttpPost.Answer;
import dev.portcullis.aws.model.ModelJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * An embeddings request for one of two families of Bedrock's models, and its answer in OpenAI's
 * form.
 *
 * <p>Titan takes one text a request, and one request is all that is sent, so a list of more is
 * refused. Cohere must know what a vector is for, which OpenAI's form cannot say: {@code
 * input_type} says it, and without it the texts are documents to be searched. A text that is too
 * long is refused by the model, not cut. Written from "Amazon Titan Text Embeddings" and "Cohere
 * Embed v3" and "v4" in the Bedrock User Guide
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html,
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed.html).
 */
final class Embeddings {
  private enum Family {
    TITAN,
    COHERE
  }

  private static final String TOKENS = "x-amzn-bedrock-input-token-count";

  private final ModelJson json;
  private final String model;
  private final Family family;
  private final int texts;
  private final boolean base64;
  private final ObjectNode body;

  private Embeddings(
      ModelJson json, String model, Family family, int texts, boolean base64, ObjectNode body) {
    this.json = json;
    this.model = model;
    this.family = family;
    this.texts = texts;
    this.base64 = base64;
    this.body = body;
  }

  static Embeddings of(ModelJson json, ObjectNode request, String model)
      throws FieldRefusedException {
    Fields fields = Fields.of(request, "");
    if (!fields.text("model").orElse(model).equals(model)) {
      throw fields.refused("model", "is not the model that is called");
    }
    List<JsonNode> texts = texts(fields);
    String encoding = fields.text("encoding_format").orElse("float");
    if (!encoding.equals("float") && !encoding.equals("base64")) {
      throw fields.refused("encoding_format", "must be float or base64");
    }
    ObjectNode body = json.object();
    Family family;
    if (model.contains("titan-embed-text")) {
      family = Family.TITAN;
      titan(fields, model, texts, body);
    } else if (model.contains("cohere.embed")) {
      family = Family.COHERE;
      cohere(fields, model, texts, body);
    } else {
      throw fields.refused("model", "is no embedding model of Titan or Cohere");
    }
    fields.end();
    return new Embeddings(json, model, family, texts.size(), encoding.equals("base64"), body);
  }

  private static List<JsonNode> texts(Fields fields) throws FieldRefusedException {
    JsonNode input = fields.need("input");
    List<JsonNode> texts = input.isTextual() ? List.of(input) : Fields.items(input, "input");
    if (texts.isEmpty() || !texts.stream().allMatch(JsonNode::isTextual)) {
      throw fields.refused("input", "must be a text or a list of texts for a model on Bedrock");
    }
    return texts;
  }

  private static void titan(Fields fields, String model, List<JsonNode> texts, ObjectNode body)
      throws FieldRefusedException {
    if (texts.size() != 1) {
      throw fields.refused("input", "must be one text for Titan");
    }
    body.set("inputText", texts.get(0));
    Optional<Integer> dimensions = fields.count("dimensions");
    if (dimensions.isPresent() && !model.contains("titan-embed-text-v2")) {
      throw fields.refused("dimensions", "is for the second version of Titan's embeddings");
    }
    dimensions.ifPresent(count -> body.put("dimensions", count));
  }

  private static void cohere(Fields fields, String model, List<JsonNode> texts, ObjectNode body)
      throws FieldRefusedException {
    body.putArray("texts").addAll(texts);
    body.put("input_type", fields.text("input_type").orElse("search_document"));
    body.put("truncate", "NONE").putArray("embedding_types").add("float");
    Optional<Integer> dimensions = fields.count("dimensions");
    if (dimensions.isPresent() && !model.contains("cohere.embed-v4")) {
      throw fields.refused("dimensions", "is for the fourth version of Cohere's embeddings");
    }
    dimensions.ifPresent(count -> body.put("output_dimension", count));
  }

  /** What is sent. */
  ObjectNode body() {
    return body;
  }

  /** The answer in OpenAI's form. */
  byte[] answer(byte[] reply, Answer answer) throws IOException {
    ObjectNode given = json.object(reply);
    JsonNode vectors =
        family == Family.TITAN
            ? json.object().putArray("vectors").add(given.path("embedding"))
            : floats(given.path("embeddings"));
    if (vectors.size() != texts) {
      throw new IOException("the model's reply has not a vector for each text");
    }
    ObjectNode out = json.object().put("object", "list");
    ArrayNode data = out.putArray("data");
    for (int i = 0; i < texts; i++) {
      ObjectNode one = data.addObject().put("object", "embedding").put("index", i);
      one.set("embedding", vector(vectors.get(i)));
    }
    out.put("model", model);
    Optional<Long> tokens =
        family == Family.TITAN
            ? number(given.path("inputTextTokenCount").asText(""))
            : number(answer.header(TOKENS));
    // Without a count there is no usage, so that nobody takes the call for free.
    tokens.ifPresent(
        count -> out.putObject("usage").put("prompt_tokens", count).put("total_tokens", count));
    return json.bytes(out);
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,12}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /** Cohere names the type of its vectors if it was asked for one, and not in every version. */
  private static JsonNode floats(JsonNode embeddings) {
    return embeddings.isObject() ? embeddings.path("float") : embeddings;
  }

  private JsonNode vector(JsonNode numbers) throws IOException {
    boolean good = numbers.isArray() && !numbers.isEmpty();
    for (JsonNode number : numbers) {
      good &= number.isNumber();
    }
    if (!good) {
      throw new IOException("the model's reply has a vector that is none");
    }
    if (!base64) {
      return numbers;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode number : numbers) {
      bytes.putFloat(number.floatValue());
    }
    return json.object().textNode(Base64.getEncoder().encodeToString(bytes.array()));
  }
}
