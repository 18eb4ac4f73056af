package dev.portcullis.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.aws.model.ModelJson;
import java.util.List;
import java.util.Optional;

/**
 * The tools of a chat in Converse's form.
 *
 * <p>Converse cannot be told not to use a tool it is given: {@code none} leaves the tools out, and
 * is refused where the messages hold calls, because Converse then asks for the tools. Written from
 * "ToolConfiguration" and "ToolSpecification"
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolConfiguration.html,
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolSpecification.html).
 */
final class ChatTools {
  private final ModelJson json;

  ChatTools(ModelJson json) {
    this.json = json;
  }

  void translate(Fields fields, ObjectNode body) throws FieldRefusedException {
    Optional<JsonNode> tools = fields.take("tools").filter(list -> !list.isEmpty());
    Optional<JsonNode> choice = fields.take("tool_choice");
    boolean none = choice.filter(c -> c.isTextual() && c.textValue().equals("none")).isPresent();
    if (tools.isEmpty()) {
      if (choice.isPresent() && !none && !choice.get().asText().equals("auto")) {
        throw fields.refused("tool_choice", "needs tools");
      }
      return;
    }
    ObjectNode config = json.object();
    List<JsonNode> list = Fields.items(tools.get(), "tools");
    for (int i = 0; i < list.size(); i++) {
      tool(Fields.of(list.get(i), "tools[" + i + "]"), config.withArray("tools").addObject());
    }
    if (none && usesTools(body)) {
      throw fields.refused("tool_choice", "none is not possible after a call of a tool on Bedrock");
    } else if (none) {
      return;
    }
    if (choice.isPresent()) {
      choice(fields, choice.get(), config.putObject("toolChoice"));
    }
    body.set("toolConfig", config);
  }

  private static void tool(Fields tool, ObjectNode out) throws FieldRefusedException {
    if (!tool.needText("type").equals("function")) {
      throw tool.refused("type", "must be function for a model on Bedrock");
    }
    Fields function = Fields.of(tool.need("function"), tool.path("function"));
    ObjectNode spec = out.putObject("toolSpec").put("name", function.needText("name"));
    function.text("description").ifPresent(text -> spec.put("description", text));
    ObjectNode schema = spec.putObject("inputSchema");
    Optional<JsonNode> parameters = function.take("parameters");
    if (parameters.isPresent() && !parameters.get().isObject()) {
      throw function.refused("parameters", "must be an object");
    } else if (parameters.isPresent()) {
      schema.set("json", parameters.get());
    } else {
      // OpenAI's word for a function without parameters.
      schema.putObject("json").put("type", "object").putObject("properties");
    }
    function.truth("strict").ifPresent(strict -> spec.put("strict", strict));
    function.end();
    tool.end();
  }

  private static void choice(Fields fields, JsonNode choice, ObjectNode out)
      throws FieldRefusedException {
    if (choice.isTextual()) {
      switch (choice.textValue()) {
        case "auto" -> out.putObject("auto");
        case "required" -> out.putObject("any");
        default -> throw fields.refused("tool_choice", "is none that Converse has");
      }
      return;
    }
    Fields named = Fields.of(choice, "tool_choice");
    if (!named.needText("type").equals("function")) {
      throw named.refused("type", "must be function for a model on Bedrock");
    }
    Fields function = Fields.of(named.need("function"), "tool_choice.function");
    out.putObject("tool").put("name", function.needText("name"));
    function.end();
    named.end();
  }

  private static boolean usesTools(ObjectNode body) {
    return !body.path("messages").findValues("toolUse").isEmpty()
        || !body.path("messages").findValues("toolResult").isEmpty();
  }
}
