package dev.portcullis.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own Java client, unchanged, against a served gateway. */
class OpenAiJavaTest {
  private static final String EMAIL = ServedGateway.EMAIL;

  @TempDir static Path data;
  private static ServedGateway gateway;
  private static OpenAIClient client;

  @BeforeAll
  static void serve() throws IOException {
    gateway = new ServedGateway(data);
    client = client(gateway.key("developer"));
  }

  @AfterAll
  static void stop() {
    client.close();
    gateway.close();
  }

  @AfterEach
  void nothingPlantedReachedTheModel() {
    gateway.received();
  }

  private static OpenAIClient client(String key) {
    return client(gateway.base(), key);
  }

  private static OpenAIClient client(String base, String key) {
    return OpenAIOkHttpClient.builder().baseUrl(base).apiKey(key).maxRetries(0).build();
  }

  private static ChatCompletionCreateParams.Builder ask() {
    return ChatCompletionCreateParams.builder()
        .model("stand-in")
        .addUserMessage("Write to " + EMAIL);
  }

  private static ChatCompletionCreateParams.Builder withTool() {
    return ask()
        .addFunctionTool(
            FunctionDefinition.builder()
                .name("send")
                .parameters(
                    FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty(
                            "properties", JsonValue.from(Map.of("to", Map.of("type", "string"))))
                        .build())
                .build());
  }

  @Test
  void plain() {
    ChatCompletion answer = client.chat().completions().create(ask().build());
    String text = answer.choices().get(0).message().content().orElseThrow();
    assertTrue(text.contains("Write to " + EMAIL), text);
    assertTrue(text.contains("[EMAIL_ADDRESS]"), text);
    assertTrue(answer.usage().orElseThrow().completionTokens() > 0);
  }

  @Test
  void severalChoices() {
    assertEquals(3, client.chat().completions().create(ask().n(3).build()).choices().size());
  }

  @Test
  void streamed() {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(ask().build())) {
      String text =
          stream.stream()
              .flatMap(chunk -> chunk.choices().stream())
              .flatMap(choice -> choice.delta().content().stream())
              .collect(Collectors.joining());
      assertTrue(text.contains("Write to " + EMAIL), text);
      assertFalse(text.contains("mallory"), text);
    }
  }

  @Test
  void toolCall() {
    ChatCompletion answer = client.chat().completions().create(withTool().build());
    String arguments =
        answer
            .choices()
            .get(0)
            .message()
            .toolCalls()
            .orElseThrow()
            .get(0)
            .asFunction()
            .function()
            .arguments();
    assertEquals("{\"to\":\"" + EMAIL + "\"}", arguments);
  }

  @Test
  void streamedToolCall() {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(withTool().build())) {
      String arguments =
          stream.stream()
              .flatMap(chunk -> chunk.choices().stream())
              .flatMap(choice -> choice.delta().toolCalls().stream())
              .flatMap(List::stream)
              .flatMap(call -> call.function().stream())
              .flatMap(function -> function.arguments().stream())
              .collect(Collectors.joining());
      assertEquals("{\"to\":\"" + EMAIL + "\"}", arguments);
    }
  }

  /** What structured output is read into. */
  public static final class Contact {
    public String email;
  }

  @Test
  void structuredOutput() {
    Contact contact =
        client
            .chat()
            .completions()
            .create(ask().responseFormat(Contact.class).build())
            .choices()
            .get(0)
            .message()
            .content()
            .orElseThrow();
    assertEquals(EMAIL, contact.email);
  }

  @Test
  void embeddings() {
    CreateEmbeddingResponse answer =
        client
            .embeddings()
            .create(
                EmbeddingCreateParams.builder()
                    .model("stand-in-embedding")
                    .input("mail of " + EMAIL)
                    .build());
    assertEquals(8, answer.data().get(0).embedding().size());
  }

  @Test
  void response() {
    Response answer =
        client
            .responses()
            .create(
                ResponseCreateParams.builder()
                    .model("stand-in")
                    .input("Write to " + EMAIL)
                    .build());
    String text = answer.output().get(0).asMessage().content().get(0).asOutputText().text();
    assertTrue(text.contains("Write to " + EMAIL), text);
  }

  @Test
  void streamedResponse() {
    try (StreamResponse<ResponseStreamEvent> stream =
        client
            .responses()
            .createStreaming(
                ResponseCreateParams.builder()
                    .model("stand-in")
                    .input("Write to " + EMAIL)
                    .build())) {
      List<ResponseStreamEvent> events = stream.stream().toList();
      String text =
          events.stream()
              .flatMap(event -> event.outputTextDelta().stream())
              .map(delta -> delta.delta())
              .collect(Collectors.joining());
      assertTrue(text.contains("Write to " + EMAIL), text);
      assertTrue(events.get(events.size() - 1).isCompleted());
    }
  }

  @Test
  void models() {
    List<String> ids = client.models().list().data().stream().map(model -> model.id()).toList();
    assertTrue(ids.contains("stand-in"));
    assertFalse(ids.contains("stand-in-large"));
  }

  @Test
  void aKeyThatIsNoneIsUnauthorized() {
    OpenAIClient nobody = client("pck_test_nobody");
    UnauthorizedException refused =
        assertThrows(
            UnauthorizedException.class, () -> nobody.chat().completions().create(ask().build()));
    assertEquals("key_checksum", refused.code().orElseThrow());
  }

  @Test
  void anAuditorIsDenied() {
    OpenAIClient auditor = client(gateway.key("auditor"));
    assertThrows(
        PermissionDeniedException.class, () -> auditor.chat().completions().create(ask().build()));
  }

  @Test
  void aModelThatIsNoneIsNotFound() {
    NotFoundException refused =
        assertThrows(
            NotFoundException.class,
            () -> client.chat().completions().create(ask().model("gpt-99").build()));
    assertEquals("unknown_model", refused.code().orElseThrow());
  }

  @Test
  void aFieldOutOfRangeIsABadRequest() {
    BadRequestException refused =
        assertThrows(
            BadRequestException.class,
            () -> client.chat().completions().create(ask().n(100_000).build()));
    assertEquals("n", refused.param().orElseThrow());
  }

  @Test
  void aLimitIsARateLimit(@TempDir Path other) throws IOException {
    try (ServedGateway limited =
        new ServedGateway(other, Optional.empty(), "key * requests_per_minute 0")) {
      OpenAIClient caller = client(limited.base(), limited.key("developer"));
      RateLimitException refused =
          assertThrows(
              RateLimitException.class, () -> caller.chat().completions().create(ask().build()));
      assertEquals(1, refused.headers().values("retry-after").size());
      caller.close();
    }
  }
}
