package dev.portcullis.aws.sagemaker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.aws.wire.CutReply;
import dev.portcullis.aws.wire.CutServer;
import dev.portcullis.aws.wire.FakeBedrock;
import dev.portcullis.aws.wire.FakeSageMaker;
import dev.portcullis.aws.wire.Frames;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.ports.Model;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class SageMakerModelTest {
  private static String read(CutReply container, int status, boolean stream) throws IOException {
    try (CutServer server = new CutServer(new FakeSageMaker("llm", request -> container));
        Model.Reply reply =
            new SageMakerModel(
                    server.uri(),
                    WireIdentity.REGION,
                    "llm",
                    StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(
                            WireIdentity.ACCESS_KEY,
                            WireIdentity.SECRET_KEY,
                            WireIdentity.SESSION_TOKEN)),
                    InstantSource.system())
                .send(
                    new Model.Call(
                        Model.Operation.CHAT_COMPLETIONS,
                        "m",
                        "{}".getBytes(UTF_8),
                        stream,
                        "req_1",
                        Duration.ofSeconds(20)))) {
      assertEquals(status, reply.status());
      assertEquals(stream ? "text/event-stream" : "application/json", reply.contentType());
      return new String(reply.body().readAllBytes(), UTF_8);
    }
  }

  @Test
  void theContainersBytesComeOutOfTheFrames() throws IOException {
    CutReply reply =
        FakeSageMaker.stream(
            "text/event-stream; charset=utf-8",
            FakeSageMaker.part("data: {\"a\""),
            FakeSageMaker.part(":1}\n\n"));
    assertEquals("data: {\"a\":1}\n\n", read(reply, 200, true));
  }

  @Test
  void aFailureInTheStreamFailsTheRead() {
    CutReply reply =
        FakeSageMaker.stream(
            "text/event-stream",
            FakeSageMaker.part("data: 1"),
            Frames.exception("ModelStreamError", "{\"Message\":\"m\"}"));
    assertThrows(IOException.class, () -> read(reply, 200, true));
  }

  @Test
  void throttlingIsAReplyWithoutTheServicesText() throws IOException {
    String body = read(FakeBedrock.error(429, "ThrottlingException", "account 1234"), 429, false);
    assertFalse(body.contains("1234"), body);
  }

  @Test
  void theContainersOwnRefusalComesThrough() throws IOException {
    CutReply reply =
        CutReply.whole(
            424,
            java.util.Map.of(),
            ("{\"OriginalStatusCode\":400,\"OriginalMessage\":"
                    + "\"{\\\"error\\\":{\\\"message\\\":\\\"too long\\\"}}\"}")
                .getBytes(UTF_8));
    assertEquals("{\"error\":{\"message\":\"too long\"}}", read(reply, 400, false));
  }
}
