package dev.portcullis.aws.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.aws.wire.CutReply;
import dev.portcullis.aws.wire.CutServer;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.consumer.RotatedSecret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenAiModelTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  /** Each read gives the next version, up to the last. */
  private static SecretStore rotating(int last) {
    AtomicInteger version = new AtomicInteger();
    return new SecretStore() {
      @Override
      public Optional<Secret> read(String name) {
        return fresh(name);
      }

      @Override
      public Optional<Secret> fresh(String name) {
        int next = Math.min(last, version.incrementAndGet());
        return Optional.of(
            new Secret(name, "v" + next, SecretText.of("key", "planted-key-" + next), NOW));
      }

      @Override
      public Optional<Secret> read(String name, String version) {
        return Optional.empty();
      }
    };
  }

  private static Model model(URI address, SecretStore store) {
    return new OpenAiModel(
        address,
        Optional.of(
            new RotatedSecret(
                store, "model", Duration.ofMinutes(1), Duration.ofMinutes(5), () -> NOW)));
  }

  private static Model.Call call() {
    return new Model.Call(
        Model.Operation.RESPONSES,
        "m",
        "{\"input\":\"planted prompt\"}".getBytes(UTF_8),
        false,
        "req_1",
        Duration.ofSeconds(20));
  }

  private static CutServer onlyTaking(String key) throws IOException {
    return new CutServer(
        request ->
            request.header("authorization").orElse("").equals("Bearer " + key)
                ? CutReply.whole(200, Map.of(), "{}".getBytes(UTF_8))
                : CutReply.whole(401, Map.of(), new byte[0]));
  }

  @Test
  void aRotatedCredentialIsReadAnewOnceAfterARefusal() throws IOException {
    try (CutServer server = onlyTaking("planted-key-2");
        Model.Reply reply = model(server.uri(), rotating(2)).send(call())) {
      assertEquals(200, reply.status());
      assertEquals(2, server.seen().size());
      assertEquals("/v1/responses", server.seen().get(1).rawPath());
    }
  }

  @Test
  void aRefusedCredentialThatDidNotChangeIsDeniedAndNotSentAgain() throws IOException {
    try (CutServer server = onlyTaking("other")) {
      Model model = model(server.uri(), rotating(1));
      PortException denied = assertThrows(PortException.class, () -> model.send(call()));
      assertEquals(PortException.Code.DENIED, denied.code());
      assertFalse(denied.toString().contains("planted"));
      assertEquals(1, server.seen().size());
    }
  }

  @Test
  void anAddressThatIsNotHttpsIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> model(URI.create("http://models.example/v1"), rotating(1)));
  }
}
