package dev.portcullis.aws.wire;

import static dev.portcullis.aws.wire.Shape.list;
import static dev.portcullis.aws.wire.Shape.object;
import static dev.portcullis.aws.wire.Shape.oneOf;
import static dev.portcullis.aws.wire.Shape.text;
import static dev.portcullis.aws.wire.Shape.union;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What Bedrock takes, as its API reference and its guide to embedding models have it. */
final class BedrockShapes {
  private static final Shape ANY = Shape.of("object", JsonNode::isObject);
  private static final Shape TRUTH = Shape.of("boolean", JsonNode::isBoolean);
  private static final Shape COUNT = Shape.of("count", value -> value.intValue() > 0);
  private static final Shape SHARE =
      Shape.of("share", value -> value.isNumber() && value.doubleValue() <= 1);
  private static final Shape NAME =
      Shape.of("name", value -> value.asText().matches("[a-zA-Z0-9_-]{1,64}"));
  private static final Shape EMPTY = object(Map.of());

  private static final Shape TOOL_RESULT =
      object(
          Map.of("toolUseId", NAME, "content", list(union(Map.of("text", text(), "json", ANY)))));
  private static final Shape IMAGE =
      object(
          Map.of(
              "format",
              oneOf("png", "jpeg", "gif", "webp"),
              "source",
              union(Map.of("bytes", text()))));
  private static final Shape BLOCK =
      union(
          Map.of(
              "text",
              text(),
              "image",
              IMAGE,
              "toolUse",
              object(Map.of("toolUseId", NAME, "name", NAME, "input", ANY)),
              "toolResult",
              TOOL_RESULT,
              "reasoningContent",
              union(
                  Map.of("reasoningText", object(Map.of("text", text(), "signature?", text()))))));
  private static final Shape MESSAGE =
      object(Map.of("role", oneOf("user", "assistant"), "content", list(BLOCK)));
  private static final Shape TOOL =
      object(
          Map.of(
              "name",
              NAME,
              "description?",
              text(),
              "inputSchema",
              union(Map.of("json", ANY)),
              "strict?",
              TRUTH));
  private static final Shape TOOLS =
      object(
          Map.of(
              "tools",
              list(union(Map.of("toolSpec", TOOL))),
              "toolChoice?",
              union(Map.of("auto", EMPTY, "any", EMPTY, "tool", object(Map.of("name", NAME))))));
  private static final Shape SCHEMA =
      object(Map.of("schema", text(), "name?", text(), "description?", text()));

  static final Shape CONVERSE =
      object(
          Map.of(
              "messages",
              list(MESSAGE),
              "system?",
              list(union(Map.of("text", text()))),
              "inferenceConfig?",
              object(
                  Map.of(
                      "maxTokens?", COUNT,
                      "temperature?", SHARE,
                      "topP?", SHARE,
                      "stopSequences?", list(text()))),
              "toolConfig?",
              TOOLS,
              "outputConfig?",
              object(
                  Map.of(
                      "textFormat",
                      object(
                          Map.of(
                              "type",
                              oneOf("json_schema"),
                              "structure",
                              union(Map.of("jsonSchema", SCHEMA)))))),
              "requestMetadata?",
              ANY,
              "serviceTier?",
              object(Map.of("type", oneOf("default", "flex", "priority", "reserved")))));

  static final Shape TITAN =
      object(Map.of("inputText", text(), "dimensions?", COUNT, "normalize?", TRUTH));

  static final Shape COHERE =
      object(
          Map.of(
              "texts",
              list(text()),
              "input_type",
              oneOf("search_document", "search_query", "classification", "clustering"),
              "truncate?",
              oneOf("NONE", "START", "END", "LEFT", "RIGHT"),
              "embedding_types?",
              list(oneOf("float")),
              "output_dimension?",
              COUNT));

  private BedrockShapes() {}
}
