package dev.portcullis.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Embeddings of the stand-in model: numbers that follow from the text and mean nothing. */
final class EmbeddingAnswers implements StandIn.Answers {
  private static final int DIMENSIONS = 8;

  private final ObjectMapper json;

  EmbeddingAnswers(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public String whole(JsonNode request) {
    ObjectNode answer = json.createObjectNode().put("object", "list");
    ArrayNode data = answer.putArray("data");
    JsonNode input = request.path("input");
    int count = input.isArray() ? input.size() : 1;
    boolean base64 = request.path("encoding_format").asText().equals("base64");
    for (int i = 0; i < count; i++) {
      float[] vector =
          vector(input.isArray() ? input.get(i).toString() : input.toString(), request);
      ObjectNode one = data.addObject().put("object", "embedding").put("index", i);
      if (base64) {
        one.put("embedding", base64(vector));
      } else {
        ArrayNode numbers = one.putArray("embedding");
        for (float number : vector) {
          numbers.add(number);
        }
      }
    }
    int tokens = Said.tokens(input.toString());
    answer.put("model", request.path("model").asText());
    answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return answer.toString();
  }

  @Override
  public List<String> stream(JsonNode request) {
    return List.of(whole(request));
  }

  private static float[] vector(String text, JsonNode request) {
    float[] vector = new float[request.path("dimensions").asInt(DIMENSIONS)];
    Random numbers = new Random(text.hashCode());
    for (int i = 0; i < vector.length; i++) {
      vector[i] = numbers.nextFloat() - 0.5f;
    }
    return vector;
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
