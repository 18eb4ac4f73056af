package dev.portcullis.aws.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.inference.reply.ReplyJson;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads JSON strictly and bounded: no key twice, nothing behind the end, at most 128 levels, every
 * number kept exactly; no error it throws quotes what it read.
 */
public final class ModelJson {
  private final JsonMapper mapper = ReplyJson.strict();

  /** Nothing is read yet. */
  public ModelJson() {}

  /**
   * The object that the bytes are.
   *
   * @throws IOException if they are none; its message is fixed and it has no cause
   */
  public ObjectNode object(byte[] json) throws IOException {
    try {
      if (mapper.readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException notJson) {
      // Its message may quote a prompt or a reply, so nothing of it is kept.
    }
    throw new IOException("not a JSON object");
  }

  /** An empty object. */
  public ObjectNode object() {
    return mapper.createObjectNode();
  }

  /** The JSON of a tree. */
  public byte[] bytes(JsonNode tree) {
    try {
      return mapper.writeValueAsBytes(tree);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("a tree of JSON is JSON", impossible);
    }
  }

  /** The JSON of a tree as text. */
  public String text(JsonNode tree) {
    try {
      return mapper.writeValueAsString(tree);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("a tree of JSON is JSON", impossible);
    }
  }
}
