package dev.portcullis.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.read.LogRecord;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedCallTest {
  private static final String ASK =
      "{\"model\":\"stand-in\",\"messages\":[{\"role\":\"user\",\"content\":\"Write to "
          + ServedGateway.EMAIL
          + ", card "
          + ServedGateway.CARD
          + "\"}]}";

  @TempDir static Path data;
  private static ServedGateway gateway;
  private static String key;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void serve() throws IOException {
    gateway = new ServedGateway(data);
    key = gateway.key("developer");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(gateway.base() + "/chat/completions"))
            .header("authorization", "Bearer " + key)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return post(body.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> kinds(HttpResponse<String> response) {
    String id = response.headers().firstValue("x-request-id").orElseThrow();
    return gateway.records(id).stream().map(record -> record.kind().word()).toList();
  }

  @Test
  void anAnsweredCallHasIntentAndOutcome() throws Exception {
    HttpResponse<String> response = post(ASK);
    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains(ServedGateway.EMAIL));
    assertEquals(List.of("intent", "finding", "outcome", "finding"), kinds(response));
    gateway.received();
  }

  @Test
  void tenMegabytesAreRefusedAndTheRefusalIsRead() throws Exception {
    HttpResponse<String> response = post(new byte[10 << 20]);
    assertEquals(413, response.statusCode());
    assertEquals(List.of("refusal"), kinds(response));
    assertEquals(200, post(ASK).statusCode());
  }

  @Test
  void deepJsonIsRefused() throws Exception {
    assertEquals(400, post("[".repeat(10_000)).statusCode());
    HttpResponse<String> closed =
        post("{\"model\":\"stand-in\",\"messages\":" + "[".repeat(9_999) + "]".repeat(9_999) + "}");
    assertEquals(400, closed.statusCode());
    assertTrue(closed.body().contains("json_too_deep"), closed.body());
  }

  @Test
  void aCallerWhoLeavesDuringAStreamIsRecorded() throws Exception {
    String longer = ASK.replace("Write to", "Write ".repeat(10_000) + "to");
    String id;
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), gateway.serving.address().getPort())) {
      byte[] body =
          longer.replaceFirst("\\{", "{\"stream\":true,").getBytes(StandardCharsets.UTF_8);
      socket
          .getOutputStream()
          .write(
              ("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                      + key
                      + "\r\nContent-Length: "
                      + body.length
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(body);
      String head = head(socket.getInputStream());
      assertTrue(head.startsWith("HTTP/1.1 200"), head);
      id = head.replaceFirst("(?is).*x-request-id: (\\S+).*", "$1");
      socket.setSoLinger(true, 0); // The connection is reset, as when a program is killed.
    }
    assertEquals("client_gone", outcome(id));
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }

  /** Waits for the outcome of a call that goes on after its caller left. */
  private static String outcome(String id) {
    while (true) {
      for (LogRecord record : gateway.records(id)) {
        if (record.kind() == LogRecord.Kind.OUTCOME) {
          return record.result();
        }
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void nonsenseInsteadOfHttpDoesNotStopTheServer() throws Exception {
    for (String nonsense :
        List.of("\r\n\r\n", "GET\r\n\r\n", "\u0000\u0001\u0002", "POST / HTTP/9.9\r\n\r\n")) {
      try (Socket socket =
          new Socket(InetAddress.getLoopbackAddress(), gateway.serving.address().getPort())) {
        socket.getOutputStream().write(nonsense.getBytes(StandardCharsets.UTF_8));
        socket.shutdownOutput();
        try (InputStream in = socket.getInputStream()) {
          in.readAllBytes();
        }
      }
    }
    assertEquals(200, post(ASK).statusCode());
  }

  @Test
  void nothingPlantedIsInAnyFile() throws Exception {
    post(ASK);
    gateway.serving.laptop().sequenceNow();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String planted : ServedGateway.PLANTED) {
          assertFalse(bytes.contains(planted), file + " holds " + planted);
        }
        assertFalse(bytes.contains(key), file + " holds a key");
        assertFalse(bytes.contains("Write to"), file + " holds a prompt");
      }
    }
  }
}
