package dev.portcullis.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.authorization.json.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Anthropic's administration of a workspace, whose keys only people make. */
final class ConsoleIssuer implements AutoCloseable {
  private static final String KEYS = "/v1/organizations/api_keys";

  private final HttpServer server;
  private final Map<String, Instant> live = new LinkedHashMap<>();

  ConsoleIssuer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** A package whose rotation file names this provider. */
  void packaged(Path root) throws IOException {
    Files.createDirectories(root.resolve("policies"));
    Files.writeString(
        root.resolve("policies/rotation.json"),
        """
        {"provider": "anthropic", "workspace": "wrk_1", "base": "http://127.0.0.1:%d/v1"}
        """
            .formatted(server.getAddress().getPort()));
  }

  /** The value of a key that a person makes, whose id is a name. */
  synchronized String byHand(String id, Instant now) {
    live.put(id, now);
    return "sk-planted-" + id;
  }

  synchronized List<String> live() {
    return List.copyOf(live.keySet());
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      String key = String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key"));
      if (request.equals("GET /v1/models")) {
        answer(exchange, live.containsKey(key.replace("sk-planted-", "")) ? 200 : 401, Map.of());
      } else if (!key.equals(KeyIssuer.ADMIN)) {
        answer(exchange, 401, Map.of("echo", key));
      } else if (request.equals("GET " + KEYS)) {
        List<Object> data = new ArrayList<>();
        live.forEach(
            (id, made) ->
                data.add(Map.of("id", id, "name", "by hand", "created_at", made.toString())));
        answer(exchange, 200, Map.of("data", data, "has_more", false));
      } else if (request.startsWith("POST " + KEYS + "/")) {
        boolean known = live.remove(request.substring(request.lastIndexOf('/') + 1)) != null;
        answer(exchange, known ? 200 : 404, Map.of());
      } else {
        answer(exchange, 404, Map.of());
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    byte[] bytes = StrictJson.write(body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
