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
import java.util.Map;
import java.util.TreeMap;

/** Azure's administration of an account with two keys, and the model list that takes them. */
final class SlotIssuer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Object> keys = new TreeMap<>();
  private int made;

  /** An account whose first key is in use. */
  SlotIssuer(String current) throws IOException {
    keys.put("key1", current);
    keys.put("key2", "sk-planted-slot-0");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** A package whose rotation file names this provider. */
  void packaged(Path root) throws IOException {
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    Files.writeString(
        root.resolve("policies/rotation.json"),
        StrictJson.write(
            new TreeMap<>(
                Map.of(
                    "provider", "azure",
                    "base", base,
                    "endpoint", base,
                    "subscription", "sub",
                    "resource-group", "group",
                    "account", "account"))));
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      if (path.endsWith("/regenerateKey")) {
        keys.put(body.contains("Key1") ? "key1" : "key2", "sk-planted-slot-" + ++made);
      }
      boolean probe = path.equals("/openai/models");
      boolean known = keys.containsValue(exchange.getRequestHeaders().getFirst("api-key"));
      byte[] bytes = StrictJson.write(probe ? Map.of() : keys).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(probe && !known ? 401 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
