package dev.portcullis.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.aws.model.ModelJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The messages of a chat in Converse's form: instructions apart, and user and assistant in turns,
 * because several models of Bedrock take nothing else.
 *
 * <p>Neighbours of one role become one message with their blocks in order; an answer of a tool is a
 * block of the user's. An instruction behind the first other message is refused: moved to the front
 * it would say something else. Written from "ContentBlock"
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ContentBlock.html).
 */
final class ChatMessages {
  private static final Pattern IMAGE =
      Pattern.compile("data:image/(png|jpeg|gif|webp);base64,([A-Za-z0-9+/]+={0,2})");

  private final ModelJson json;
  private final ObjectNode body;
  private final ArrayNode messages;

  ChatMessages(ModelJson json, ObjectNode body) {
    this.json = json;
    this.body = body;
    this.messages = body.putArray("messages");
  }

  void translate(List<JsonNode> given) throws FieldRefusedException {
    for (int i = 0; i < given.size(); i++) {
      String path = "messages[" + i + "]";
      Fields message = Fields.of(given.get(i), path);
      String role = message.needText("role");
      switch (role) {
        case "system", "developer" -> instruction(message);
        case "user" -> user(message);
        case "assistant" -> assistant(message);
        case "tool" -> tool(message);
        default -> throw message.refused("role", "is none that Converse has");
      }
      message.end();
    }
    if (messages.isEmpty()) {
      throw new FieldRefusedException("messages", "must have one of a user");
    }
  }

  private void instruction(Fields message) throws FieldRefusedException {
    if (!messages.isEmpty()) {
      throw message.refused("role", "must come before all others for a model on Bedrock");
    }
    for (String text : texts(message)) {
      body.withArray("system").addObject().put("text", text);
    }
  }

  private void user(Fields message) throws FieldRefusedException {
    JsonNode content = message.need("content");
    ArrayNode blocks = blocks("user");
    if (content.isTextual()) {
      blocks.addObject().set("text", content);
      return;
    }
    List<JsonNode> parts = Fields.items(content, message.path("content"));
    for (int i = 0; i < parts.size(); i++) {
      Fields part = Fields.of(parts.get(i), message.path("content") + "[" + i + "]");
      switch (part.needText("type")) {
        case "text" -> blocks.addObject().put("text", part.needText("text"));
        case "image_url" -> image(part, blocks.addObject().putObject("image"));
        default -> throw part.refused("type", "must be text or image_url for a model on Bedrock");
      }
      part.end();
    }
  }

  private static void image(Fields part, ObjectNode block) throws FieldRefusedException {
    Fields image = Fields.of(part.need("image_url"), part.path("image_url"));
    Matcher data = IMAGE.matcher(image.needText("url"));
    if (!data.matches()) {
      throw image.refused("url", "must be a data URL of a PNG, JPEG, GIF or WebP: none is fetched");
    }
    if (!image.text("detail").orElse("auto").equals("auto")) {
      throw image.refused("detail", "has no counterpart in Converse");
    }
    image.end();
    block.put("format", data.group(1)).putObject("source").put("bytes", data.group(2));
  }

  private void assistant(Fields message) throws FieldRefusedException {
    ArrayNode blocks = blocks("assistant");
    int before = blocks.size();
    Optional<String> reasoning = message.text("reasoning_content");
    reasoning.ifPresent(
        text ->
            blocks
                .addObject()
                .putObject("reasoningContent")
                .putObject("reasoningText")
                .put("text", text));
    for (String text : texts(message)) {
      if (!text.isEmpty()) {
        blocks.addObject().put("text", text);
      }
    }
    Optional<JsonNode> calls = message.take("tool_calls");
    List<JsonNode> list =
        calls.isEmpty() ? List.of() : Fields.items(calls.get(), message.path("tool_calls"));
    for (int i = 0; i < list.size(); i++) {
      call(Fields.of(list.get(i), message.path("tool_calls") + "[" + i + "]"), blocks.addObject());
    }
    message.only("refusal", NullNode.instance, "has no counterpart in Converse");
    message.only("annotations", NullNode.instance, "has no counterpart in Converse");
    if (blocks.size() == before) {
      throw message.refused("content", "is missing");
    }
  }

  private void call(Fields call, ObjectNode block) throws FieldRefusedException {
    if (!call.text("type").orElse("function").equals("function")) {
      throw call.refused("type", "must be function for a model on Bedrock");
    }
    Fields function = Fields.of(call.need("function"), call.path("function"));
    ObjectNode use = block.putObject("toolUse").put("toolUseId", call.needText("id"));
    use.put("name", function.needText("name"));
    String arguments = function.needText("arguments");
    try {
      use.set("input", json.object(arguments.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException notAnObject) {
      throw function.refused("arguments", "must be a JSON object");
    }
    function.end();
    call.end();
  }

  private void tool(Fields message) throws FieldRefusedException {
    ObjectNode result = blocks("user").addObject().putObject("toolResult");
    result.put("toolUseId", message.needText("tool_call_id"));
    message.need("content");
    ArrayNode content = result.putArray("content");
    for (String text : texts(message)) {
      content.addObject().put("text", text);
    }
  }

  /** The texts of a content that has only texts; none if there is no content. */
  private static List<String> texts(Fields message) throws FieldRefusedException {
    Optional<JsonNode> content = message.take("content");
    if (content.isEmpty() || content.get().isTextual()) {
      return content.map(text -> List.of(text.textValue())).orElse(List.of());
    }
    List<JsonNode> parts = Fields.items(content.get(), message.path("content"));
    String[] texts = new String[parts.size()];
    for (int i = 0; i < texts.length; i++) {
      Fields part = Fields.of(parts.get(i), message.path("content") + "[" + i + "]");
      if (!part.needText("type").equals("text")) {
        throw part.refused("type", "must be text here for a model on Bedrock");
      }
      texts[i] = part.needText("text");
      part.end();
    }
    return List.of(texts);
  }

  /** The blocks of the last message if it has this role, or else of a new one. */
  private ArrayNode blocks(String role) {
    JsonNode last = messages.path(messages.size() - 1);
    ObjectNode message =
        last instanceof ObjectNode open && open.path("role").asText().equals(role)
            ? open
            : messages.addObject().put("role", role);
    return message.withArray("content");
  }
}
