package dev.portcullis.aws.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.aws.wire.CutReply;
import dev.portcullis.aws.wire.CutServer;
import dev.portcullis.aws.wire.FakeBedrock;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class BedrockModelTest {
  private static final String CHAT =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"planted prompt\"}]}";

  private static String read(
      CutReply reply, Model.Operation operation, String model, String body, int status, String key)
      throws IOException {
    try (CutServer server = new CutServer(new FakeBedrock(unused -> reply));
        Model.Reply got =
            new BedrockModel(
                    server.uri(),
                    WireIdentity.REGION,
                    StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(
                            WireIdentity.ACCESS_KEY, key, WireIdentity.SESSION_TOKEN)),
                    InstantSource.system())
                .send(
                    new Model.Call(
                        operation,
                        model,
                        body.getBytes(UTF_8),
                        false,
                        "req_1",
                        Duration.ofSeconds(20)))) {
      String text = new String(got.body().readAllBytes(), UTF_8);
      assertEquals(status, got.status(), text);
      return text;
    }
  }

  private static String chat(CutReply reply, int status) throws IOException {
    return read(
        reply, Model.Operation.CHAT_COMPLETIONS, "m:0", CHAT, status, WireIdentity.SECRET_KEY);
  }

  private static String embed(CutReply reply, String model, String body, int status)
      throws IOException {
    return read(reply, Model.Operation.EMBEDDINGS, model, body, status, WireIdentity.SECRET_KEY);
  }

  @Test
  void aWrongSignatureIsDeniedWithoutNamingAnything() {
    PortException denied =
        assertThrows(
            PortException.class,
            () ->
                read(
                    CutReply.silence(),
                    Model.Operation.CHAT_COMPLETIONS,
                    "m",
                    CHAT,
                    200,
                    "planted-wrong-key"));
    assertEquals(PortException.Code.DENIED, denied.code());
    assertFalse(denied.toString().contains("planted"));
    assertFalse(denied.toString().contains(WireIdentity.ACCESS_KEY));
  }

  @Test
  void errorsHaveAStatusThatSaysWhoIsAtFault() throws IOException {
    assertTrue(
        chat(FakeBedrock.error(429, "ThrottlingException", "acct"), 429).contains("rate_limit"));
    assertTrue(chat(FakeBedrock.error(400, "ValidationException", "why"), 400).contains("why"));
    assertFalse(chat(FakeBedrock.error(424, "ModelErrorException", "acct"), 502).contains("acct"));
    chat(FakeBedrock.error(408, "ModelTimeoutException", "x"), 408);
    chat(FakeBedrock.error(503, "ServiceUnavailableException", "x"), 503);
  }

  @Test
  void anAnswerThatIsNoneFailsTheRead() {
    assertThrows(IOException.class, () -> chat(FakeBedrock.whole("{}"), 200));
    assertThrows(IOException.class, () -> chat(FakeBedrock.whole("not json"), 200));
  }

  @Test
  void embeddingsOfBothFamiliesAreTranslated() throws IOException {
    String titan =
        embed(
            FakeBedrock.whole("{\"embedding\":[0.5],\"inputTextTokenCount\":3}"),
            "amazon.titan-embed-text-v2:0",
            "{\"input\":\"a\",\"dimensions\":256}",
            200);
    assertTrue(titan.contains("\"embedding\":[0.5]") && titan.contains("\"prompt_tokens\":3"));
    String cohere =
        embed(
            FakeBedrock.whole("{\"embeddings\":{\"float\":[[1.0],[2.0]]}}"),
            "cohere.embed-v4:0",
            "{\"input\":[\"a\",\"b\"],\"encoding_format\":\"base64\"}",
            200);
    assertTrue(cohere.contains("\"embedding\":\"AACAPw==\""), cohere);
    assertTrue(
        embed(CutReply.silence(), "amazon.titan-embed-text-v1", "{\"input\":[\"a\",\"b\"]}", 400)
            .contains("\"param\":\"input\""));
  }

  @Test
  void responsesAreRefused() throws IOException {
    assertTrue(
        read(CutReply.silence(), Model.Operation.RESPONSES, "m", "{}", 400, WireIdentity.SECRET_KEY)
            .contains("chat completions only"));
  }
}
