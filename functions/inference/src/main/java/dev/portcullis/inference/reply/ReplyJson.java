package dev.portcullis.inference.reply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.inference.reply.UnfitReplyException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads the JSON of replies strictly and bounded: no key twice, nothing behind the end, at most 128
 * levels, numbers kept exactly.
 */
public final class ReplyJson {
  private static final int MOST_CHARACTERS = 32 << 20;

  private final JsonMapper mapper = strict();

  /**
   * The object that the bytes are.
   *
   * @throws UnfitReplyException GARBAGE if they are none
   */
  public ObjectNode object(byte[] json) throws UnfitReplyException {
    try {
      if (mapper.readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException notJson) {
      // Its message may quote the reply, so nothing of it is kept.
    }
    throw new UnfitReplyException(Reason.GARBAGE);
  }

  /** The JSON of a tree. */
  public byte[] bytes(JsonNode tree) {
    try {
      return mapper.writeValueAsBytes(tree);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("a tree of JSON is JSON", impossible);
    }
  }

  /** An empty object. */
  ObjectNode object() {
    return mapper.createObjectNode();
  }

  /** A mapper that reads as this class does, for other shapes of replies; its errors may quote. */
  public static JsonMapper strict() {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(128)
                        .maxNumberLength(1_000)
                        .maxStringLength(MOST_CHARACTERS)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build())
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }
}
