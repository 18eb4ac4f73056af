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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OpenAI's administration of a service account's keys, and the model list that takes them. */
final class KeyIssuer implements AutoCloseable {
  static final String ADMIN = "sk-admin-planted-0123456789";
  private static final String PROJECT = "/v1/organization/projects/proj_1";

  private final HttpServer server;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final long createdAt;
  private int made;

  /** Whether a new key is taken. */
  volatile boolean takes = true;

  KeyIssuer(long createdAt) throws IOException {
    this.createdAt = createdAt;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** A package whose rotation file names this provider. */
  Path packaged(Path root) throws IOException {
    Files.createDirectories(root.resolve("policies"));
    Files.writeString(
        root.resolve("policies/rotation.json"),
        """
        {"provider": "openai", "project": "proj_1", "service-account": "svc_1", "base": "http://127.0.0.1:%d/v1"}
        """
            .formatted(server.getAddress().getPort()));
    return root;
  }

  /** The id of a new key that a person made. */
  synchronized String byHand() {
    String id = "key-" + ++made;
    names.put(id, "by hand");
    return id;
  }

  synchronized List<String> live() {
    return List.copyOf(names.keySet());
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      String bearer = exchange.getRequestHeaders().getFirst("Authorization");
      if (request.equals("GET /v1/models")) {
        boolean known = bearer.matches("Bearer sk-planted-key-[0-9]+");
        answer(exchange, known && takes ? 200 : 401, Map.of("echo", bearer));
      } else if (!("Bearer " + ADMIN).equals(bearer)) {
        answer(exchange, 401, Map.of("echo", bearer));
      } else if (request.equals("POST " + PROJECT + "/service_accounts/svc_1/api_keys")) {
        String id = "key-" + ++made;
        names.put(id, name(body));
        Map<String, Object> shown = shown(id);
        shown.put("value", "sk-planted-" + id);
        answer(exchange, 200, shown);
      } else if (request.equals("GET " + PROJECT + "/api_keys")) {
        List<Object> data = new ArrayList<>();
        names.keySet().forEach(id -> data.add(shown(id)));
        answer(exchange, 200, Map.of("object", "list", "data", data, "has_more", false));
      } else if (request.startsWith("DELETE " + PROJECT + "/api_keys/")) {
        String id = request.substring(request.lastIndexOf('/') + 1);
        answer(exchange, names.remove(id) == null ? 404 : 200, Map.of("deleted", true));
      } else {
        answer(exchange, 404, Map.of());
      }
    }
  }

  private static String name(String body) throws IOException {
    try {
      return (String) new StrictJson(4).readObject(body).get("name");
    } catch (StrictJson.Malformed bad) {
      throw new IOException(bad);
    }
  }

  private Map<String, Object> shown(String id) {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("id", id);
    key.put("name", names.get(id));
    key.put("created_at", createdAt);
    key.put("owner", Map.of("type", "service_account", "service_account", Map.of("id", "svc_1")));
    return key;
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
