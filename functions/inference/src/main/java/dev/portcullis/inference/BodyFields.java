package dev.portcullis.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.portcullis.audit.record.CallRefusal.Stage;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the few fields of a body that decide something; what they mean is checked here. */
final class BodyFields {
  /** The fields that are looked at here. */
  static final Set<String> NAMES =
      Set.of(
          "model",
          "stream",
          "stream_options",
          "n",
          "max_tokens",
          "max_completion_tokens",
          "max_output_tokens",
          "messages",
          "input",
          "prompt",
          "tools",
          "functions",
          "modalities",
          "web_search_options",
          "logprobs",
          "top_logprobs",
          "include",
          "background");

  /** Proxies take from these which model answers, or where. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "api_base",
          "api_key",
          "api_version",
          "base_url",
          "custom_llm_provider",
          "deployment",
          "deployment_id",
          "engine",
          "preset",
          "provider",
          "route",
          "user_config");

  /** Servers answer these with the reply's tokens, which nothing can examine. */
  private static final Set<String> TOKENS =
      Set.of(
          "n_probs",
          "return_hidden_states",
          "return_token_ids",
          "return_tokens",
          "return_tokens_as_token_ids");

  /** Types of tools that the caller runs. */
  private static final Set<String> CALLERS_OWN = Set.of("function", "custom");

  private static final int MOST_CHOICES = 128;
  private static final long MOST_TOKENS = 10_000_000;

  @Nullable String model;
  boolean hasContent;
  boolean stream;
  boolean streamOptions;
  boolean includeUsage;
  long choices = 1;
  long outputTokens = -1;
  boolean audio;
  final Set<String> tools = new HashSet<>();

  /** Takes one field of the body; the parser stands at its value and is left at its end. */
  void take(String field, JsonParser in, Route route) throws IOException, RefusedException {
    JsonToken token = in.currentToken();
    switch (field) {
      case "model" -> {
        require(token == JsonToken.VALUE_STRING, field, "must be a string");
        model = in.getText();
      }
      case "stream" -> stream = truth(field, token);
      case "stream_options" -> options(in, token);
      case "n" -> choices = number(field, in, token, MOST_CHOICES);
      case "max_tokens", "max_completion_tokens", "max_output_tokens" ->
          outputTokens = Math.max(outputTokens, number(field, in, token, MOST_TOKENS));
      case "messages" -> content(field, route == Route.CHAT, in, token, false);
      case "input" -> content(field, route != Route.CHAT, in, token, true);
      case "prompt" -> {
        hasContent |= route == Route.RESPONSES;
        in.skipChildren();
      }
      case "tools", "functions" -> tools(field, in, token);
      case "modalities" -> modalities(in, token);
      case "logprobs" ->
          refuse(token != JsonToken.VALUE_FALSE && token != JsonToken.VALUE_NULL, field, in);
      case "top_logprobs" ->
          refuse(token != JsonToken.VALUE_NULL && in.getText().compareTo("0") != 0, field, in);
      case "include" -> include(in, token);
      // Lenient servers take 1 and "true" for true.
      case "background" ->
          refuse(token != JsonToken.VALUE_FALSE && token != JsonToken.VALUE_NULL, field, in);
      case "web_search_options" -> {
        if (token != JsonToken.VALUE_NULL) {
          tools.add("web_search");
        }
        in.skipChildren();
      }
      default -> other(field, in);
    }
  }

  private static void other(String field, JsonParser in) throws IOException, RefusedException {
    String name = field.toLowerCase(Locale.ROOT);
    if (name.contains("model") || name.contains("fallback") || ELSEWHERE.contains(name)) {
      // Its name is the caller's own text, so the answer does not repeat it.
      throw Refusal.of(Stage.PARSE, ErrorCode.MODEL_NAMED_TWICE).thrown();
    }
    refuse(name.contains("logprobs") || TOKENS.contains(name), "logprobs", in);
  }

  private void content(
      String field, boolean expected, JsonParser in, JsonToken token, boolean textToo)
      throws IOException, RefusedException {
    boolean text = textToo && token == JsonToken.VALUE_STRING;
    if (expected) {
      require(
          token == JsonToken.START_ARRAY || text,
          field,
          textToo ? "must be a text or a list" : "must be a list of messages");
      hasContent = text || in.nextToken() != JsonToken.END_ARRAY;
      while (!text && in.currentToken() != JsonToken.END_ARRAY) {
        require(
            textToo || in.currentToken() == JsonToken.START_OBJECT,
            field,
            "must be a list of messages");
        in.skipChildren();
        in.nextToken();
      }
    } else {
      in.skipChildren();
    }
  }

  private void options(JsonParser in, JsonToken token) throws IOException, RefusedException {
    streamOptions = true;
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    require(token == JsonToken.START_OBJECT, "stream_options", "must be an object");
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("include_usage")) {
        includeUsage = truth("stream_options.include_usage", value);
      }
      in.skipChildren();
    }
  }

  /**
   * {@code function.name} in chat, {@code name} in responses and functions; any other depth not. A
   * tool that the provider runs itself has no name of its own but its type.
   */
  private void tools(String field, JsonParser in, JsonToken token)
      throws IOException, RefusedException {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    require(token == JsonToken.START_ARRAY, field, "must be a list");
    int depth = 1;
    String key = "";
    while (depth > 0) {
      JsonToken next = in.nextToken();
      if (next == JsonToken.FIELD_NAME) {
        key = in.currentName();
        if (depth == 2 && key.equals("model")) {
          throw Refusal.of(Stage.PARSE, ErrorCode.MODEL_NAMED_TWICE).thrown();
        }
      } else {
        boolean text = next == JsonToken.VALUE_STRING;
        boolean name = depth <= 3 && key.equals("name");
        if (text && (name || (depth == 2 && isBuiltIn(key, in)))) {
          tools.add(in.getText());
        }
        depth += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
        key = "";
      }
    }
  }

  private static boolean isBuiltIn(String key, JsonParser in) throws IOException {
    return key.equals("type") && !CALLERS_OWN.contains(in.getText());
  }

  private void modalities(JsonParser in, JsonToken token) throws IOException, RefusedException {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    require(token == JsonToken.START_ARRAY, "modalities", "must be a list");
    while (in.nextToken() != JsonToken.END_ARRAY) {
      audio |= in.currentToken() == JsonToken.VALUE_STRING && in.getText().equals("audio");
      in.skipChildren();
    }
  }

  /** Token probabilities spell the reply out a second time, in pieces that nothing can examine. */
  private static void include(JsonParser in, JsonToken token) throws IOException, RefusedException {
    require(
        token == JsonToken.START_ARRAY || token == JsonToken.VALUE_NULL,
        "include",
        "must be a list");
    while (token == JsonToken.START_ARRAY && in.nextToken() != JsonToken.END_ARRAY) {
      refuse(
          in.currentToken() == JsonToken.VALUE_STRING && in.getText().contains("logprobs"),
          "include",
          in);
    }
  }

  private static void refuse(boolean asked, String field, JsonParser in)
      throws IOException, RefusedException {
    if (asked) {
      throw Refusal.field(
              ErrorCode.UNSUPPORTED_FIELD,
              field,
              field.equals("background")
                  ? "cannot be governed: the answer would not pass through this gateway"
                  : "cannot be governed: token probabilities cannot be examined")
          .thrown();
    }
    in.skipChildren();
  }

  private static boolean truth(String field, JsonToken token) throws RefusedException {
    require(
        token == JsonToken.VALUE_TRUE
            || token == JsonToken.VALUE_FALSE
            || token == JsonToken.VALUE_NULL,
        field,
        "must be true or false");
    return token == JsonToken.VALUE_TRUE;
  }

  private long number(String field, JsonParser in, JsonToken token, long most)
      throws IOException, RefusedException {
    if (token == JsonToken.VALUE_NULL) {
      return field.equals("n") ? choices : outputTokens;
    }
    boolean whole = token == JsonToken.VALUE_NUMBER_INT && in.getTextLength() <= 12;
    require(
        whole && in.getLongValue() >= 1 && in.getLongValue() <= most,
        field,
        "must be a whole number from 1 to " + most);
    return in.getLongValue();
  }

  static void require(boolean holds, String field, String message) throws RefusedException {
    if (!holds) {
      throw Refusal.field(ErrorCode.INVALID_FIELD, field, message).thrown();
    }
  }
}
