package dev.portcullis.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * A stand-in for a language model on a loopback port: it speaks OpenAI's API, always answers the
 * same to the same, and needs no download.
 *
 * <p>It repeats what it was told, placeholders included, and adds a contact of its own, so that
 * both halves of the reply filter have something to do; streams are cut into small pieces, through
 * placeholders too. The last bodies that it received and answered can be looked at. Safe for
 * concurrent use.
 */
public final class StandIn implements AutoCloseable {
  private static final int REMEMBERED = 100;

  /** One exchange. */
  public record Exchange(String received, String answered) {}

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final Deque<Exchange> exchanges = new ArrayDeque<>();

  private StandIn(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts on a free loopback port.
   *
   * @param threads answers requests; not shut down here
   * @throws IOException if there is no port to be had
   */
  public static StandIn start(ExecutorService threads) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StandIn standIn = new StandIn(server);
    server.setExecutor(threads);
    server.createContext(
        "/v1/chat/completions", e -> standIn.answer(e, new ChatAnswers(standIn.json)));
    server.createContext(
        "/v1/responses", e -> standIn.answer(e, new ResponseAnswers(standIn.json)));
    server.createContext(
        "/v1/embeddings", e -> standIn.answer(e, new EmbeddingAnswers(standIn.json)));
    server.start();
    return standIn;
  }

  /** Its base address, without a path. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The last exchanges, oldest first, at most 100. */
  public List<Exchange> exchanges() {
    synchronized (exchanges) {
      return List.copyOf(exchanges);
    }
  }

  private void answer(HttpExchange exchange, Answers answers) throws IOException {
    try (exchange) {
      String received =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonNode request = json.readTree(received);
      boolean stream = request.path("stream").asBoolean(false);
      List<String> pieces = stream ? answers.stream(request) : List.of(answers.whole(request));
      synchronized (exchanges) {
        exchanges.add(new Exchange(received, String.join("", pieces)));
        if (exchanges.size() > REMEMBERED) {
          exchanges.remove();
        }
      }
      exchange
          .getResponseHeaders()
          .set("content-type", stream ? "text/event-stream" : "application/json");
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        for (String piece : pieces) {
          out.write(piece.getBytes(StandardCharsets.UTF_8));
          out.flush();
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** Answers the requests of one operation. */
  interface Answers {
    /** The body of the answer. */
    String whole(JsonNode request) throws IOException;

    /** The answer as an event stream, piece by piece. */
    List<String> stream(JsonNode request) throws IOException;
  }
}
