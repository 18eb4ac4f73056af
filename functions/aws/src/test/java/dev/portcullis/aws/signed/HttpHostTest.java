package dev.portcullis.aws.signed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a connection is used again, and when a request is sent again. */
final class HttpHostTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final byte[] REQUEST =
      HttpRequest.bytes("GET", "/", Map.of("host", "h"), new byte[0]);

  private Instant now = Instant.EPOCH;

  private HttpHost host(RawServer server) {
    return HttpHost.of(server.uri(), () -> now);
  }

  @Test
  void aConnectionIsKeptForTheNextCall() throws IOException {
    try (RawServer server = new RawServer(OK, OK, OK)) {
      HttpHost host = host(server);
      for (int call = 0; call < 3; call++) {
        assertEquals("ok", host.exchange(REQUEST).text());
      }
      assertEquals(1, server.connections.get());
    }
  }

  @Test
  void oneThatNobodyUsedForAMinuteIsLeft() throws IOException {
    try (RawServer server = new RawServer(OK, OK, OK)) {
      HttpHost host = host(server);
      host.exchange(REQUEST);
      now = now.plusSeconds(59);
      host.exchange(REQUEST);
      assertEquals(1, server.connections.get());
      now = now.plusSeconds(60);
      host.exchange(REQUEST);
      assertEquals(2, server.connections.get());
    }
  }

  @Test
  void oneThatTheOtherSideEndedIsReplacedAndTheRequestSentThere() throws IOException {
    try (RawServer server = new RawServer(OK + RawServer.END, OK)) {
      HttpHost host = host(server);
      host.exchange(REQUEST);
      assertEquals("ok", host.exchange(REQUEST).text());
      assertEquals(2, server.connections.get());
      assertEquals(2, server.requests.get());
    }
  }

  @Test
  void aNewOneThatEndsWithoutAnAnswerIsNotTriedAgain() throws IOException {
    try (RawServer server = new RawServer(RawServer.END, OK)) {
      assertThrows(IOException.class, () -> host(server).exchange(REQUEST));
      assertEquals(1, server.requests.get());
    }
  }

  @Test
  void anAnswerThatBeganIsNotAskedForAgain() throws IOException {
    try (RawServer server = new RawServer(OK, "HTTP/1.1 200" + RawServer.END, OK)) {
      HttpHost host = host(server);
      host.exchange(REQUEST);
      assertThrows(IOException.class, () -> host.exchange(REQUEST));
      assertEquals(2, server.requests.get());
      assertEquals("ok", host.exchange(REQUEST).text());
      assertEquals(2, server.connections.get());
    }
  }

  @Test
  void whoeverDoesNotListenIsAnError() throws IOException {
    RawServer server = new RawServer();
    server.close();
    assertThrows(IOException.class, () -> host(server).exchange(REQUEST));
  }
}
