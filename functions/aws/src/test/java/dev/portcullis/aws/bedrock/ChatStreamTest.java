package dev.portcullis.aws.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.aws.wire.CutReply;
import dev.portcullis.aws.wire.CutServer;
import dev.portcullis.aws.wire.FakeBedrock;
import dev.portcullis.aws.wire.Frames;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.ports.Model;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class ChatStreamTest {
  private static final byte[] START = Frames.event("messageStart", "{\"role\":\"assistant\"}");
  private static final byte[] TEXT =
      Frames.event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hé\"}}");
  private static final byte[] STOP =
      Frames.event("messageStop", "{\"stopReason\":\"guardrail_intervened\"}");
  private static final byte[] USED =
      Frames.event("metadata", "{\"usage\":{\"inputTokens\":3,\"outputTokens\":2}}");
  private static final CutReply GOOD = FakeBedrock.stream(START, TEXT, STOP, USED);

  private static String read(CutReply reply) throws IOException {
    try (CutServer server = new CutServer(new FakeBedrock(body -> reply));
        Model.Reply got =
            new BedrockModel(
                    server.uri(),
                    WireIdentity.REGION,
                    StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(
                            WireIdentity.ACCESS_KEY,
                            WireIdentity.SECRET_KEY,
                            WireIdentity.SESSION_TOKEN)),
                    InstantSource.system())
                .send(
                    new Model.Call(
                        Model.Operation.CHAT_COMPLETIONS,
                        "us.anthropic.claude-x:0",
                        ("{\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                            .getBytes(UTF_8),
                        true,
                        "req_1",
                        Duration.ofSeconds(20)))) {
      assertEquals(200, got.status());
      assertEquals("text/event-stream", got.contentType());
      return new String(got.body().readAllBytes(), UTF_8);
    }
  }

  @Test
  void textUsageAndEndComeThrough() throws IOException {
    String said = read(GOOD);
    assertTrue(said.contains("\"content\":\"Hé\""), said);
    assertTrue(said.contains("\"finish_reason\":\"content_filter\""), said);
    assertTrue(said.contains("\"total_tokens\":5"), said);
    assertTrue(said.endsWith("data: [DONE]\n\n"), said);
  }

  @Test
  void cutAtAnyByteOfItsBodyItFails() {
    int head = GOOD.pieces().get(0).length;
    for (int at = head; at < GOOD.length() - 4; at += 7) {
      int cut = at;
      assertThrows(IOException.class, () -> read(GOOD.cutAt(cut)), "cut at " + cut);
    }
  }

  @Test
  void anEndWithoutMessageStopFails() {
    assertThrows(IOException.class, () -> read(FakeBedrock.stream(START, TEXT)));
  }

  @Test
  void aWrongChecksumFails() {
    byte[] wrong = TEXT.clone();
    wrong[wrong.length - 6] ^= 1;
    assertThrows(IOException.class, () -> read(FakeBedrock.stream(START, wrong, STOP, USED)));
  }

  @Test
  void anExceptionInTheStreamIsAnErrorAndNoEnd() throws IOException {
    String said =
        read(
            FakeBedrock.stream(
                START, Frames.exception("throttlingException", "{\"message\":\"secret\"}")));
    assertTrue(said.contains("rate_limit_exceeded"), said);
    assertFalse(said.contains("secret") || said.contains("[DONE]"), said);
  }
}
