package dev.portcullis.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.aws.model.ModelJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chat completion's request as the body of Converse or ConverseStream; what Bedrock has no word
 * for is refused by name, never left out.
 *
 * <p>Written from "Create chat completion"
 * (https://platform.openai.com/docs/api-reference/chat/create) and "Converse"
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html); structured
 * output from "OutputFormat"
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_OutputFormat.html).
 *
 * @param body what is sent
 * @param includeUsage whether a stream ends with a chunk of its usage
 */
record ChatRequest(ObjectNode body, boolean includeUsage) {
  private static final String PROBABILITIES = "is not given by Converse";

  static ChatRequest of(ModelJson json, ObjectNode request, String model, boolean stream)
      throws FieldRefusedException {
    Fields fields = Fields.of(request, "");
    ObjectNode body = json.object();
    if (!fields.text("model").orElse(model).equals(model)) {
      throw fields.refused("model", "is not the model that is called");
    }
    if (fields.truth("stream").orElse(stream) != stream) {
      throw fields.refused("stream", "is not how the model is called");
    }
    new ChatMessages(json, body).translate(Fields.items(fields.need("messages"), "messages"));
    inference(fields, body);
    new ChatTools(json).translate(fields, body);
    format(json, fields, body);
    metadata(fields, body);
    tier(fields, body);
    defaults(fields);
    boolean usage = usage(fields, stream);
    fields.end();
    return new ChatRequest(body, usage);
  }

  private static void inference(Fields fields, ObjectNode body) throws FieldRefusedException {
    ObjectNode config = body.objectNode();
    Optional<Integer> newer = fields.count("max_completion_tokens");
    Optional<Integer> older = fields.count("max_tokens");
    if (newer.isPresent() && older.isPresent() && !newer.equals(older)) {
      throw fields.refused("max_tokens", "and max_completion_tokens differ");
    }
    newer.or(() -> older).ifPresent(count -> config.put("maxTokens", count));
    fields.share("temperature").ifPresent(value -> config.set("temperature", value));
    fields.share("top_p").ifPresent(value -> config.set("topP", value));
    Optional<JsonNode> stop = fields.take("stop");
    if (stop.isPresent()) {
      List<JsonNode> texts =
          stop.get().isTextual() ? List.of(stop.get()) : Fields.items(stop.get(), "stop");
      for (JsonNode text : texts) {
        if (!text.isTextual()) {
          throw fields.refused("stop", "must be a string or a list of strings");
        }
        config.withArray("stopSequences").add(text);
      }
    }
    if (!config.isEmpty()) {
      body.set("inferenceConfig", config);
    }
  }

  private static void format(ModelJson json, Fields fields, ObjectNode body)
      throws FieldRefusedException {
    Optional<JsonNode> wanted = fields.take("response_format");
    if (wanted.isEmpty()) {
      return;
    }
    Fields format = Fields.of(wanted.get(), "response_format");
    switch (format.needText("type")) {
      case "text" -> {}
      case "json_schema" -> {
        Fields schema = Fields.of(format.need("json_schema"), "response_format.json_schema");
        ObjectNode definition = body.objectNode();
        definition.put("schema", json.text(schema.need("schema")));
        definition.put("name", schema.needText("name"));
        schema.text("description").ifPresent(text -> definition.put("description", text));
        // Bedrock always holds to the schema, which is more than who does not ask for it expects.
        schema.truth("strict");
        schema.end();
        ObjectNode text = body.putObject("outputConfig").putObject("textFormat");
        text.put("type", "json_schema").putObject("structure").set("jsonSchema", definition);
      }
      default -> throw format.refused("type", "must be text or json_schema for a model on Bedrock");
    }
    format.end();
  }

  /** Bedrock writes these beside the call in its own log and gives them to nobody else. */
  private static void metadata(Fields fields, ObjectNode body) throws FieldRefusedException {
    ObjectNode out = body.objectNode();
    Optional<JsonNode> given = fields.take("metadata");
    if (given.isPresent()) {
      if (!given.get().isObject()) {
        throw fields.refused("metadata", "must be an object");
      }
      for (Map.Entry<String, JsonNode> entry : given.get().properties()) {
        if (!entry.getValue().isTextual()) {
          throw fields.refused("metadata", "must hold strings only");
        }
        out.set(entry.getKey(), entry.getValue());
      }
    }
    for (String name : List.of("user", "safety_identifier")) {
      Optional<String> value = fields.text(name);
      if (value.isPresent() && out.has(name)) {
        throw fields.refused(name, "is in metadata too");
      }
      value.ifPresent(text -> out.put(name, text));
    }
    if (!out.isEmpty()) {
      body.set("requestMetadata", out);
    }
  }

  private static void tier(Fields fields, ObjectNode body) throws FieldRefusedException {
    Optional<String> tier = fields.text("service_tier");
    switch (tier.orElse("auto")) {
      case "auto" -> {}
      case "default", "flex", "priority" ->
          body.putObject("serviceTier").put("type", tier.orElse("default"));
      default -> throw fields.refused("service_tier", "is not a tier of Bedrock");
    }
  }

  private static void defaults(Fields fields) throws FieldRefusedException {
    fields.only("n", IntNode.valueOf(1), "must be 1: Converse gives one choice");
    fields.only("logprobs", BooleanNode.FALSE, PROBABILITIES);
    fields.only("top_logprobs", IntNode.valueOf(0), PROBABILITIES);
    fields.only("frequency_penalty", IntNode.valueOf(0), "has no counterpart in Converse");
    fields.only("presence_penalty", IntNode.valueOf(0), "has no counterpart in Converse");
    fields.only("logit_bias", NullNode.instance, "has no counterpart in Converse");
    fields.only("store", BooleanNode.FALSE, "must be false: Converse keeps nothing");
    fields.only("parallel_tool_calls", BooleanNode.TRUE, "cannot be forbidden in Converse");
    Optional<JsonNode> modalities = fields.take("modalities");
    boolean text =
        modalities.isEmpty()
            || (modalities.get().size() == 1 && modalities.get().path(0).asText().equals("text"));
    if (!text) {
      throw fields.refused("modalities", "must be text only");
    }
  }

  private static boolean usage(Fields fields, boolean stream) throws FieldRefusedException {
    Optional<JsonNode> given = fields.take("stream_options");
    if (given.isEmpty()) {
      return false;
    }
    if (!stream) {
      throw fields.refused("stream_options", "is for streams only");
    }
    Fields options = Fields.of(given.get(), "stream_options");
    boolean usage = options.truth("include_usage").orElse(false);
    options.only("include_obfuscation", BooleanNode.FALSE, "has no counterpart in Converse");
    options.end();
    return usage;
  }
}
