package dev.portcullis.rotation.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExchangeTest {
  private final List<Duration> waits = new ArrayList<>();
  private final Exchange exchange =
      new Exchange(HttpClient.newHttpClient(), Duration.ofSeconds(20), waits::add);

  @Test
  void aCredentialThatIsNoHeaderIsRefusedWithoutShowingIt() {
    PortException failure =
        assertThrows(
            PortException.class,
            () ->
                exchange.send(
                    () ->
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1/"))
                            .header("authorization", "Bearer canary\nsecond line"),
                    "list"));
    assertEquals(Code.INVALID, failure.code());
    assertFalse(failure.toString().contains("canary"));
    assertNull(failure.getCause());
  }

  @Test
  void whereNobodyListensIsUnavailable() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    PortException failure =
        assertThrows(
            PortException.class,
            () ->
                exchange.send(
                    () -> HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + closed + "/")),
                    "list"));
    assertEquals(Code.UNAVAILABLE, failure.code());
  }

  @Test
  void aClientThatFollowsRedirectsIsRefused() {
    HttpClient following =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    assertThrows(
        IllegalArgumentException.class,
        () -> new Exchange(following, Duration.ofSeconds(1), waits::add));
  }

  @Test
  void aThrottledRequestIsNotSentForEver() throws Exception {
    try (FakeServer server = new FakeOpenAi()) {
      for (int i = 0; i < 20; i++) {
        server.trouble(FakeServer.Trouble.THROTTLED);
      }
      int status =
          server
              .exchange
              .send(() -> HttpRequest.newBuilder(server.uri("/v1/models")), "x")
              .status();
      assertEquals(429, status);
      assertEquals(4, server.seen.size());
    }
  }

  @Test
  void anAnswerPrintsNothingOfItself() {
    assertEquals("answer 200", new Exchange.Answer(200, "canary").toString());
  }
}
