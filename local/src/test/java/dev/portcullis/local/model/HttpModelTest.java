package dev.portcullis.local.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.local.store.FileSecretStore;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.consumer.RotatedSecret;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link Model} promises, against servers that behave badly. */
class HttpModelTest {
  private static final String GOOD =
      "HTTP/1.1 200 OK\r\nContent-Type: Application/JSON; charset=utf-8\r\nContent-Length: 2\r\n"
          + "Connection: close\r\n\r\n{}";
  private static final String UNAUTHORIZED =
      "HTTP/1.1 401 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-24T00:00:00Z");

  private HttpModel model(URI address, Optional<String> credential) {
    return new HttpModel(
        address,
        credential.map(name -> secret(name)),
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build());
  }

  private RotatedSecret secret(String name) {
    return new RotatedSecret(
        new FileSecretStore(folder), name, Duration.ofSeconds(1), Duration.ofMinutes(1), () -> now);
  }

  private static Model.Call call(Duration timeout) {
    return new Model.Call(
        Model.Operation.CHAT_COMPLETIONS,
        "m",
        "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
        false,
        "req_1",
        timeout);
  }

  private Model.Reply send(RawServer server) {
    return model(server.address(), Optional.empty()).send(call(Duration.ofSeconds(20)));
  }

  private static void fails(PortException.Code code, Runnable send) {
    assertEquals(code, assertThrows(PortException.class, send::run).code());
  }

  @Test
  void onlyTheHeadersOfTheAdapterGoOut() throws IOException {
    try (RawServer server = new RawServer(false, GOOD)) {
      send(server).close();
      String head = server.received.get(0).toLowerCase(Locale.ROOT);
      for (String line : head.substring(0, head.indexOf("\r\n\r\n")).split("\r\n", -1)) {
        String name = line.replaceFirst("[: ].*", "");
        assertTrue(
            java.util.Set.of(
                    "post",
                    "host",
                    "content-length",
                    "content-type",
                    "accept",
                    "user-agent",
                    "x-request-id",
                    "connection",
                    "http2-settings",
                    "upgrade")
                .contains(name),
            line);
      }
      assertTrue(head.startsWith("post /v1/chat/completions "), head);
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (RawServer elsewhere = new RawServer(false, GOOD);
        RawServer server =
            new RawServer(
                false,
                "HTTP/1.1 307 Go\r\nLocation: "
                    + elsewhere.address()
                    + "\r\nContent-Length: 0\r\n\r\n");
        Model.Reply reply = send(server)) {
      assertEquals(307, reply.status());
      assertTrue(elsewhere.received.isEmpty());
    }
  }

  @Test
  void halfAHeadIsUnavailable() throws IOException {
    try (RawServer server = new RawServer(false, "HTTP/1.1 200 OK\r\nContent-Ty")) {
      fails(PortException.Code.UNAVAILABLE, () -> send(server));
    }
  }

  @Test
  void aStallInTheBodyIsATimeOutOfTheRead() throws IOException {
    try (RawServer server =
            new RawServer(true, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"half");
        Model.Reply reply =
            model(server.address(), Optional.empty()).send(call(Duration.ofMillis(300)))) {
      assertThrows(SocketTimeoutException.class, () -> reply.body().readAllBytes());
    }
  }

  @Test
  void theCredentialIsOursAndIsReadAnewOnceAfterARefusal() throws IOException {
    FileSecretStore secrets = new FileSecretStore(folder);
    secrets.put("upstream", "1", SecretText.of("key", "old-key"));
    try (RawServer server = new RawServer(false, GOOD, UNAUTHORIZED, GOOD)) {
      HttpModel model = model(server.address(), Optional.of("upstream"));
      try (Model.Reply first = model.send(call(Duration.ofSeconds(20)))) {
        assertEquals(Optional.of(new Model.Credential("1", false)), first.credential());
      }
      secrets.put("upstream", "2", SecretText.of("key", "new-key"));
      try (Model.Reply second = model.send(call(Duration.ofSeconds(20)))) {
        assertEquals(Optional.of(new Model.Credential("2", true)), second.credential());
      }
      assertTrue(server.received.get(0).contains("Bearer old-key"));
      assertTrue(server.received.get(1).contains("Bearer old-key"));
      assertTrue(server.received.get(2).contains("Bearer new-key"));
    }
  }

  @Test
  void aNewCredentialIsPickedUpWithoutARefusal() throws IOException {
    FileSecretStore secrets = new FileSecretStore(folder);
    secrets.put("upstream", "1", SecretText.of("key", "old-key"));
    try (RawServer server = new RawServer(false, GOOD)) {
      HttpModel model = model(server.address(), Optional.of("upstream"));
      model.send(call(Duration.ofSeconds(20))).close();
      secrets.put("upstream", "2", SecretText.of("key", "new-key"));
      now = now.plusSeconds(1);
      try (Model.Reply reply = model.send(call(Duration.ofSeconds(20)))) {
        assertEquals(Optional.of(new Model.Credential("2", false)), reply.credential());
      }
      assertTrue(server.received.get(1).contains("Bearer new-key"));
    }
  }

  @Test
  void aCredentialThatCannotBeReadAgainIsNotSentPastItsMaximumAge() throws IOException {
    FileSecretStore secrets = new FileSecretStore(folder);
    secrets.put("upstream", "1", SecretText.of("key", "old-key"));
    UnreachableSecretStore store = new UnreachableSecretStore(secrets);
    try (RawServer server = new RawServer(false, GOOD)) {
      HttpModel model =
          new HttpModel(
              server.address(),
              Optional.of(
                  new RotatedSecret(
                      store, "upstream", Duration.ofSeconds(1), Duration.ofMinutes(1), () -> now)),
              HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build());
      model.send(call(Duration.ofSeconds(20))).close();
      store.unreachable = true;
      now = now.plusSeconds(59);
      model.send(call(Duration.ofSeconds(20))).close();
      now = now.plusSeconds(1);
      fails(PortException.Code.MISSING, () -> model.send(call(Duration.ofSeconds(20))));
      assertEquals(2, server.received.size());
    }
  }

  @Test
  void aCredentialThatDidNotChangeIsNotSentAgain() throws IOException {
    new FileSecretStore(folder).put("upstream", "1", SecretText.of("key", "old-key"));
    try (RawServer server = new RawServer(false, UNAUTHORIZED)) {
      HttpModel model = model(server.address(), Optional.of("upstream"));
      fails(PortException.Code.DENIED, () -> model.send(call(Duration.ofSeconds(20))));
      assertEquals(1, server.received.size());
    }
  }

  @Test
  void aCredentialThatDoesNotExistIsMissingAndNothingIsSent() throws IOException {
    try (RawServer server = new RawServer(false, GOOD)) {
      HttpModel model = model(server.address(), Optional.of("upstream"));
      fails(PortException.Code.MISSING, () -> model.send(call(Duration.ofSeconds(20))));
      assertTrue(server.received.isEmpty());
    }
  }

  @Test
  void aBaseAddressWithAPathKeepsIt() throws IOException {
    try (RawServer server = new RawServer(false, GOOD)) {
      model(URI.create(server.address() + "/openai/v1/"), Optional.empty())
          .send(call(Duration.ofSeconds(20)))
          .close();
      assertTrue(server.received.get(0).startsWith("POST /openai/v1/chat/completions "));
    }
  }
}
